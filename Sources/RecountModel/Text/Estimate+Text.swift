// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension Estimate {
  /// `56,930 [56,660, 57,200]`: rounded to two digits of half the interval's width.
  ///
  /// More digits would say more than the interval allows.
  package var text: String {
    let unit = roundingUnit
    func rounded(_ number: Double) -> String {
      Decimal.groupedText((number / unit).rounded() * unit)
    }
    return "\(rounded(value)) [\(rounded(interval.low)), \(rounded(interval.high))]"
  }

  /// The power of ten that the interval is worth printing to; at least 1.
  private var roundingUnit: Double {
    let half = (interval.high - interval.low) / 2
    var unit = 1.0
    while half.isFinite, half >= unit * 100 { unit *= 10 }
    return unit
  }
}

extension Decimal {
  /// `value` rounded to a whole number, in groups of three.
  package static func groupedText(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 9e18 else { return text(value, decimals: 0) }
    return grouped(Int64(value.rounded(.toNearestOrAwayFromZero)))
  }

  /// `value`, a share, as a percentage with one decimal: `0.0213` is `2.1 %`.
  ///
  /// A share that is not zero never prints as `0.0 %`, nor one below 1 as `100.0 %`.
  package static func percent(_ value: Double) -> String {
    let text = fixed(value * 100, decimals: 1)
    if value > 0, text == "0.0" { return "< 0.1 %" }
    if value < 1, text == "100.0" { return "> 99.9 %" }
    return text + " %"
  }
}
