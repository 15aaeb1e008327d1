// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// How numbers read in tables and prose.
package enum ReportNumber {
  package static func count(_ value: Int64) -> String { Decimal.grouped(value) }

  /// `5 h 33 min`, `24 min`, `45 s`.
  package static func length(_ span: TimeSpan) -> String {
    let seconds = abs(span.microseconds) / 1_000_000
    let sign = span.microseconds < 0 ? "−" : ""
    if seconds < 60 { return sign + "\(seconds) s" }
    let minutes = (seconds + 30) / 60
    if minutes < 60 { return sign + "\(minutes) min" }
    return sign
      + (minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min")
  }

  /// `333 min`, `−288 min`: for measures, which are compared in minutes.
  package static func minutes(_ span: TimeSpan) -> String {
    minuteCount(span) + " min"
  }

  /// The same without the unit.
  package static func minuteCount(_ span: TimeSpan) -> String {
    let text = Decimal.text(abs(span.minutes), decimals: 1)
    return (span.microseconds < 0 && text != "0" ? "−" : "") + text
  }

  /// `31 ms`, `1.2 s`.
  package static func duration(_ microseconds: Int64) -> String {
    switch microseconds {
    case ..<1000: "\(microseconds) µs"
    case ..<999_500:
      Decimal.text(Double(microseconds) / 1000, decimals: microseconds < 10_000 ? 1 : 0) + " ms"
    default: Decimal.text(Double(microseconds) / 1_000_000, decimals: 1) + " s"
    }
  }

  /// `10:07 – 15:40`, with days where the two differ or differ from `day`.
  package static func range(_ window: ImpactWindow, day: String?) -> String {
    let start = moment(window.onset.time, day: day)
    let endDay =
      window.onset.time.dayText == window.end.time.dayText ? window.end.time.dayText : day
    let end = moment(window.end.time, day: endDay)
    return (window.hasOnset ? "" : "≤ ") + start + " – " + (window.hasEnded ? "" : "≥ ") + end
  }

  /// `10:07`, with the day where it is not `day`; with seconds where there are some.
  package static func moment(_ time: Timestamp, day: String?) -> String {
    let isWhole = time == time.floored(to: .minute)
    let text = isWhole ? time.minuteText : time.secondText
    return time.dayText == day ? String(text.dropFirst(11)) : text
  }

  /// `±1 min`, `±30 s`.
  package static func plusMinus(_ span: TimeSpan) -> String {
    span.microseconds < 1_000_000 ? "±" + duration(span.microseconds) : "±" + length(span)
  }
}
