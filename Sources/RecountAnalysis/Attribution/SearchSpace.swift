// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The leaves that have trials in the window: what sets are made of.
struct SearchSpace: Sendable {
  /// Where each leaf is in the table.
  let rows: [Int]
  /// For every dimension, the value of each leaf.
  let codes: [[Int32]]
  /// For every dimension, how many values it has.
  let values: [Int]

  init(_ table: LeafTable) {
    let rows = table.counts.total.indices.filter { table.counts.total[$0] > 0 }
    self.rows = rows
    codes = table.codes.map { column in rows.map { column[$0] } }
    values = table.dimensions.map { $0.values.count }
  }

  var count: Int { rows.count }

  /// The sums of each leaf on its own.
  func sums(_ counts: LeafCounts, _ expectation: LeafExpectation) -> [TrialSum] {
    rows.map { row in
      TrialSum(
        failed: counts.failed[row], expected: counts.total[row] * expectation.share[row],
        total: counts.total[row], support: expectation.support[row])
    }
  }

  func leaves(of set: ValueSet) -> [Int] {
    (0..<count).filter { contains(set, $0) }
  }

  func contains(_ set: ValueSet, _ leaf: Int) -> Bool {
    zip(set.dimensions, set.codes).allSatisfy { codes[$0][leaf] == $1 }
  }
}

/// One value each of one to three dimensions, by position.
struct ValueSet: Hashable, Comparable, Sendable {
  /// Ascending.
  var dimensions: [Int]
  var codes: [Int32]

  var layer: Int { dimensions.count }

  func adding(_ dimension: Int, _ code: Int32) -> ValueSet {
    let position = dimensions.firstIndex { $0 > dimension } ?? dimensions.count
    var set = self
    set.dimensions.insert(dimension, at: position)
    set.codes.insert(code, at: position)
    return set
  }

  func isSubset(of other: ValueSet) -> Bool {
    zip(dimensions, codes).allSatisfy { dimension, code in
      zip(other.dimensions, other.codes).contains { $0 == dimension && $1 == code }
    }
  }

  /// More terms first, then by name of dimension and value.
  static func < (left: ValueSet, right: ValueSet) -> Bool {
    if left.layer != right.layer { return left.layer > right.layer }
    if left.dimensions != right.dimensions {
      return left.dimensions.lexicographicallyPrecedes(right.dimensions)
    }
    return left.codes.lexicographicallyPrecedes(right.codes)
  }
}

/// A set with its sums and its score.
struct RankedSet: Sendable {
  var set: ValueSet
  var sum: TrialSum
  var score: Double

  /// The higher score first; sets of one score in their own order.
  static func isBefore(_ left: RankedSet, _ right: RankedSet) -> Bool {
    left.score != right.score ? left.score > right.score : left.set < right.set
  }
}

/// Looks at sets of dimension values.
protocol SetSearch: Sendable {
  var space: SearchSpace { get }
  /// True when some sets are never looked at.
  var isBounded: Bool { get }

  /// The best sets by score, and how many sets with trials were looked at.
  func ranked(_ leaves: [TrialSum], _ score: some SetScore) -> (sets: [RankedSet], tried: Int)

  /// The score of the best set.
  func best(_ leaves: [TrialSum], _ score: some SetScore) -> Double
}

extension SetSearch {
  /// Sets kept for ranking.
  static var kept: Int { 128 }
  static var deepest: Int { 3 }
}
