// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// What the windows spent of each objective, as `impact --slo` and the report print it.
package enum ObjectiveTable {
  static let columns: [TextTable.Column] = [
    .init("service"), .init("objective", .right), .init("good in the windows", .right),
    .init("burn rate", .right), .init("budget used", .right), .init("bad minutes", .right),
  ]

  package static func table(_ objectives: [ObjectiveMeasure]) -> TextTable {
    var table = TextTable(columns)
    for objective in objectives { table.rows.append(row(objective)) }
    return table
  }

  static func row(_ objective: ObjectiveMeasure) -> [String] {
    [
      objective.service, percent(objective.objective),
      objective.availability.map { Decimal.percent($0) } ?? "—",
      objective.burnRate.map { Decimal.text($0, decimals: $0 < 10 ? 1 : 0) + " ×" } ?? "—",
      used(objective), "\(objective.badMinutes) above \(percent(objective.threshold))",
    ]
  }

  /// What the columns mean, in a sentence.
  static func note(_ days: Int) -> String {
    """
    Budget used: failures in the windows over those that \(days) days of ordinary traffic allow; in \
    brackets, if missing traffic had failed too. Burn rate: how many times faster than allowed.
    """
  }

  private static func used(_ objective: ObjectiveMeasure) -> String {
    guard let used = objective.budgetUsed else { return "—" }
    let lost = objective.budgetUsedIfLostFailed.map { " (\(Decimal.percent($0)))" } ?? ""
    return Decimal.percent(used) + lost
  }

  /// Objectives lie close to 1: as many places as they need, three at most.
  private static func percent(_ share: Double) -> String {
    Decimal.text(100 * share, decimals: 3) + " %"
  }
}
