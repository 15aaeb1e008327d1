// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// Turns the alerts of `incident.yml` into rules.
enum AlertFile {
  /// The rule of `alert`; what it leaves out is as usual.
  static func rule(_ alert: Incident.Alert, objective: Double) -> AlertRule {
    AlertRule(
      name: alert.name, severity: alert.isPage ? .page : .ticket,
      condition: condition(alert, objective: objective), holdMinutes: alert.holdMinutes)
  }

  private static func condition(
    _ alert: Incident.Alert, objective: Double
  ) -> AlertRule.Condition {
    switch alert.condition {
    case .burnRate:
      .burnRate(
        BurnRate(
          factor: alert.bound ?? 14.4, longMinutes: alert.minutes ?? 60,
          shortMinutes: alert.shortMinutes ?? 5, objective: objective))
    case .failedShare:
      .failedShare(
        above: alert.bound ?? 0.05, minutes: alert.minutes ?? 5,
        fewestEvents: alert.fewestEvents)
    case .failedCount:
      .failedCount(atLeast: Int64(alert.bound ?? 100), minutes: alert.minutes ?? 5)
    case .absence: .absence(below: alert.bound ?? 0.5, minutes: alert.minutes ?? 10)
    case .latency:
      .latency(
        share: alert.quantile,
        above: TimeSpan(microseconds: Int64((alert.bound ?? 1_000) * 1_000)),
        minutes: alert.minutes ?? 5, fewestEvents: alert.fewestEvents)
    case .newSignature:
      .newSignatures(atLeast: Int64(alert.bound ?? 1), minutes: alert.minutes ?? 10)
    }
  }
}
