// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Mustache
import RecountModel

/// Renders the findings of a case as documents: text and charts, nothing computed anew.
package struct ReportRenderer {
  /// A file of the report with its path below the report's folder.
  package struct File: Sendable {
    package var path: String
    package var text: String

    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// A report, and all its computed blocks, whether its template has them or not.
  package struct Rendering: Sendable {
    /// The document and its charts, the document first.
    package var files: [File]
    /// The blocks with their fences, one behind the other.
    package var blocks: String

    package init(files: [File], blocks: String) {
      self.files = files
      self.blocks = blocks
    }
  }

  package static let documentName = "report.md"
  package static let chartFolder = "charts"

  private let findings: CaseFindings
  private let version: String
  private let variant: ReportVariant
  private let template: ReportTemplate

  /// A full report has the outline of `template`; the others have one of their own.
  package init(
    _ findings: CaseFindings, version: String, variant: ReportVariant = .full,
    template: ReportTemplate = .standard
  ) {
    self.findings = variant.selected(findings)
    self.version = version
    self.variant = variant
    self.template = variant.template ?? template
  }

  /// The document and its charts, the document first.
  package func files() throws -> [File] {
    try rendering().files
  }

  package func rendering() throws -> Rendering {
    let charts = ReportCharts(findings).all.filter { variant.shows($0.section) }
    let blocks = blocks(charts)
    let document = File(path: variant.documentName, text: try document(blocks))
    return Rendering(
      files: [document]
        + charts.map { File(path: "\(variant.chartFolder)/\($0.file)", text: $0.svg) },
      blocks: blocks.sorted { $0.key < $1.key }.map(\.value).joined())
  }

  /// The outline filled with the blocks.
  ///
  /// Blocks are Markdown in which every value was made inert; they are put in as they are, and
  /// nothing in them is read as Mustache.
  private func document(_ blocks: [String: String]) throws -> String {
    var text = try template.mustache().render(blocks)
    while text.hasSuffix("\n\n") { text.removeLast() }
    let omitted = template.omitted
    return omitted.isEmpty ? text : text + "\n" + ReportDocument.omission(omitted)
  }

  private func blocks(_ charts: [ReportCharts.Chart]) -> [String: String] {
    var blocks: [String: String] = [
      "title": block("title", title),
      "summary": block("summary", SummarySection(findings: findings).markdown),
      "impact": block(
        "impact",
        ImpactSection(
          findings: findings, chartFolder: variant.chartFolder, charts: charts
        ).markdown),
      "timing": block(
        "timing",
        ([ClockSection(findings: findings).markdown] + figures(charts, .timing)).joined(
          separator: "\n")),
      "timeline": block("timeline", TimelineSection(findings: findings).markdown),
      "quality": block("quality", QualitySection(findings: findings).markdown),
      "evidence": block("evidence", EvidenceSection(findings: findings).markdown),
    ]
    if let shown = LogsShowSection(findings: findings, figures: figures(charts, .shows))
      .markdown
    {
      blocks["shows"] = block("shows", shown)
    }
    if let builds = BuildSection(findings: findings, figures: figures(charts, .builds)).markdown {
      blocks["builds"] = block("builds", builds)
    }
    return blocks
  }

  private func figures(
    _ charts: [ReportCharts.Chart], _ section: ReportCharts.Section
  ) -> [String] {
    ReportCharts.figures(charts, of: section, in: variant.chartFolder)
  }

  private func block(_ name: String, _ content: String) -> String {
    ReportDocument.fenced(name, content.hasSuffix("\n") ? content : content + "\n")
  }

  // MARK: - Head

  private var title: String {
    let incident = findings.incident
    let name = incident.title.flatMap { $0.isEmpty ? nil : $0 } ?? "Incident report"
    let id = incident.id.map { Markdown.cell($0) + ": " } ?? ""
    let note = """
      > **Synthetic.** The logs of this report were generated; the incident's times are those of a \
      public report.


      """
    let severity = incident.severity.map { "Severity \(Markdown.cell($0)) · " } ?? ""
    return """
      # \(id)\(Markdown.cell(name))

      \(incident.isSynthetic ? note : "")\(severity)Times in UTC · Recount \(version)

      \(GlanceSection(findings: findings).markdown)
      """
  }
}
