// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension ReportRenderer {
  package static let htmlName = "report.html"

  /// The report as one HTML file: the same outline, words and charts as the Markdown.
  ///
  /// Of `document`, the report as people completed it, all text is kept; nil stands for the report
  /// that the findings give. Whatever is written there, only what Recount itself writes becomes
  /// markup.
  package static func html(
    _ findings: CaseFindings, version: String, document: String? = nil,
    variant: ReportVariant = .full
  ) throws -> String {
    try htmlDocument(findings, version: version, document: document, variant: variant).text
  }

  /// What the HTML file shows as text, because it is not of the Markdown that Recount writes.
  package static func foreignMarkdown(
    _ findings: CaseFindings, version: String, document: String? = nil
  ) throws -> [String] {
    try htmlDocument(findings, version: version, document: document).foreign
  }

  private static func htmlDocument(
    _ findings: CaseFindings, version: String, document: String?,
    variant: ReportVariant = .full
  ) throws -> HTMLDocument {
    let files = try ReportRenderer(findings, version: version, variant: variant).files()
    let charts = files.dropFirst().map { ($0.path, $0.text) }
    return HTMLDocument(
      document ?? files.first?.text ?? "",
      charts: Dictionary(charts) { first, _ in first },
      data: ExplorerData(variant.selected(findings)).json, version: version)
  }
}
