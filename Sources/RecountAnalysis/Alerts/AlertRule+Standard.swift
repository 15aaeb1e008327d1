// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension AlertRule {
  /// Rules in common use, for an objective of 99.9 % good events.
  package static let standard = standard(objective: 0.999)

  /// Rules in common use, pages first.
  ///
  /// The burn rates are those of the SRE workbook: 2 % of a 30-day budget in an hour, 5 % in six
  /// hours, 10 % in three days. The others are habits rather than standards: each says in its name
  /// what it asks.
  package static func standard(objective: Double) -> [AlertRule] {
    burnRates(objective: objective) + counts + others
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

  private static let counts = [
    AlertRule(
      name: "failed share above 5 % over 5 min",
      condition: .failedShare(above: 0.05, minutes: 5, fewestEvents: 20)),
    AlertRule(
      name: "failed share above 1 % over 10 min, for 5 min",
      condition: .failedShare(above: 0.01, minutes: 10, fewestEvents: 100), holdMinutes: 5),
    AlertRule(
      name: "100 failures in 5 min", condition: .failedCount(atLeast: 100, minutes: 5)),
    AlertRule(
      name: "10 failures in 1 min, for 5 min", condition: .failedCount(atLeast: 10, minutes: 1),
      holdMinutes: 5),
  ]

  private static let others = [
    AlertRule(
      name: "traffic below 50 % over 10 min", condition: .absence(below: 0.5, minutes: 10)),
    AlertRule(
      name: "traffic below 10 % over 5 min", condition: .absence(below: 0.1, minutes: 5)),
    AlertRule(
      name: "p95 above 1 s over 5 min, for 5 min",
      condition: .latency(share: 0.95, above: .seconds(1), minutes: 5, fewestEvents: 20),
      holdMinutes: 5),
    AlertRule(
      name: "p99 above 5 s over 10 min",
      condition: .latency(share: 0.99, above: .seconds(5), minutes: 10, fewestEvents: 100)),
    AlertRule(
      name: "new signature in 10 min", severity: .ticket,
      condition: .newSignatures(atLeast: 1, minutes: 10)),
  ]
}
