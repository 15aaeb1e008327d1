// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Mustache
import RecountAnalysis
import RecountModel

/// Renders the findings of a case as documents: text and charts, nothing computed anew.
package struct ReportRenderer {
  /// A file of the report with its path below the report's folder.
  package struct File: Sendable {
    package var path: String
    package var text: String
  }

  package static let documentName = "report.md"
  package static let chartFolder = "charts"

  private let findings: CaseFindings
  private let version: String

  package init(_ findings: CaseFindings, version: String) {
    self.findings = findings
    self.version = version
  }

  /// The document and its charts, the document first.
  package func files() throws -> [File] {
    let charts = ReportCharts(findings).all
    MustacheContentTypes.register(MarkdownContent(), named: "RECOUNT-MARKDOWN")
    let template = try MustacheTemplate(string: ReportTemplate.standard)
    let blocks: [String: String] = [
      "title": block("title", title),
      "summary": block("summary", summary),
      "impact": block(
        "impact",
        ImpactSection(
          findings: findings, chartFolder: ReportRenderer.chartFolder, charts: charts
        ).markdown),
      "timing": block("timing", ClockSection(findings: findings).markdown),
      "timeline": block("timeline", TimelineSection(findings: findings).markdown),
      "quality": block("quality", QualitySection(findings: findings).markdown),
      "evidence": block("evidence", EvidenceSection(findings: findings).markdown),
    ]
    return [File(path: ReportRenderer.documentName, text: template.render(blocks))]
      + charts.map { File(path: "\(ReportRenderer.chartFolder)/\($0.file)", text: $0.svg) }
  }

  private func block(_ name: String, _ content: String) -> String {
    ReportDocument.fenced(name, content.hasSuffix("\n") ? content : content + "\n")
  }

  // MARK: - Head

  private var title: String {
    let incident = findings.incident
    let id = incident.id.map { Markdown.cell($0) + ": " } ?? ""
    var text = "# \(id)\(Markdown.cell(incident.title ?? "Incident report"))\n\n"
    if incident.isSynthetic {
      text += "> **Synthetic.** The logs of this report were generated; the incident's times are those of a public report.\n\n"
    }
    text += "Status: draft · times in UTC · Recount \(version)\n\n"
    return text + GlanceSection(findings: findings).markdown
  }

  private var summary: String {
    let windows = findings.incidentWindows.filter { $0.kind == .failing }
    guard let first = windows.first, let last = windows.map(\.end.time).max() else {
      return "The logs show no impact above what each service could have shown.\n"
    }
    let day = first.onset.time.dayText
    var text = "Between \(first.onset.time.minuteText) and \(ReportNumber.moment(last, day: day)) UTC "
    let services = Set(windows.map(\.service)).count
    text += services == 1 ? "\(Markdown.code(first.service)) failed" : "\(services) services failed"
    let parts = findings.totals.map { unit, totals in
      let excess = totals.excess.map { " (\($0.text) above the baseline)" } ?? ""
      return "\(ReportNumber.count(totals.gross)) \(unit.noun(totals.gross))\(excess)"
    }
    text += " more than usual: \(parts.joined(separator: " and ")). "
    if let leader = leader(windows) {
      text += "\(Markdown.code(leader.service)) precedes the others, from \(ReportNumber.moment(leader.onset.time, day: day)). "
    }
    if let worst = windows.max(by: { ($0.excess?.value ?? 0) < ($1.excess?.value ?? 0) }) {
      text += "Most of the failures above the baseline are those of \(Markdown.code(worst.service))."
    }
    return text + "\n"
  }
}

extension ReportRenderer {
  /// The window whose onset lies before every other service's with a bin to spare; nil when the
  /// onsets cannot be ordered.
  private func leader(_ windows: [ImpactWindow]) -> ImpactWindow? {
    guard let first = windows.first else { return nil }
    let others = windows.filter { $0.service != first.service }
    guard !others.isEmpty else { return nil }
    let isClear = others.allSatisfy {
      first.onset.latest + first.binWidth < $0.onset.earliest
    }
    return isClear ? first : nil
  }
}

/// Values that a template takes with two braces are made inert.
private struct MarkdownContent: MustacheContentType {
  func escapeText(_ text: String) -> String { Markdown.cell(text) }
}
