// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
package import RecountInput
import RecountModel
import RecountStore

/// How inputs are read and stored.
package struct IngestOptions: Sendable {
  /// Format name for all inputs; nil detects each.
  package var format: String?
  /// Service of all events.
  package var service: String?
  /// Sources parsed at the same time.
  package var threads = 2
  /// Share of a source's lines that may be rejects before the run counts as incomplete.
  package var maxRejectShare = 0.05
  package var limits = InputLimits()
  /// Routes that a service may have; requests on others are counted as `{other}`.
  package var maxRoutes = CaseWriter.usualRoutesPerService
  /// Routes that have their own names from the beginning, for a case that is to be like another.
  var givenRoutes: [ServiceRoute] = []
  /// What was said about stamps that do not say all.
  var stampRules: [NamedStampRules] = []
  /// Which library inflates gzip.
  package var inflate = InflateEngine.auto

  /// What tells why a build step failed.
  var failureRules = FailureRules.shipped

  /// Formats that the user described.
  private(set) var ownFormats: [LogFormat] = []

  package init() {}

  /// Knows the formats of files and folders besides those that come with Recount.
  ///
  /// - Throws: For a file that cannot be read, and for a format that fails its own examples.
  package mutating func useFormats(at paths: [String]) throws(RecountError) {
    ownFormats = try OwnFormats.read(paths)
  }

  // Limits that the command line sets, for callers that know no inputs.

  /// Inflates gzip with zlib whatever else is there.
  package mutating func useZlib() {
    inflate = .zlib
  }

  /// Asks the rules of a file before those that come with Recount.
  ///
  /// - Throws: For a file that cannot be read, and for a rule that fails its own examples.
  package mutating func useRules(at path: String) throws(RecountError) {
    failureRules = .given(try RuleFile.read(path))
  }

  /// Bytes of content that one input may give.
  package var maxContentBytes: Int64 {
    get { limits.maxContentBytes }
    set { limits.maxContentBytes = newValue }
  }
  /// Entries that one archive may have.
  package var maxArchiveEntries: Int {
    get { limits.maxArchiveEntries }
    set { limits.maxArchiveEntries = newValue }
  }
  /// Bytes of the longest line that is read whole.
  package var maxLineBytes: Int {
    get { limits.maxLineBytes }
    set { limits.maxLineBytes = newValue }
  }
}

/// What an ingest did.
package struct IngestSummary: Sendable {
  package var sources = 0
  package var alreadyKnown = 0
  package var lines: Int64 = 0
  package var events: Int64 = 0
  package var rejects: Int64 = 0
  /// Sentences about inputs that were cut short, damaged, or rejected too much.
  package var incomplete: [String] = []
  /// Why inputs could not be read; the others were.
  package var failures: [RecountError] = []
  /// Sentences about what was odd but lost nothing: padding, entries that are no files.
  package var remarks: [String] = []
  /// Contents that no known format takes.
  package var unknown: [String] = []
  /// Of contents that no known format takes, what their lines are wrapped in.
  var wrappers: [String: [String]] = [:]
  /// Contents all of whose lines are of a format that tells of no event, with its name and title.
  var silent: [(name: String, format: String)] = []
  /// Contents without a byte.
  package var empty: [String] = []

  /// Contents that were cut short or damaged before any line told their format.
  var broken: [(name: String, state: SourceRecord.State, remarks: String)] = []

  /// What tells why a build step failed.
  var failureRules = FailureRules.shipped

  package init() {}

  /// Adds what another part of the run did.
  static func += (summary: inout IngestSummary, other: IngestSummary) {
    summary.sources += other.sources
    summary.alreadyKnown += other.alreadyKnown
    summary.lines += other.lines
    summary.events += other.events
    summary.rejects += other.rejects
    summary.incomplete += other.incomplete
    summary.failures += other.failures
    summary.remarks += other.remarks
    summary.unknown += other.unknown
    summary.wrappers.merge(other.wrappers) { first, _ in first }
    summary.silent += other.silent
    summary.empty += other.empty
    summary.broken += other.broken
  }

  /// Notes a content that was read and gave neither events nor rejects.
  mutating func note(_ record: SourceRecord) {
    guard record.tally.lines > 0, record.tally.events == 0, record.tally.rejects == 0,
      let format = FormatCatalog.format(named: record.format)
    else { return }
    silent.append((record.path, "\(format.name), \(format.title)"))
  }

  /// Notes a content that gave nothing.
  mutating func leaveOut(
    _ name: String, isEmpty: Bool, _ condition: InputCondition, wrappers: [String] = []
  ) {
    if !wrappers.isEmpty { self.wrappers[name] = wrappers }
    if condition.isTruncated || condition.isDamaged {
      let state = condition.isDamaged ? SourceRecord.State.damaged : .truncated
      let remarks = condition.remarks.joined(separator: "; ")
      broken.append((name, state, remarks))
      incomplete.append("\(name) is \(state.rawValue) and gave nothing: \(remarks)")
    } else if isEmpty {
      empty.append(name)
    } else {
      unknown.append(name)
    }
  }
}

/// What an ingest tells while it runs.
package enum IngestProgress: Sendable {
  /// An input is being stored: its position, and stored bytes read of all inputs so far.
  case storing(
    index: Int, of: Int, name: String, lines: Int64, rejects: Int64, bytes: Int64, total: Int64)
  /// An input is in the case.
  case stored(index: Int, of: Int, name: String, lines: Int64, events: Int64, rejects: Int64)
  case known(index: Int, of: Int, name: String)
}
