// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The leaves of an input made safe to add up, in an order that depends on their values alone.
///
/// Negative counts are 0, a failed event is a trial, no leaf counts more than 2³⁶ events, leaves
/// with the same values are one, and leaves that name no value are counted and left out. Dimensions
/// and values are in the order of their names, so the order of the input changes no sum.
struct LeafTable: Sendable {
  /// A dimension whose distinct values are more than this share of the events is an identifier.
  static let identifierShare = 0.5
  static let mostEvents: Int64 = 1 << 36

  /// Dimensions that are searched, by name.
  private(set) var dimensions: [AttributionInput.Dimension] = []
  private(set) var dropped: [Attribution.DroppedDimension] = []
  /// For every dimension, the value of each row.
  private(set) var codes: [[Int32]] = []
  private(set) var counts = LeafCounts()
  /// The row of each leaf of the input; nil for those left out.
  private(set) var rows: [Int?]
  private(set) var ignored = 0

  init(_ input: AttributionInput) {
    let names = input.dimensions.indices.sorted {
      (input.dimensions[$0].name, $0) < (input.dimensions[$1].name, $1)
    }
    rows = [Int?](repeating: nil, count: input.leaves.count)
    var leaves: [Int] = []
    for (index, leaf) in input.leaves.enumerated() {
      let isReadable =
        leaf.values.count == input.dimensions.count
        && zip(leaf.values, input.dimensions).allSatisfy { $1.values.indices.contains($0) }
      if isReadable { leaves.append(index) } else { ignored += 1 }
    }
    let events = leaves.reduce(Int64(0)) { sum, leaf in
      let counts = Self.clean(input.leaves[leaf])
      return sum &+ counts.total &+ counts.baseTotal
    }
    for index in names {
      let column = Self.column(index, of: input, leaves)
      let dimension = AttributionInput.Dimension(
        name: input.dimensions[index].name, values: column.values)
      if Double(column.values.count) > Self.identifierShare * Double(events) {
        dropped.append(
          Attribution.DroppedDimension(
            name: dimension.name, values: column.values.count, events: events))
      } else {
        dimensions.append(dimension)
        codes.append(column.codes)
      }
    }
    fold(input, leaves)
  }

  var count: Int { counts.count }

  /// The values that occur, by name, and the position of each leaf's value among them.
  private static func column(
    _ dimension: Int, of input: AttributionInput, _ leaves: [Int]
  ) -> (values: [String], codes: [Int32]) {
    let names = input.dimensions[dimension].values
    var occurs = [Bool](repeating: false, count: names.count)
    for leaf in leaves { occurs[input.leaves[leaf].values[dimension]] = true }
    let order = names.indices.filter { occurs[$0] }.sorted { names[$0] < names[$1] }
    var values: [String] = []
    var code = [Int32](repeating: 0, count: names.count)
    for index in order {
      if values.last != names[index] { values.append(names[index]) }
      code[index] = Int32(values.count - 1)
    }
    return (values, leaves.map { code[input.leaves[$0].values[dimension]] })
  }

  /// Sorts the leaves by their codes and adds up those with the same.
  private mutating func fold(_ input: AttributionInput, _ leaves: [Int]) {
    var order = Array(leaves.indices)
    for dimension in codes.indices.reversed() {
      let column = codes[dimension]
      var starts = [Int](repeating: 0, count: dimensions[dimension].values.count + 1)
      for code in column { starts[Int(code) + 1] += 1 }
      for value in dimensions[dimension].values.indices { starts[value + 1] += starts[value] }
      var sorted = order
      for item in order {
        let value = Int(column[item])
        sorted[starts[value]] = item
        starts[value] += 1
      }
      order = sorted
    }
    let unsorted = codes
    codes = codes.map { _ in [] }
    var previous: Int?
    for item in order {
      let isSame = previous.map { last in unsorted.allSatisfy { $0[last] == $0[item] } } ?? false
      if !isSame {
        for dimension in codes.indices { codes[dimension].append(unsorted[dimension][item]) }
        counts.append(Self.clean(input.leaves[leaves[item]]))
      } else {
        counts.add(Self.clean(input.leaves[leaves[item]]))
      }
      rows[leaves[item]] = counts.count - 1
      previous = item
    }
  }

  /// The counts of a leaf without what cannot be.
  private static func clean(_ leaf: AttributionInput.Leaf) -> AttributionInput.Leaf {
    var leaf = leaf
    (leaf.failed, leaf.total) = clean(failed: leaf.failed, total: leaf.total)
    (leaf.baseFailed, leaf.baseTotal) = clean(failed: leaf.baseFailed, total: leaf.baseTotal)
    return leaf
  }

  static func clean(failed: Int64, total: Int64) -> (failed: Int64, total: Int64) {
    let failed = min(max(failed, 0), mostEvents)
    return (failed, min(max(total, failed), mostEvents))
  }
}
