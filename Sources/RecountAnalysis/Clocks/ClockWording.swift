// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The words and number forms of the sentences.
enum ClockWording {
  static func subject(_ clock: Milestone.Clock) -> String {
    switch clock {
    case .telemetry: "Telemetry"
    case .pager: "The pager"
    case .chat: "The chat"
    case .page: "The page"
    case .report: "The report"
    }
  }

  /// `2022-12-16 10:52 UTC`, with seconds only where there are some.
  static func moment(_ time: Timestamp) -> String {
    (isWholeMinute(time) ? time.minuteText : time.secondText) + " UTC"
  }

  /// `15:40 UTC`, with the day only where it differs from that of the moment named before.
  static func moment(_ time: Timestamp, after named: Timestamp) -> String {
    guard time.dayText == named.dayText else { return moment(time) }
    return timeOfDay(time) + " UTC"
  }

  /// `between 2022-12-16 10:07 and 15:40 UTC`.
  static func between(_ range: TimeRange) -> String {
    let start = String(moment(range.start).dropLast(4))
    return "between \(start) and \(moment(range.end, after: range.start))"
  }

  /// `[10:58, 11:02]`, the interval of an instant.
  static func interval(_ time: TimeEstimate) -> String {
    "[\(timeOfDay(time.earliest)), \(timeOfDay(time.latest))]"
  }

  /// `288 minutes`, `1 minute`, `0.5 minutes`; the sign is for the sentence to say.
  static func minutes(_ span: TimeSpan) -> String {
    let minutes = abs(span.minutes)
    let rounded = minutes.rounded()
    let text = rounded == minutes ? count(minutes) : Decimal.text(minutes, decimals: 1)
    return text == "1" ? "1 minute" : text + " minutes"
  }

  /// `60,376`.
  static func count(_ value: Double) -> String { Decimal.groupedText(value) }

  /// `24,310 [24,100, 24,520]`.
  static func count(_ estimate: Estimate) -> String { estimate.text }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  static func noun(_ kind: Milestone.Kind) -> String {
    switch kind {
    case .onset: "onset"
    case .alerted: "the first alert"
    case .detected: "detection"
    case .acknowledged: "acknowledgement"
    case .posted: "the first post"
    case .recoveryStarted: "the start of recovery"
    case .mitigated: "mitigation"
    case .resolved: "resolution"
    case .ended: "the end"
    case .deployed: "a deployment"
    case .note: "a note"
    }
  }

  private static func timeOfDay(_ time: Timestamp) -> String {
    isWholeMinute(time) ? time.clockText : String(time.secondText.suffix(8))
  }

  private static func isWholeMinute(_ time: Timestamp) -> Bool {
    time.floored(to: .minute) == time
  }
}
