// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Looks at single values, and at further values only beside the best sets of the layer before.
///
/// For tables on which looking at every set would take too long. A set none of whose parts ranks
/// among the best 20 of its layer is not found; findings say that the search was bounded.
struct ParentSearch: SetSearch {
  /// Sets of a layer that are extended.
  static let parents = 20

  let space: SearchSpace

  var isBounded: Bool { true }

  init(_ space: SearchSpace) {
    self.space = space
  }

  func ranked(_ leaves: [TrialSum], _ score: some SetScore) -> (sets: [RankedSet], tried: Int) {
    var found: [RankedSet] = []
    var seen: Set<ValueSet> = []
    var tried = 0
    var layer: [(set: ValueSet, leaves: [Int])] = [
      (ValueSet(dimensions: [], codes: []), Array(leaves.indices))
    ]
    for _ in 0..<Self.deepest {
      var next: [RankedSet] = []
      for parent in layer {
        for dimension in space.codes.indices where !parent.set.dimensions.contains(dimension) {
          let column = space.codes[dimension]
          var sums = [TrialSum](repeating: TrialSum(), count: space.values[dimension])
          for leaf in parent.leaves { sums[Int(column[leaf])] += leaves[leaf] }
          for (code, sum) in sums.enumerated() where sum.total > 0 {
            tried += 1
            let value = score.value(sum, above: -1)
            guard value > 0 else { continue }
            let set = parent.set.adding(dimension, Int32(code))
            if seen.insert(set).inserted {
              next.append(RankedSet(set: set, sum: sum, score: value))
            }
          }
        }
      }
      next.sort(by: RankedSet.isBefore)
      found += next.prefix(Self.kept)
      layer = next.prefix(Self.parents).map { ($0.set, space.leaves(of: $0.set)) }
    }
    found.sort(by: RankedSet.isBefore)
    return (Array(found.prefix(Self.kept)), tried)
  }

  func best(_ leaves: [TrialSum], _ score: some SetScore) -> Double {
    ranked(leaves, score).sets.first?.score ?? 0
  }
}
