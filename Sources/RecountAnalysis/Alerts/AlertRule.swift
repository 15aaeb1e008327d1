// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A rule that would have alerted: when it fires, and how long that must hold.
package struct AlertRule: Hashable, Sendable {
  package enum Severity: String, CaseIterable, Sendable {
    case page, ticket
  }

  /// What is asked at the end of every minute, over the minutes up to it.
  package enum Condition: Hashable, Sendable {
    case burnRate(BurnRate)
    /// Failed ÷ total lies above `share`, with `fewestEvents` events at least.
    case failedShare(above: Double, minutes: Int, fewestEvents: Int64)
    case failedCount(atLeast: Int64, minutes: Int)
    /// Events lie below `share` of what the median minute of the day before makes expect.
    case absence(below: Double, minutes: Int)
    /// The `share` quantile of durations lies above a bound, with `fewestEvents` events at least.
    case latency(share: Double, above: TimeSpan, minutes: Int, fewestEvents: Int64)
    /// So many signatures were seen for the first time.
    case newSignatures(atLeast: Int64, minutes: Int)
    /// The failed share lies above `times` that of the day before, and beyond chance.
    case unusualFailures(times: Double, minutes: Int, fewestFailed: Int64)
    /// Events lie below `share` of what the hour and the day before make expect, and beyond chance.
    case lostTraffic(below: Double, minutes: Int)
    /// The `share` quantile of durations lies above `times` that of the day before, beyond chance.
    case slowdown(share: Double, times: Double, minutes: Int, fewestEvents: Int64)
  }

  package var name: String
  package var severity: Severity
  package var condition: Condition
  /// How long the condition must hold before the rule fires: `for:` of Prometheus.
  package var holdMinutes: Int

  package init(
    name: String, severity: Severity = .page, condition: Condition, holdMinutes: Int = 0
  ) {
    self.name = name
    self.severity = severity
    self.condition = condition
    self.holdMinutes = holdMinutes
  }

  /// The longest stretch that the rule looks back over.
  package var lookbackMinutes: Int {
    switch condition {
    case .burnRate(let rate): max(rate.longMinutes, rate.shortMinutes)
    case .failedShare(_, let minutes, _), .failedCount(_, let minutes), .absence(_, let minutes),
      .latency(_, _, let minutes, _), .newSignatures(_, let minutes),
      .unusualFailures(_, let minutes, _), .lostTraffic(_, let minutes),
      .slowdown(_, _, let minutes, _):
      minutes
    }
  }

  /// How far back the data must reach for an answer: the look-back, and what it is held against.
  package var historyMinutes: Int {
    switch condition {
    case .unusualFailures, .slowdown: lookbackMinutes + AlertSignal.spreadMinutes
    case .absence, .lostTraffic: lookbackMinutes + AlertSignal.fewestMinutes
    case .burnRate, .failedShare, .failedCount, .latency, .newSignatures: lookbackMinutes
    }
  }

  /// Whether windows are positive, at most 90 days, and shares lie between 0 and 1.
  package var isValid: Bool {
    let shares: [Double]
    switch condition {
    case .burnRate(let rate):
      guard rate.factor > 0, min(rate.longMinutes, rate.shortMinutes) >= 1 else { return false }
      shares = [rate.objective]
    case .failedShare(let share, _, _), .absence(let share, _): shares = [share]
    case .latency(let share, _, _, _): shares = [share]
    case .unusualFailures(let times, _, _):
      guard times >= 1, times < 1e6 else { return false }
      shares = []
    case .lostTraffic(let share, _): shares = [share]
    case .slowdown(let share, let times, _, _):
      guard times >= 1, times < 1e6 else { return false }
      shares = [share]
    case .failedCount(let count, _), .newSignatures(let count, _):
      guard count >= 1 else { return false }
      shares = []
    }
    return (1...129_600).contains(lookbackMinutes) && (0...129_600).contains(holdMinutes)
      && shares.allSatisfy { $0 >= 0 && $0 < 1 }
  }
}
