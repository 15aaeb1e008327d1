// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Looks at every set of at most three values that occurs together.
///
/// All combinations of one to three dimensions are numbered once: a leaf's cell in a combination is
/// its cell in the combination without the last dimension, joined with its value there. Searching
/// is then one addition per leaf and combination.
///
/// - Complexity: leaves × combinations; 12 dimensions have 298 of them.
struct CuboidSearch: SetSearch {
  /// Beyond these a bounded search is made.
  static let mostDimensions = 12
  static let mostLeaves = 50_000

  /// A combination of dimensions.
  private struct Cuboid: Sendable {
    var dimensions: [Int]
    /// For each leaf.
    var cells: [Int32]
    var count: Int
  }

  /// Where a set is found, with its score.
  private struct Place {
    var score: Double
    var cuboid: Int
    var cell: Int
  }

  let space: SearchSpace
  private let cuboids: [Cuboid]
  private let cellCount: Int

  var isBounded: Bool { false }

  init(_ space: SearchSpace) {
    self.space = space
    var cuboids: [Cuboid] = []
    var layer = [Cuboid(dimensions: [], cells: [Int32](repeating: 0, count: space.count), count: 1)]
    for _ in 0..<Self.deepest {
      var next: [Cuboid] = []
      for parent in layer {
        for dimension in (parent.dimensions.last ?? -1) + 1..<space.codes.count {
          let cells = CellNumbering(
            parent.cells, count: parent.count, with: space.codes[dimension],
            count: space.values[dimension])
          next.append(
            Cuboid(
              dimensions: parent.dimensions + [dimension], cells: cells.cells, count: cells.count))
        }
      }
      cuboids += next
      layer = next
    }
    self.cuboids = cuboids
    cellCount = cuboids.reduce(0) { $0 + $1.count }
  }

  func ranked(_ leaves: [TrialSum], _ score: some SetScore) -> (sets: [RankedSet], tried: Int) {
    var places: [Place] = []
    var bound = 0.0
    for (index, cuboid) in cuboids.enumerated() {
      for (cell, sum) in sums(cuboid, leaves).enumerated() {
        let value = score.value(sum, above: bound)
        guard value > bound else { continue }
        places.append(Place(score: value, cuboid: index, cell: cell))
        guard places.count == 4 * Self.kept else { continue }
        places.sort(by: isBefore)
        places.removeLast(places.count - Self.kept)
        // Just below, so that sets of the same leaves as the last one still come in.
        bound = (places.last?.score ?? 0).nextDown
      }
    }
    places.sort(by: isBefore)
    let sets = places.prefix(Self.kept).map { place in
      let cuboid = cuboids[place.cuboid]
      let leaf = cuboid.cells.firstIndex(of: Int32(place.cell)) ?? 0
      return RankedSet(
        set: ValueSet(
          dimensions: cuboid.dimensions, codes: cuboid.dimensions.map { space.codes[$0][leaf] }),
        sum: sums(cuboid, leaves)[place.cell], score: place.score)
    }
    return (sets, cellCount)
  }

  func best(_ leaves: [TrialSum], _ score: some SetScore) -> Double {
    var best = 0.0
    for cuboid in cuboids {
      for sum in sums(cuboid, leaves) { best = max(best, score.value(sum, above: best)) }
    }
    return best
  }

  /// The order of `RankedSet`, without making the sets.
  private func isBefore(_ left: Place, _ right: Place) -> Bool {
    if left.score != right.score { return left.score > right.score }
    let layers = (cuboids[left.cuboid].dimensions.count, cuboids[right.cuboid].dimensions.count)
    if layers.0 != layers.1 { return layers.0 > layers.1 }
    return (left.cuboid, left.cell) < (right.cuboid, right.cell)
  }

  private func sums(_ cuboid: Cuboid, _ leaves: [TrialSum]) -> [TrialSum] {
    var sums = [TrialSum](repeating: TrialSum(), count: cuboid.count)
    for leaf in leaves.indices { sums[Int(cuboid.cells[leaf])] += leaves[leaf] }
    return sums
  }
}

/// Numbers the pairs of two columns that occur, in the order in which they first do.
struct CellNumbering: Sendable {
  private(set) var cells: [Int32]
  private(set) var count = 0

  /// - Complexity: O(leaves); a table of all pairs serves while it is small, else a dictionary.
  init(_ left: [Int32], count leftCount: Int, with right: [Int32], count rightCount: Int) {
    cells = [Int32](repeating: 0, count: left.count)
    let (pairs, isTooLarge) = leftCount.multipliedReportingOverflow(by: rightCount)
    if !isTooLarge, pairs <= 8 * left.count + 4096 {
      var numbers = [Int32](repeating: -1, count: pairs)
      for leaf in left.indices {
        let pair = Int(left[leaf]) * rightCount + Int(right[leaf])
        if numbers[pair] < 0 {
          numbers[pair] = Int32(count)
          count += 1
        }
        cells[leaf] = numbers[pair]
      }
    } else {
      var numbers: [UInt64: Int32] = [:]
      numbers.reserveCapacity(left.count)
      for leaf in left.indices {
        let pair =
          UInt64(UInt32(bitPattern: left[leaf])) << 32 | UInt64(UInt32(bitPattern: right[leaf]))
        if let number = numbers[pair] {
          cells[leaf] = number
        } else {
          cells[leaf] = Int32(count)
          numbers[pair] = Int32(count)
          count += 1
        }
      }
    }
  }
}
