// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Evidence: what was read, and the statement behind every figure.
struct EvidenceSection {
  /// Sources whose hash is printed; the rest is in the case.
  static let maxHashes = 60

  let findings: CaseFindings

  var markdown: String {
    guard !findings.sources.isEmpty else { return "There is nothing to reproduce.\n" }
    return findings.figures.isEmpty ? hashes : hashes + "\n" + figures
  }

  private var hashes: String {
    let sources = findings.sources.filter { $0.format != "archive" && !$0.path.contains("!") }
    let shown = sources.prefix(EvidenceSection.maxHashes)
    var text = "Content of the sources (SHA-256, decompressed):\n\n"
    for source in shown {
      text += "- \(Markdown.code(source.path)) \(Markdown.code(source.contentHash))\n"
    }
    let rest = findings.sources.count - shown.count
    if rest > 0 {
      text +=
        "- \(ReportNumber.count(Int64(rest))) more, archives and their entries among them: `recount sources`\n"
    }
    return text
  }

  private var figures: String {
    let head = """
      Each figure can be recomputed from the case with `recount query "…"`; the statements read the \
      documented views.


      """
    return head + findings.figures.map(paragraph).joined(separator: "\n")
  }

  private func paragraph(_ figure: Figure) -> String {
    """
    **\(Markdown.code(figure.id))** \(Markdown.cell(figure.label)): \(value(figure)). \
    \(Markdown.cell(figure.method))

    \(Markdown.block(figure.sql, language: "sql"))
    """
  }

  private func value(_ figure: Figure) -> String {
    "\(FigureText.number(figure)) \(Markdown.cell(figure.unit))"
  }
}
