// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension AlertRule {
  /// Rules in common use, for an objective of 99.9 % good events.
  package static let standard = standard(objective: 0.999)

  /// Rules in common use, pages first.
  ///
  /// The burn rates are those of the SRE workbook: 2 % of a 30-day budget in an hour, 5 % in six
  /// hours, 10 % in three days. The others are relative to the day before and must lie beyond chance;
  /// each says in its name what it asks.
  package static func standard(objective: Double) -> [AlertRule] {
    burnRates(objective: objective) + failures + others
  }

  private static func burnRates(objective: Double) -> [AlertRule] {
    let rates: [(String, Severity, Double, Int, Int)] = [
      ("burn rate 14.4 over 1 h and 5 min", .page, 14.4, 60, 5),
      ("burn rate 6 over 6 h and 30 min", .page, 6, 360, 30),
      ("burn rate 1 over 3 d and 6 h", .ticket, 1, 4320, 360),
    ]
    return rates.map { name, severity, factor, long, short in
      let rate = BurnRate(
        factor: factor, longMinutes: long, shortMinutes: short, objective: objective)
      return AlertRule(name: name, severity: severity, condition: .burnRate(rate))
    }
  }

  /// Relative to the day before, for a bound that fits every service fits none: 1 % of failures is
  /// an outage here and an ordinary minute there.
  private static let failures = [
    AlertRule(
      name: "failed share 3 times the usual over 5 min",
      condition: .unusualFailures(times: 3, minutes: 5, fewestFailed: 10)),
    AlertRule(
      name: "failed share 2 times the usual over 15 min, for 5 min",
      condition: .unusualFailures(times: 2, minutes: 15, fewestFailed: 20), holdMinutes: 5),
    AlertRule(
      name: "failed share 10 times the usual in 1 min",
      condition: .unusualFailures(times: 10, minutes: 1, fewestFailed: 10)),
  ]

  private static let others = [
    AlertRule(
      name: "traffic below 50 % of the usual over 10 min",
      condition: .lostTraffic(below: 0.5, minutes: 10)),
    AlertRule(
      name: "traffic below 10 % of the usual over 5 min",
      condition: .lostTraffic(below: 0.1, minutes: 5)),
    AlertRule(
      name: "p95 3 times the usual over 5 min, for 5 min",
      condition: .slowdown(share: 0.95, times: 3, minutes: 5, fewestEvents: 100), holdMinutes: 5),
    AlertRule(
      name: "p99 5 times the usual over 10 min",
      condition: .slowdown(share: 0.99, times: 5, minutes: 10, fewestEvents: 500)),
    AlertRule(
      name: "new signature in 10 min", severity: .ticket,
      condition: .newSignatures(atLeast: 1, minutes: 10)),
  ]
}
