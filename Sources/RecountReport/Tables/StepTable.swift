// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The table of failed steps that `impact --steps` prints.
package enum StepTable {
  /// The first `limit` groups, with 0 all.
  package static func table(_ impact: StepImpact, limit: Int) -> TextTable {
    var table = TextTable([
      .init(impact.grouping.rawValue), .init("failed", .right), .init("share", .right),
      .init("retried", .right), .init("let through", .right), .init("minutes lost", .right),
      .init("first (UTC)"), .init("last (UTC)"), .init("for example"),
    ])
    let all = impact.total?.failed ?? 0
    for group in impact.first(limit) {
      table.rows.append([
        group.value.isEmpty ? "(none)" : group.value, ReportNumber.count(group.failed),
        Decimal.percent(Double(group.failed) / Double(max(1, all))),
        ReportNumber.count(group.retried), ReportNumber.count(group.letThrough),
        ReportNumber.minuteCount(group.lost), group.first.minuteText, group.last.minuteText,
        example(of: group, impact.grouping),
      ])
    }
    return table
  }

  /// The raw line that says why, with its place; by signature the line is the value already.
  private static func example(of group: StepGroup, _ grouping: StepGrouping) -> String {
    let excerpt = grouping == .signature ? "" : String(group.excerpt.prefix(80))
    return [group.place, excerpt].filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
