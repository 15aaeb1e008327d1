// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Rows of an answer as partial counts; the field before the first is `part`.
///
/// A row that does not fit is an error: an answer is taken whole or not at all.
extension TSVRow {
  var rollupCount: RollupCount? {
    guard let minute = integer(2), let outcome = outcome(3), let n = integer(5) else { return nil }
    return RollupCount(
      service: text(1), minute: Timestamp(microseconds: minute), outcome: outcome, cause: text(4),
      n: n)
  }

  var durationCount: DurationCount? {
    guard let minute = integer(2), let lower = integer(3), let n = integer(4) else { return nil }
    return DurationCount(
      service: text(1), minute: Timestamp(microseconds: minute),
      bucket: DurationBucket.index(microseconds: lower), n: n)
  }

  func dimensionCount(_ dimension: String) -> DimensionCount? {
    guard let failed = integer(3), let n = integer(4) else { return nil }
    return DimensionCount(
      service: text(1), dimension: dimension, value: text(2), failed: failed, n: n)
  }

  var serviceSpan: ServiceSpan? {
    guard let first = integer(2), let last = integer(3), let n = integer(4) else { return nil }
    return ServiceSpan(
      service: text(1), first: Timestamp(microseconds: first), last: Timestamp(microseconds: last),
      n: n)
  }

  var sample: RemoteSample? { sample(from: 1) }

  /// The sample whose first field is `first`.
  func sample(from first: Int) -> RemoteSample? {
    guard let time = integer(first), let outcome = outcome(first + 2),
      let status = integer(first + 4), let duration = integer(first + 5)
    else { return nil }
    return RemoteSample(
      time: Timestamp(microseconds: time), service: text(first + 1), outcome: outcome,
      cause: text(first + 3), status: status, duration: duration, route: text(first + 6),
      trace: text(first + 7), text: text(first + 8))
  }

  /// The first failure of a kind in a slice, and what kind that is.
  var failureSlice: FailureSlice? {
    guard let outcome = outcome(2), let first = integer(5) else { return nil }
    return FailureSlice(
      kind: FailureSlice.Kind(service: text(1), outcome: outcome, cause: text(3)),
      first: Timestamp(microseconds: first))
  }

  private func outcome(_ field: Int) -> Outcome? {
    integer(field).flatMap { UInt8(exactly: $0) }.flatMap { Outcome(rawValue: $0) }
  }
}

/// The first failure of a kind in one slice of the range.
struct FailureSlice: Hashable, Sendable {
  struct Kind: Hashable, Sendable {
    var service: String
    var outcome: Outcome
    var cause: String
  }

  var kind: Kind
  var first: Timestamp

  /// At most `limit` instants: the first slice of every kind, then the second of each, and so on.
  ///
  /// `slices` are in the order of the answer, so slices of a kind are in order of time.
  static func instants(_ slices: [FailureSlice], limit: Int) -> [Timestamp] {
    var turns: [Kind: Int] = [:]
    var ranked: [(turn: Int, first: Timestamp)] = []
    for slice in slices {
      let turn = turns[slice.kind, default: 0]
      turns[slice.kind] = turn + 1
      ranked.append((turn, slice.first))
    }
    // Stable by hand: kinds keep their order within a turn.
    let order = ranked.indices.sorted { (ranked[$0].turn, $0) < (ranked[$1].turn, $1) }
    var chosen: Set<Timestamp> = []
    for index in order where chosen.count < limit { chosen.insert(ranked[index].first) }
    return chosen.sorted()
  }
}
