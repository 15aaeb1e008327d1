// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What one rule would have done on the data.
package struct AlertResult: Sendable {
  /// One stretch in which the rule was firing.
  package struct Firing: Hashable, Sendable {
    /// Where a firing begins.
    package enum Place: String, CaseIterable, Sendable {
      /// Inside an impact window.
      case impact
      /// Up to 30 minutes before one: the same impact, before the counts show it.
      case early
      /// After one, while the rule still looks back on it.
      case echo
      /// Elsewhere: a false alarm.
      case outside
    }

    package var fired: Timestamp
    /// Nil when it was still firing at the end of the data.
    package var cleared: Timestamp?
    package var place: Place
  }

  /// The firing that tells of the impact.
  ///
  /// Worked example: 500 of 1,000 requests a minute fail from 11:40 ± 1 min on and a rule fires at
  /// 11:42. The delay is 2 minutes [0, 3], and 1,000 [500, 1,000] failures came before it.
  package struct Detection: Hashable, Sendable {
    /// A rule asked at another second of the minute would have fired up to a minute earlier.
    package var fired: TimeEstimate
    /// Fired − onset with interval arithmetic; negative for an early firing.
    package var delay: TimeSpan
    package var shortest: TimeSpan
    package var longest: TimeSpan
    /// Failures, gross, in the minutes from the onset to the firing: the cost of waiting.
    ///
    /// The interval is that of the onset.
    package var failedBefore: Estimate
  }

  package enum Outcome: Hashable, Sendable {
    case detected(Detection)
    case neverFired
    /// It was firing before the impact and went on: it told nobody of it.
    case alreadyFiring(since: Timestamp)
    case refused(AlertRefusal)
  }

  package var rule: AlertRule
  package var outcome: Outcome
  /// In order of time.
  package var firings: [Firing]
  /// Days that count for false alarms: minutes with an answer, away from every window.
  package var quietDays: Double
  /// Firings outside the windows per day, with the exact 90 % interval of a Poisson count.
  ///
  /// Nil without quiet minutes. Worked number: none in two days is 0 [0, 1.5] a day.
  package var falseAlarmsPerDay: Estimate?

  package var falseAlarms: Int { firings.filter { $0.place == .outside }.count }

  package var detection: Detection? {
    guard case .detected(let detection) = outcome else { return nil }
    return detection
  }
}

/// Why a rule could not be judged.
package enum AlertRefusal: Hashable, Sendable {
  case invalidRule
  /// The series does not have bins of one minute.
  case notMinutes
  case noDurations
  case noSignatures
  /// No onset is given or it lies outside the series: there is nothing to detect.
  case noImpact
  /// The data hold no full look-back of so many minutes at the onset.
  case historyTooShort(minutes: Int)

  package var text: String {
    switch self {
    case .invalidRule: "the rule has an impossible window, share or count"
    case .notMinutes: "the series does not have bins of one minute"
    case .noDurations: "no durations are recorded"
    case .noSignatures: "no signatures were mined"
    case .noImpact: "no impact is measured, so there is nothing to detect"
    case .historyTooShort(let minutes):
      "the logs do not reach \(minutes) minutes back from the onset"
    }
  }
}
