// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// Impact: the windows with their three counts, how they went, and what was refused.
struct ImpactSection {
  let findings: CaseFindings
  /// Folder of the charts as the document names it.
  let chartFolder: String
  let charts: [ReportCharts.Chart]

  var markdown: String {
    guard !findings.impacts.isEmpty else {
      return "No events that could be counted are in the case.\n"
    }
    let own = charts.filter { $0.section == .impact }
    let overviews = own.filter { $0.file.hasPrefix("overview") }
    let others = own.filter { !$0.file.hasPrefix("overview") }
    let parts =
      figures(overviews) + [windowTable, totals, WindowNotes(findings: findings).markdown]
      + figures(others) + [serviceTable, objectives, refusals]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var day: String? { findings.incidentWindows.first?.onset.time.dayText }

  private func figures(_ charts: [ReportCharts.Chart]) -> [String] {
    ReportCharts.figures(charts, of: .impact, in: chartFolder)
  }

  // MARK: - Windows

  private var windowTable: String {
    guard !findings.incidentWindows.isEmpty else {
      return "No window of impact was found. What could have been seen stands in the next table.\n"
    }
    return MarkdownTable(
      [
        .init("Service"), .init("Window (UTC)"), .init("Failed of all", .right),
        .init("Share", .right), .init("Above the baseline", .right), .init("Peak minute", .right),
      ], rows: findings.incidentWindows.map(row)
    ).text
  }

  private func row(_ window: ImpactWindow) -> [String] {
    let share = window.total > 0 ? Double(window.failed) / Double(window.total) : 0
    let remarks = [
      window.kind == .failing ? nil : window.kind.rawValue,
      window.relapseOf == nil ? nil : "relapse",
    ]
    .compactMap(\.self)
    let remark = remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))"
    let counts = "\(ReportNumber.count(window.failed)) of \(ReportNumber.count(window.total))"
    return [
      Markdown.codeCell(window.service) + remark, ReportNumber.range(window, day: day),
      "\(counts) \(window.unit.noun(2))", Decimal.percent(share), window.excessText,
      "\(Decimal.percent(window.peakShare)) at \(ReportNumber.moment(window.peakTime, day: day))",
    ]
  }

  private var totals: String {
    guard !findings.incidentWindows.isEmpty else { return "" }
    return findings.totals.map { unit, totals in
      let excess = totals.excess.map { ", \($0.text) above the baseline" } ?? ""
      return """
        - All \(unit.noun(2)): \(ReportNumber.count(totals.gross)) failed in the windows (gross)\
        \(excess); span \(ReportNumber.length(totals.span)), union \(ReportNumber.length(totals.union)).

        """
    }
    .joined()
  }

  // MARK: - Services

  private var serviceTable: String {
    MarkdownTable(
      [
        .init("Service"), .init("Counted", .right), .init("Failed", .right),
        .init("Outside windows", .right), .init("Would have been seen", .right),
      ], rows: findings.impacts.map(row)
    ).text
  }

  private func row(_ impact: ServiceImpact) -> [String] {
    let total = impact.series.total.reduce(0, +)
    let failed = impact.series.failed.reduce(0, +)
    let inside = impact.windows.filter { $0.kind == .failing }.reduce(Int64(0)) { $0 + $1.failed }
    let seen = impact.minimumDetectable.map { "≥ \(Decimal.groupedText($0)) in an hour" }
    return [
      Markdown.codeCell(impact.series.service),
      "\(ReportNumber.count(total)) \(impact.series.unit.noun(total))", ReportNumber.count(failed),
      ReportNumber.count(failed - inside), seen ?? "not known",
    ]
  }

  private var objectives: String {
    guard let first = findings.objectives.first else { return "" }
    let rows = findings.objectives.map { objective in
      var row = ObjectiveTable.row(objective).map { Markdown.cell($0) }
      row[0] = Markdown.codeCell(objective.service)
      return row
    }
    let columns = ObjectiveTable.columns.map { column in
      var column = column
      column.title = column.title.prefix(1).uppercased() + column.title.dropFirst()
      return column
    }
    return MarkdownTable(columns, rows: rows).text + "\n"
      + ObjectiveTable.note(first.periodDays) + "\n"
  }

  private var refusals: String {
    let all = findings.impacts.flatMap(\.refusals)
    guard !all.isEmpty else { return "" }
    let lines = all.map { refusal in
      """
      - \(Markdown.code(refusal.service)) \(Markdown.cell(refusal.about)): \
      \(Markdown.code(refusal.reason.rawValue)). \(Markdown.cell(refusal.explanation))

      """
    }
    return "Refused, because the data cannot say:\n\n" + lines.joined()
  }
}

extension ImpactWindow {
  /// Failed beyond the baseline; only failing windows have such a number.
  var excessText: String {
    kind == .failing ? excess?.text ?? "refused" : "—"
  }
}
