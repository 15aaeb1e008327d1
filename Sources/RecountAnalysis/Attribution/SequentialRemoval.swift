// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Sets that cover the same leaves, as one.
struct LeafGroup: Sendable {
  /// The most specific first.
  var sets: [ValueSet]
  /// Their leaves in the search space.
  var leaves: [Int]
  var sum: TrialSum
  var score: Double

  /// The sets of the group that are no part of another way to say it: none of its sets is smaller.
  private var smallest: [ValueSet] {
    sets.filter { set in !sets.contains { $0.layer < set.layer && $0.isSubset(of: set) } }
  }

  /// Whether one smallest set is part of all others, so that these only add what it implies.
  var isSeparable: Bool { smallest.count < 2 }

  /// The first `limit` groups of sets that are ordered by score.
  static func groups(_ ranked: [RankedSet], in space: SearchSpace, limit: Int) -> [LeafGroup] {
    var groups: [LeafGroup] = []
    for item in ranked {
      // Equal leaves are added up in one order, so their sums are equal to the last bit.
      let alike = groups.indices.filter { groups[$0].sum == item.sum }
      let leaves = alike.isEmpty && groups.count == limit ? [] : space.leaves(of: item.set)
      if let index = alike.first(where: { groups[$0].leaves == leaves }) {
        groups[index].sets.append(item.set)
      } else if groups.count < limit {
        groups.append(
          LeafGroup(sets: [item.set], leaves: leaves, sum: item.sum, score: item.score))
      } else if let last = groups.last, item.score < last.score {
        break
      }
    }
    for index in groups.indices { groups[index].sets.sort() }
    return groups
  }
}

/// What is left when the best set's leaves are taken out, and what explains that.
///
/// Goes on while more than a tenth of the excess is left, the best set of what is left has
/// L / φ > ln(sets tried) + 6, and the rest has not risen alike.
struct SequentialRemoval: Sendable {
  static let leastLeft = 0.1
  static let margin = 6.0
  static let mostParts = 5

  private(set) var parts: [LeafGroup] = []
  /// Share of the excess that is left; nil without an excess.
  private(set) var unexplained: Double?

  init(
    _ leaves: [TrialSum], _ search: some SetSearch, first: [RankedSet], tried: Int,
    dispersion: Double
  ) {
    var leaves = leaves
    let whole = leaves.reduce(into: TrialSum()) { $0 += $1 }
    guard whole.excess > 0 else { return }
    var (ranked, rest) = (first, whole)
    let threshold = log(Double(max(1, tried))) + Self.margin
    while parts.count < Self.mostParts, rest.excess > Self.leastLeft * whole.excess,
      let group = LeafGroup.groups(ranked, in: search.space, limit: 1).first,
      ExcessScore.likelihoodRatio(group.sum) / dispersion > threshold,
      !ExcessScore(rest).isRestAlike(group.sum)
    {
      parts.append(group)
      for leaf in group.leaves { leaves[leaf] = TrialSum() }
      rest = leaves.reduce(into: TrialSum()) { $0 += $1 }
      guard parts.count < Self.mostParts, rest.excess > Self.leastLeft * whole.excess else { break }
      ranked = search.ranked(leaves, ExcessScore(rest)).sets
    }
    unexplained = rest.excess / whole.excess
  }
}

extension ExcessScore {
  /// Outside over inside from which on failures rose "everywhere".
  static let mostAlike = 0.7

  /// Whether failures outside of the set rose nearly as much as inside, or nothing is outside.
  func isRestAlike(_ set: TrialSum) -> Bool {
    restRatio(set).map { $0 > Self.mostAlike } ?? true
  }
}
