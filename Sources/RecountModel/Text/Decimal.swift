// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Prints fractions without the C library's locale or the shortest-form printer's exponents.
package enum Decimal {
  /// The shortest text of `value` rounded half away from zero to `decimals` places.
  ///
  /// Trailing zeros and a trailing point are cut, and `-0` is `0`. A number that is not finite
  /// prints as `null`.
  package static func text(_ value: Double, decimals: Int) -> String {
    var digits = fixed(value, decimals: decimals)
    guard digits.contains(".") else { return digits }
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return digits == "-0" ? "0" : digits
  }

  /// `value` rounded half away from zero with exactly `decimals` places; at most 9 of them.
  ///
  /// Values whose scaled form does not fit 63 bits print as the nearest whole number.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "null" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * scale).rounded(.toNearestOrAwayFromZero)
    guard abs(scaled) < 9.2e18 else { return wholeText(value) }
    let magnitude = Int64(abs(scaled))
    let unit = Int64(scale)
    let sign = scaled < 0 && magnitude != 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(magnitude) }
    let fraction = String(magnitude % unit)
    let padding = String(repeating: "0", count: decimals - fraction.count)
    return sign + String(magnitude / unit) + "." + padding + fraction
  }

  /// `1,234,567`: groups of three with the separator of the report's language.
  package static func grouped(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  private static func wholeText(_ value: Double) -> String {
    guard abs(value) < 1.8e19 else { return value < 0 ? "-1e19" : "1e19" }
    return (value < 0 ? "-" : "") + String(UInt64(abs(value).rounded(.toNearestOrAwayFromZero)))
  }
}
