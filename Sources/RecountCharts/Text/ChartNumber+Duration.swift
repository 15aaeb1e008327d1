// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension ChartNumber {
  /// A duration in milliseconds or seconds with about two digits that matter: `85 ms`, `1.2 s`.
  ///
  /// Below a hundredth of a millisecond it is `<0.01 ms`, from nothing on. What is not finite is
  /// `?`.
  package static func duration(microseconds: Double) -> String {
    guard microseconds.isFinite else { return "?" }
    guard microseconds >= 10 else { return microseconds > 0 ? "<0.01 ms" : "0 ms" }
    let isLong = microseconds >= 999_500
    let value = microseconds / (isLong ? 1_000_000 : 1000)
    let decimals = value >= 9.95 ? 0 : value >= 0.995 ? 1 : 2
    return Decimal.text(value, decimals: decimals) + (isLong ? " s" : " ms")
  }

  /// How far an instant may be off, rounded up so that it is never understated.
  ///
  /// `40 s`, `2.5 min`, `3 h`, `2 d`; below a second `250 ms`, `7 µs`. Nothing is `0 s`, and a
  /// negative span is read as nothing.
  package static func margin(_ span: TimeSpan) -> String {
    let microseconds = span.microseconds
    guard microseconds > 0 else { return "0 s" }
    let units: [(size: Int64, from: Int64, name: String)] = [
      (86_400_000_000, 48 * 3_600_000_000, "d"), (3_600_000_000, 120 * 60_000_000, "h"),
      (60_000_000, 120_000_000, "min"), (1_000_000, 1_000_000, "s"), (1000, 1000, "ms"),
    ]
    for unit in units where microseconds >= unit.from {
      let isShort = unit.size >= 60_000_000 && microseconds < 10 * unit.size
      let step = isShort ? unit.size / 10 : unit.size
      let count = (microseconds - 1) / step + 1
      return Decimal.text(Double(count) / (isShort ? 10 : 1), decimals: 1) + " " + unit.name
    }
    return "\(microseconds) µs"
  }
}
