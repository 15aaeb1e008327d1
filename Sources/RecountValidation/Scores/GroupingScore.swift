// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How well groups found agree with groups known.
package enum GroupingScore {
  /// Share of the items that lie in a found group which is exactly a known one: grouping accuracy.
  package static func accuracy(_ known: [Int], _ found: [Int]) -> Double {
    var knownSizes: [Int: Int] = [:]
    var foundSizes: [Int: Int] = [:]
    var both: [[Int]: Int] = [:]
    for (left, right) in zip(known, found) {
      knownSizes[left, default: 0] += 1
      foundSizes[right, default: 0] += 1
      both[[left, right], default: 0] += 1
    }
    let right = both.reduce(0) { sum, pair in
      let isSame = knownSizes[pair.key[0]] == pair.value && foundSizes[pair.key[1]] == pair.value
      return sum + (isSame ? pair.value : 0)
    }
    return known.isEmpty ? 1 : Double(right) / Double(known.count)
  }
}
