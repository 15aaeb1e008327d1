// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// How the numbers of windows change with other choices, as `impact --sensitivity` prints it.
package enum SensitivityTable {
  package static func table(_ sensitivities: [Sensitivity]) -> TextTable {
    var table = TextTable([
      .init("window"), .init("choice"), .init("failed", .right), .init("total", .right),
      .init("above the baseline", .right), .init("change", .right),
    ])
    for sensitivity in sensitivities {
      let found = sensitivity.rows.first { $0.variant == .asFound }?.excess?.value
      for row in sensitivity.rows {
        table.rows.append([
          sensitivity.window.figure, row.variant.rawValue, ReportNumber.count(row.failed),
          ReportNumber.count(row.total), row.excess?.text ?? "refused",
          change(row.excess?.value, found),
        ])
      }
    }
    return table
  }

  /// `+1.2 %` of the excess as found; `< 0.1 %` either way, where that is all.
  static func change(_ value: Double?, _ found: Double?) -> String {
    guard let value, let found, found > 0 else { return "—" }
    let share = (value - found) / found
    guard abs(share) >= 0.0005 else { return "< 0.1 %" }
    return (share < 0 ? "−" : "+") + Decimal.percent(abs(share))
  }
}
