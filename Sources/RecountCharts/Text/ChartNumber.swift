// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Numbers as a chart prints them: short, and the same on every machine.
package enum ChartNumber {
  /// `950`, `1.2k`, `34k`, `1.5M`: about two digits that matter.
  ///
  /// Thousands are `k`, `M`, `G`, `T`. A number that is not finite is `?`.
  package static func short(_ value: Double) -> String {
    guard value.isFinite else { return "?" }
    var scaled = value
    var suffix = ""
    for next in ["k", "M", "G", "T"] where abs(scaled) >= 999.5 {
      scaled /= 1000
      suffix = next
    }
    let isWhole = suffix.isEmpty && scaled == scaled.rounded()
    let decimals = isWhole || abs(scaled) >= 9.95 ? 0 : abs(scaled) >= 0.995 ? 1 : 2
    return Decimal.text(scaled, decimals: decimals) + suffix
  }

  /// A share as `38%`, `3.8%`, `0.38%`; what is neither nothing nor all never prints as such.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "?" }
    let percent = share * 100
    if percent > 0, percent < 0.01 { return "<0.01%" }
    if percent >= 99.95, percent < 100 { return ">99.9%" }
    let decimals =
      percent < 0.995 ? 2 : percent < 9.95 || (percent >= 99.5 && percent < 100) ? 1 : 0
    return Decimal.text(percent, decimals: decimals) + "%"
  }

  /// The width of a bin after "per": `minute`, `10 min`, `hour`, `5 s`.
  package static func unit(of width: TimeSpan) -> String {
    let (count, long, short) = parts(of: width)
    return count == 1 ? long : "\(count) \(short)"
  }

  /// The width of a bin behind a slash: `min`, `10 min`, `h`, `5 s`.
  package static func shortUnit(of width: TimeSpan) -> String {
    let (count, _, short) = parts(of: width)
    return count == 1 ? short : "\(count) \(short)"
  }

  /// The time of day in UTC: `10:07`, or `10:07:31` where the seconds matter.
  static func clock(_ time: Timestamp) -> String {
    time == time.floored(to: .minute) ? time.clockText : String(time.secondText.suffix(8))
  }

  private static func parts(of width: TimeSpan) -> (count: Int64, long: String, short: String) {
    let microseconds = width.microseconds
    let units: [(Int64, String, String)] = [
      (86_400_000_000, "day", "d"), (3_600_000_000, "hour", "h"), (60_000_000, "minute", "min"),
      (1_000_000, "second", "s"), (1000, "millisecond", "ms"),
    ]
    for (size, long, short) in units where microseconds >= size && microseconds % size == 0 {
      return (microseconds / size, long, short)
    }
    return (microseconds, "microsecond", "µs")
  }
}
