// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a parser made of a batch of lines: the only thing that crosses from formats to the store.
package struct EventBatch: Sendable {
  package var requests = RequestColumns()
  package var steps: [BuildStep] = []
  package var jobs: [BuildJob] = []
  package var milestones: [Milestone] = []
  package var rejects: [Reject] = []
  package var tally = LineTally()
  /// Lines whose stamps could be of two moments or of none.
  package var stampMarks: [StampMark] = []
  /// Least exact quality of any time in the batch.
  package var timeQuality = TimeQuality.exact

  package init() {}

  package var isEmpty: Bool { tally.lines == 0 && tally.events == 0 }

  /// Empties the batch, keeping its buffers.
  package mutating func removeAll() {
    requests.removeAll()
    steps.removeAll(keepingCapacity: true)
    jobs.removeAll(keepingCapacity: true)
    milestones.removeAll(keepingCapacity: true)
    rejects.removeAll(keepingCapacity: true)
    stampMarks.removeAll(keepingCapacity: true)
    tally = LineTally()
    timeQuality = .exact
  }

  // MARK: - Lines

  /// Counts a line that gave `events` events or belongs to a recognised record.
  package mutating func countEventLine(events: Int64 = 1) {
    tally.lines += 1
    tally.eventLines += 1
    tally.events += events
  }

  /// Counts lines that gave an event each.
  package mutating func countEventLines(_ count: Int) {
    tally.lines += Int64(count)
    tally.eventLines += Int64(count)
    tally.events += Int64(count)
  }

  package mutating func countIgnoredLine() {
    tally.lines += 1
    tally.ignored += 1
  }

  package mutating func countContinuationLine() {
    tally.lines += 1
    tally.continuationLines += 1
  }

  /// Keeps line `index` of `lines` as a reject.
  package mutating func reject(_ lines: LineBatch, _ index: Int, _ reason: RejectReason) {
    tally.lines += 1
    tally.rejects += 1
    rejects.append(
      Reject(
        line: lines.number(index), byteOffset: lines.offset(index), reason: reason,
        excerpt: lines.line(index)))
  }
}
