// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Counts of requests that somebody else made, to be added to those of a case.
package struct GivenCounts: Sendable {
  package struct Minute: Sendable {
    package var service: String
    package var minute: Timestamp
    package var outcome: Outcome
    package var cause: String
    package var count: Int64

    package init(
      service: String, minute: Timestamp, outcome: Outcome, cause: String, count: Int64
    ) {
      self.service = service
      self.minute = minute
      self.outcome = outcome
      self.cause = cause
      self.count = count
    }
  }

  package struct Duration: Sendable {
    package var service: String
    package var minute: Timestamp
    package var bucket: Int
    package var count: Int64

    package init(service: String, minute: Timestamp, bucket: Int, count: Int64) {
      self.service = service
      self.minute = minute
      self.bucket = bucket
      self.count = count
    }
  }

  package struct Span: Sendable {
    package var service: String
    package var first: Timestamp
    package var last: Timestamp
    package var count: Int64

    package init(service: String, first: Timestamp, last: Timestamp, count: Int64) {
      self.service = service
      self.first = first
      self.last = last
      self.count = count
    }
  }

  package var minutes: [Minute]
  package var durations: [Duration]
  package var spans: [Span]

  package init(minutes: [Minute], durations: [Duration], spans: [Span]) {
    self.minutes = minutes
    self.durations = durations
    self.spans = spans
  }
}

extension CaseWriter {
  /// Adds counts to the open source, as if their events had been read.
  package func add(_ counts: GivenCounts) throws(StoreError) {
    guard var source = open else { return }
    open = nil
    defer { open = source }
    try write { _ in
      for row in counts.minutes {
        source.rollup.add(
          row.count, service: try number("service", row.service),
          minute: row.minute.microseconds, outcome: row.outcome.rawValue,
          cause: try number("cause", row.cause))
      }
      for row in counts.durations {
        source.rollup.add(
          row.count, service: try number("service", row.service),
          minute: row.minute.microseconds, bucket: row.bucket)
      }
      for span in counts.spans {
        source.requestSpans.add(
          service: try number("service", span.service), first: span.first.microseconds,
          last: span.last.microseconds, count: span.count)
      }
    }
  }

  /// The number of a name in a dictionary; 0 for none.
  func number(_ column: String, _ value: String) throws -> Int64 {
    guard !value.isEmpty else { return 0 }
    return try dictionaries[column]?.number(ofName: value) ?? 0
  }
}
