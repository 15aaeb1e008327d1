// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Events of a service in a minute that ended alike, for the same cause: a row of `rollup`.
package struct RollupCount: Hashable, Sendable {
  package var service: String
  package var minute: Timestamp
  package var outcome: Outcome
  package var cause: String
  package var n: Int64
}

/// Events of a service in a minute whose durations share a bucket: a row of `rollup_duration`.
package struct DurationCount: Hashable, Sendable {
  package var service: String
  package var minute: Timestamp
  /// Number of the `DurationBucket`.
  package var bucket: Int
  package var n: Int64
}

/// Failed and all events of a service with a value of a dimension: a row of `rollup_dimension`.
package struct DimensionCount: Hashable, Sendable {
  package var service: String
  package var dimension: String
  package var value: String
  package var failed: Int64
  package var n: Int64
}

/// From when to when a service has events: a row of `source_service`.
package struct ServiceSpan: Hashable, Sendable {
  package var service: String
  package var first: Timestamp
  package var last: Timestamp
  package var n: Int64
}

/// One failed event, as evidence and for signatures.
package struct RemoteSample: Hashable, Sendable {
  package var time: Timestamp
  package var service: String
  package var outcome: Outcome
  package var cause: String
  /// 0 for none.
  package var status: Int64
  /// Microseconds; -1 for none.
  package var duration: Int64
  package var route: String
  package var trace: String
  package var text: String
}

/// A row of partial counts: rows with the same place are one row with the sum.
protocol PartialCount {
  /// Whether it stands before another; never for two rows of the same place.
  func precedes(_ other: Self) -> Bool
  mutating func add(_ other: Self)
}

extension Array where Element: PartialCount {
  /// In order, each place once; what already is so, as every answer of an engine, is not copied.
  func addedUp() -> [Element] {
    if indices.dropFirst().allSatisfy({ self[$0 - 1].precedes(self[$0]) }) { return self }
    var sums: [Element] = []
    for row in sorted(by: { $0.precedes($1) }) {
      if let last = sums.last, !last.precedes(row) {
        sums[sums.count - 1].add(row)
      } else {
        sums.append(row)
      }
    }
    return sums
  }
}

/// Texts by their bytes, as engines order them: to Swift two spellings of one letter are the same.
extension String {
  fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  fileprivate func precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension RollupCount: PartialCount {
  func precedes(_ other: RollupCount) -> Bool {
    if !service.isSame(as: other.service) { return service.precedes(other.service) }
    if minute != other.minute { return minute < other.minute }
    if outcome != other.outcome { return outcome.rawValue < other.outcome.rawValue }
    return cause.precedes(other.cause)
  }

  mutating func add(_ other: RollupCount) { n &+= other.n }
}

extension DurationCount: PartialCount {
  func precedes(_ other: DurationCount) -> Bool {
    if !service.isSame(as: other.service) { return service.precedes(other.service) }
    if minute != other.minute { return minute < other.minute }
    return bucket < other.bucket
  }

  mutating func add(_ other: DurationCount) { n &+= other.n }
}

extension DimensionCount: PartialCount {
  func precedes(_ other: DimensionCount) -> Bool {
    if !service.isSame(as: other.service) { return service.precedes(other.service) }
    if !dimension.isSame(as: other.dimension) { return dimension.precedes(other.dimension) }
    return value.precedes(other.value)
  }

  mutating func add(_ other: DimensionCount) {
    failed &+= other.failed
    n &+= other.n
  }
}

extension ServiceSpan: PartialCount {
  func precedes(_ other: ServiceSpan) -> Bool { service.precedes(other.service) }

  mutating func add(_ other: ServiceSpan) {
    first = min(first, other.first)
    last = max(last, other.last)
    n &+= other.n
  }
}

extension RemoteSample {
  /// By time, then by all the rest, so that two samples that differ are always in the same order.
  func precedes(_ other: RemoteSample) -> Bool {
    if time != other.time { return time < other.time }
    let texts = [
      (service, other.service), (cause, other.cause), (route, other.route), (trace, other.trace),
      (text, other.text),
    ]
    for (own, theirs) in texts where !own.isSame(as: theirs) { return own.precedes(theirs) }
    return [status, duration, Int64(outcome.rawValue)].lexicographicallyPrecedes(
      [other.status, other.duration, Int64(other.outcome.rawValue)])
  }
}
