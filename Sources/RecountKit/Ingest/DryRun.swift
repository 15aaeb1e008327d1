// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Looks at what an ingest would read, and writes nothing.
package enum DryRun {
  /// Lines of a content that are parsed, a batch more or less: enough for a span of time, and short for a
  /// log of any length.
  private static let mostLines: Int64 = 10_000

  /// What the inputs of `folder` are told to be.
  ///
  /// - Throws: When nothing could be told of any of them.
  package static func run(
    _ folder: CaseFolder, options: IngestOptions
  ) throws(RecountError) -> DryRunSummary {
    let probes = try ProbedInputs(options, hashesFiles: false).probe(
      folder.plans, stated: folder.incident.firstClaim, known: nil)
    // What cannot be read is told by the look itself.
    let plans = zip(folder.plans, probes).map { plan, probe in (try? probe.get()) ?? plan }
    let looks = try ParallelMap.run(plans.count, options) { index, buffers in
      look(plans[index], options, buffers)
    }
    var summary = DryRunSummary()
    for look in looks { summary.add(look) }
    if summary.sources.allSatisfy({ $0.events == 0 }) {
      throw summary.failures.first ?? NoEvents.error(summary.counted)
    }
    return summary
  }

  /// What looking at one input came to.
  struct Look: Sendable {
    var name: String
    var sources: [DryRunSource] = []
    /// Whether the archive has more entries.
    var isCut = false
    var failure: RecountError?
  }

  private static func look(
    _ plan: InputPlan, _ options: IngestOptions, _ buffers: InputBuffers
  ) -> Look {
    var look = Look(name: plan.name)
    do throws(InputError) {
      let reader = try InputReader(
        path: plan.path, limits: options.limits, buffers: buffers, isGlance: true,
        hashesFile: false)
      while let content = try reader.next() {
        if look.sources.count == DryRunSummary.mostEntries {
          look.isCut = true
          break
        }
        look.sources.append(try source(content, plan, reader, options))
      }
    } catch {
      look.failure = RecountError(error)
    }
    return look
  }

  private static func source(
    _ content: InputReader.Content, _ plan: InputPlan, _ reader: InputReader,
    _ options: IngestOptions
  ) throws(InputError) -> DryRunSource {
    let name = content.entry.map { plan.name + "!" + $0 } ?? plan.name
    let lines = LineFeed(content.lines, of: reader.file)
    let opening = try ContentOpening(
      lines, entry: content.entry, known: plan.format, own: plan.ownFormats)
    var source = DryRunSource(name: name)
    source.service = plan.forcedService ?? ServiceName.suggested(by: name)
    source.isEmpty = opening.batches.isEmpty
    source.isForced = plan.format != nil
    source.condition = reader.contentCondition
    if let last = opening.batches.last, plan.format == nil {
      let verdict = FormatDetector.detect(
        entry: content.entry, last, own: plan.ownFormats)
      source.ranking = RankedFormat.list(verdict)
      source.wrappers = verdict.wrappers
    }
    guard let format = opening.format else { return source }
    source.format = format.name
    if let inside = format.inside { source.wrappers = inside.wrappers.map(\.rawValue) }
    source.refusal = FormatStringCheck.refusal(of: opening.batches, plan.format, in: name)
    var parser = ContentParser(
      lines, opening: opening.batches, format: format, isGiven: plan.format != nil, name: name,
      rules: .none, stamps: options.stampRules(of: name).or(plan.stampRules),
      written: content.written)
    var isWhole = false
    while parser.record.tally.lines < mostLines {
      guard try parser.next() != nil else {
        isWhole = true
        break
      }
    }
    source.record = parser.record
    source.isWhole = isWhole
    source.condition = reader.contentCondition
    return source
  }
}

/// What a content looks like.
package struct DryRunSource: Sendable {
  var name: String
  /// Nil when no format takes it.
  var format: String?
  /// Whether the format was asked for.
  var isForced = false
  var ranking: [RankedFormat] = []
  /// The outermost first.
  var wrappers: [String] = []
  var service = ""
  var isEmpty = false
  /// Whether all lines were looked at, and not only the first.
  var isWhole = false
  var condition = InputCondition()
  /// Why the format that was asked for is a wrong one.
  var refusal: RecountError?
  /// The book of the lines that were looked at.
  var record: SourceRecord?

  var events: Int64 { record?.tally.events ?? 0 }
  /// How sure the format is, from 0 to 1; nil for one that was asked for.
  var confidence: Double? { isForced || format == nil ? nil : ranking.first?.score }

  /// What stamps say of their zone and year.
  var zone: String {
    guard let record, record.tally.events > 0 else { return "" }
    let zone = record.zone + (record.notes[.zoneGiven] == nil ? ", assumed" : ", given")
    switch record.timeQuality {
    case .zoneAssumed: return zone
    case .yearInferred where record.notes[.yearGiven] != nil: return zone + "; year given"
    case .yearInferred: return zone + "; year inferred"
    case .yearUnknown: return zone + "; year unknown"
    case .exact, .interpolated, .inherited: return "stated"
    }
  }
}

/// What a dry run saw.
package struct DryRunSummary: Sendable {
  package private(set) var sources: [DryRunSource] = []
  /// Why inputs could not be read.
  package private(set) var failures: [RecountError] = []
  /// Archives with more entries than were looked into.
  private(set) var cut: [String] = []
  /// Entries of an archive that are looked into.
  static let mostEntries = 50

  mutating func add(_ look: DryRun.Look) {
    sources += look.sources
    if let failure = look.failure { failures.append(failure) }
    failures += look.sources.compactMap(\.refusal)
    if look.isCut { cut.append(look.name) }
  }

  /// The counts as an ingest would have them, for its error when there is no event.
  var counted: IngestSummary {
    var summary = IngestSummary()
    for source in sources {
      if let tally = source.record?.tally {
        summary.lines += tally.lines
        summary.rejects += tally.rejects
      } else {
        summary.leaveOut(source.name, isEmpty: source.isEmpty, source.condition)
      }
    }
    return summary
  }
}
