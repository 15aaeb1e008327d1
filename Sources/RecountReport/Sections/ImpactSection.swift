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
      return "No events that could be counted are in the case.\n" + refusals
    }
    var text = ""
    for chart in charts where chart.file.hasPrefix("overview") { text += figure(chart) }
    text += windowTable + "\n" + notes
    for chart in charts where !chart.file.hasPrefix("overview") { text += "\n" + figure(chart) }
    text += "\n" + serviceTable
    return text + refusals
  }

  private var day: String? { findings.incidentWindows.first?.onset.time.dayText }

  private func figure(_ chart: ReportCharts.Chart) -> String {
    let alt = Markdown.cell(chart.finding)
    return "![\(alt)](\(chartFolder)/\(chart.file))\n\n*\(alt)*\n\n"
  }

  // MARK: - Windows

  private var windowTable: String {
    guard !findings.incidentWindows.isEmpty else {
      return "No window of impact was found. What could have been seen stands in the next table.\n"
    }
    var table = TextTable([
      .init("Service"), .init("Window (UTC)"), .init("Failed of all", .right), .init("Share", .right),
      .init("Above the baseline", .right), .init("Peak minute", .right),
    ])
    for window in findings.incidentWindows { table.rows.append(row(window)) }
    return table.text(.md) + totals
  }

  private func row(_ window: ImpactWindow) -> [String] {
    let share = window.total > 0 ? Double(window.failed) / Double(window.total) : 0
    let kind = window.kind == .failing ? "" : " (\(window.kind.rawValue))"
    let noun = window.unit.noun(2)
    return [
      Markdown.code(window.service) + kind, ReportNumber.range(window, day: day),
      "\(ReportNumber.count(window.failed)) of \(ReportNumber.count(window.total)) \(noun)",
      Decimal.percent(share), window.excess?.text ?? "refused",
      "\(Decimal.percent(window.peakShare)) at \(ReportNumber.moment(window.peakTime, day: day))",
    ]
  }

  private var totals: String {
    var text = "\n"
    for (unit, totals) in findings.totals {
      let excess = totals.excess.map { ", \($0.text) above the baseline" } ?? ""
      text += """
        - All \(unit.noun(2)): \(ReportNumber.count(totals.gross)) failed in the windows (gross)\
        \(excess); span \(ReportNumber.length(totals.span)), union \(ReportNumber.length(totals.union)).

        """
    }
    return text
  }

  /// What stands beside the numbers: lost traffic, latency, reasons, phases.
  private var notes: String {
    var text = ""
    for window in findings.incidentWindows {
      let sentences = sentences(window)
      guard !sentences.isEmpty else { continue }
      text += "- \(Markdown.code(window.figure)): " + sentences.joined(separator: " ") + "\n"
    }
    return text
  }

  private func sentences(_ window: ImpactWindow) -> [String] {
    var sentences: [String] = []
    if window.phases.count > 1 {
      let phases = window.phases.map { phase in
        let start = ReportNumber.moment(phase.start.time, day: day)
        let end = ReportNumber.moment(phase.end.time, day: day)
        let shape = phase.shape == .ramp ? "ramp, mean" : "at"
        return "\(start)–\(end) \(shape) \(Decimal.percent(phase.level))"
      }
      sentences.append("Phases: " + phases.joined(separator: "; ") + ".")
    }
    if let lost = window.lost { sentences.append("Missing traffic (estimate): \(lost.text).") }
    if let surplus = window.surplus {
      sentences.append("Traffic beyond the expected (estimate): \(surplus.text); attempts, not users.")
    }
    let detail = findings.details[window.figure]
    if let before = detail?.p95Before, let during = detail?.p95During {
      var latency = "95 % of the requests took less than \(ReportNumber.duration(before)) before, \(ReportNumber.duration(during)) during"
      if let after = detail?.p95After { latency += ", \(ReportNumber.duration(after)) after" }
      sentences.append(latency + ".")
    }
    if let reasons = detail?.reasons.filter({ !$0.reason.isEmpty }).prefix(3), !reasons.isEmpty {
      let list = reasons.map { "\(Markdown.code($0.reason)) \(ReportNumber.count($0.count))" }
      let word = window.unit == .step ? "Classes" : "Causes"
      sentences.append("\(word): " + list.joined(separator: ", ") + ".")
    }
    if let coverage = window.placeboCoverage, coverage < 0.8 {
      sentences.append(
        "Check failed: \(Decimal.percent(coverage)) of \(window.placebos) quiet windows hold their own interval.")
    } else if window.placebos < 3, window.excess != nil {
      sentences.append("Check failed: only \(window.placebos) quiet windows could calibrate the interval.")
    }
    return sentences
  }

  // MARK: - Services

  private var serviceTable: String {
    var table = TextTable([
      .init("Service"), .init("Counted", .right), .init("Failed", .right),
      .init("Outside windows", .right), .init("Would have been seen", .right),
    ])
    for impact in findings.impacts {
      let total = impact.series.total.reduce(0, +)
      let failed = impact.series.failed.reduce(0, +)
      let inside = impact.windows.filter { $0.kind == .failing }.reduce(Int64(0)) { $0 + $1.failed }
      let seen = impact.minimumDetectable.map { "≥ \(Decimal.groupedText($0)) in an hour" }
      table.rows.append([
        Markdown.code(impact.series.service),
        "\(ReportNumber.count(total)) \(impact.series.unit.noun(total))", ReportNumber.count(failed),
        ReportNumber.count(failed - inside), seen ?? "not known",
      ])
    }
    return table.text(.md)
  }

  private var refusals: String {
    let all = findings.impacts.flatMap(\.refusals)
    guard !all.isEmpty else { return "" }
    var text = "\nRefused, because the data cannot say:\n\n"
    for refusal in all {
      text += "- \(Markdown.code(refusal.service)) \(refusal.about): \(Markdown.code(refusal.reason.rawValue)). \(Markdown.cell(refusal.explanation))\n"
    }
    return text
  }
}
