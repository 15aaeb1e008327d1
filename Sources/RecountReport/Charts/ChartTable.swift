// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// The key numbers of charts as tables: a report must read as well where its images are lost.
enum ChartTable {
  /// Rows of a table; a chart has no more either.
  private static let maxRows = 12

  /// A failed share, or that there is none.
  static func share(_ count: StretchCount) -> String {
    count.share.map { Decimal.percent($0) } ?? "no data"
  }

  static func shares(_ shares: [SurroundingShares]) -> String {
    MarkdownTable(
      [
        .init("Service"), .init("Hour before", .right), .init("Inside", .right),
        .init("Hour after", .right),
      ],
      rows: shares.prefix(maxRows).map { share in
        [Markdown.codeCell(share.service)] + share.stretches.map { self.share($0.count) }
      }
    ).text
  }

  /// 95 % of the durations around each window; empty where no line gives one.
  static func durations(_ findings: CaseFindings) -> String {
    let rows = findings.incidentWindows.compactMap { window -> [String]? in
      guard let detail = findings.details[window.figure], let before = detail.p95Before,
        let during = detail.p95During
      else { return nil }
      return [
        Markdown.codeCell(window.figure), ReportNumber.duration(before),
        ReportNumber.duration(during), detail.p95After.map(ReportNumber.duration) ?? "no data",
      ]
    }
    guard !rows.isEmpty else { return "" }
    return MarkdownTable(
      [
        .init("95 % of the requests took less"), .init("Before", .right), .init("Inside", .right),
        .init("After", .right),
      ], rows: Array(rows.prefix(maxRows))
    ).text
  }

  static func onsets(_ onsets: [LeadOnset]) -> String {
    MarkdownTable(
      [.init("Service"), .init("Onset (UTC)"), .init("Not before"), .init("Not after")],
      rows: onsets.prefix(maxRows).map { onset in
        let day = onset.time.time.dayText
        return [
          Markdown.codeCell(onset.service),
          (onset.isVisible ? "" : "≤ ") + onset.time.time.minuteText,
          ReportNumber.moment(onset.time.earliest, day: day),
          ReportNumber.moment(onset.time.latest, day: day),
        ]
      }
    ).text
  }

  static func peaks(_ windows: [ImpactWindow]) -> String {
    MarkdownTable(
      [.init("Window"), .init("Highest share", .right), .init("At (UTC)")],
      rows: windows.filter { $0.kind == .failing }.prefix(maxRows).map { window in
        [
          Markdown.codeCell(window.figure), Decimal.percent(window.peakShare),
          window.peakTime.minuteText,
        ]
      }
    ).text
  }

  static func firings(_ alerts: ServiceAlerts) -> String {
    MarkdownTable(
      [
        .init("Rule"), .init("Severity"), .init("What it would have done"),
        .init("False alarms", .right),
      ],
      rows: alerts.report.results.map { result in
        [
          Markdown.cell(result.rule.name), result.rule.severity.rawValue,
          Markdown.cell(AlertTable.sentence(result)), "\(result.falseAlarms)",
        ]
      }
    ).text
  }
}
