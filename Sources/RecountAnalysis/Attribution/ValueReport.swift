// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The names of sets, and the values that only the window has.
struct ValueReport {
  static let mostNewValues = 20
  /// Events that the base would have shown of a value in the mean, from which on none is news.
  ///
  /// By the rule of three: a value with as many expected events is absent by chance in 5 % of cases.
  static let fewestExpected = 3.0

  private let dimensions: [AttributionInput.Dimension]
  let newValues: [Attribution.NewValue]

  init(_ table: LeafTable) {
    dimensions = table.dimensions
    let counts = table.counts
    let window = counts.total.reduce(0, +)
    let base = counts.baseTotal.reduce(0, +)
    var found: [Attribution.NewValue] = []
    for (dimension, column) in zip(table.dimensions, table.codes) {
      var sums = [(failed: Double, total: Double, base: Double)](
        repeating: (0, 0, 0), count: dimension.values.count)
      for row in 0..<counts.count {
        let value = Int(column[row])
        sums[value].failed += counts.failed[row]
        sums[value].total += counts.total[row]
        sums[value].base += counts.baseTotal[row]
      }
      for (value, sum) in zip(dimension.values, sums)
      where sum.base == 0 && sum.total * base > Self.fewestExpected * window {
        found.append(
          Attribution.NewValue(
            term: Attribution.Term(dimension.name, value), failed: Int64(sum.failed),
            total: Int64(sum.total)))
      }
    }
    found.sort { left, right in
      if left.failed != right.failed { return left.failed > right.failed }
      if left.total != right.total { return left.total > right.total }
      return (left.term.dimension, left.term.value) < (right.term.dimension, right.term.value)
    }
    newValues = Array(found.prefix(Self.mostNewValues))
  }

  func terms(of set: ValueSet) -> [Attribution.Term] {
    zip(set.dimensions, set.codes).map { dimension, code in
      Attribution.Term(dimensions[dimension].name, dimensions[dimension].values[Int(code)])
    }
  }
}
