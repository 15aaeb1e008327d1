// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Looks at the beginning of an input: what format it is, and when its first event was.
enum InputProbe {
  /// Entries of an archive that are looked into before it is taken as one without a known format.
  private static let maxEntries = 50
  /// Bytes of a content that are looked at: a hundred lines or so.
  private static let batchBytes = 8 << 10

  /// What the beginning of the input tells; `hashesFile` reads all of its stored bytes too.
  static func probed(
    _ plan: InputPlan, _ options: IngestOptions, buffers: InputBuffers, hashesFile: Bool
  ) throws(InputError) -> InputPlan {
    var plan = plan
    plan.fallbackService = plan.forcedService ?? ServiceName.suggested(by: plan.name)
    plan.isPipe = plan.path == "-" || !FileSource.isRegular(plan.path)
    // A pipe is detected when it is parsed; a missing file is told from one by opening it.
    guard !plan.isPipe else {
      plan.detected = plan.format ?? .combined
      return plan
    }
    var limits = options.limits
    limits.batchBytes = min(limits.batchBytes, InputProbe.batchBytes)
    let reader = try InputReader(
      path: plan.path, limits: limits, buffers: buffers, isGlance: true, hashesFile: hashesFile)
    plan.isArchive = reader.isArchive
    plan.storedBytes = reader.file.size
    try look(reader, options, &plan)
    if hashesFile { plan.fileHash = try reader.file.finishHash() }
    return plan
  }

  private static func look(
    _ reader: InputReader, _ options: IngestOptions, _ plan: inout InputPlan
  ) throws(InputError) {
    var entries = 0
    plan.isEmpty = true
    while entries < maxEntries, let content = try reader.next() {
      entries += 1
      let lines = LineFeed(content.lines, of: reader.file)
      let opening = try ContentOpening(
        lines, entry: content.entry, known: plan.format, own: plan.ownFormats)
      if !opening.batches.isEmpty { plan.isEmpty = false }
      if plan.openingHash.isEmpty { plan.openingHash = content.lines.digest.openingHash }
      guard let format = opening.format else {
        if plan.wrappers.isEmpty { plan.wrappers = opening.wrappers }
        continue
      }
      if plan.detected == nil, !opening.batches.isEmpty || content.entry != nil {
        plan.detected = format
      }
      let name = content.entry.map { plan.name + "!" + $0 } ?? plan.name
      var rules = options.stampRules(of: name).or(plan.stampRules)
      plan.firstEvent = firstEvent(opening.batches, format, name: name, rules, &plan.lacksYear)
      plan.isYearWritten = plan.lacksYear && content.written != nil
      if plan.isYearWritten {
        rules.year = content.written.map { .written($0) }
        plan.firstEvent = firstEvent(opening.batches, format, name: name, rules, &plan.lacksYear)
      }
      if plan.firstEvent != nil || !reader.isArchive { break }
    }
    plan.condition = reader.condition
  }

  private static func firstEvent(
    _ opening: [LineBatch], _ format: LogFormat, name: String, _ rules: StampRules,
    _ lacksYear: inout Bool
  ) -> Timestamp? {
    let parser = format.makeParser(
      ParserContext(path: name, failureRules: .none, year: rules.year))
    var events = EventBatch()
    for batch in opening { parser.parse(batch, into: &events) }
    parser.finish(into: &events)
    lacksYear = events.timeQuality == .yearUnknown
    if lacksYear { return nil }
    if let zone = rules.zone {
      var clock = ZoneClock(zone)
      events.place(with: &clock, stamp: format.stamp)
    }
    let requests = events.requests.end.min().map { Timestamp(microseconds: $0) }
    let steps = events.steps.compactMap { $0.end ?? $0.start }.min()
    let milestones = events.milestones.map(\.time).min()
    return [requests, steps, milestones].compactMap(\.self).min()
  }
}
