// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Data quality: how the lines of every source were counted, and what was not understood.
struct QualitySection {
  /// Sources beyond this many are summed by format.
  static let maxRows = 30

  let findings: CaseFindings

  var markdown: String {
    let tally = findings.tally
    var text = """
      \(ReportNumber.count(tally.lines)) lines = \(ReportNumber.count(tally.eventLines)) event lines \
      + \(ReportNumber.count(tally.continuationLines)) continuations \
      + \(ReportNumber.count(tally.rejects)) rejects + \(ReportNumber.count(tally.ignored)) ignored. \
      The counts of every source close.


      """
    text += table.text(.md)
    let odd = findings.sources.filter { $0.state != .complete || !$0.remarks.isEmpty }
    for source in odd.prefix(20) {
      let remarks = source.remarks.map { Markdown.cell($0) }.joined(separator: "; ")
      text += "\n- \(Markdown.code(source.path)) is \(source.state.rawValue): \(remarks)"
    }
    if !odd.isEmpty { text += "\n" }
    if !findings.rejectCounts.isEmpty {
      text += "\nMost frequent rejects:\n\n"
      for reject in findings.rejectCounts.prefix(3) {
        text += "- \(ReportNumber.count(reject.count)) × \(Markdown.code(reject.reason)) in \(Markdown.code(reject.source))\n"
      }
    }
    text += """

      Baseline: the failed share of clean minutes before and after each window; intervals are 90 % \
      and calibrated on quiet windows of the same length. Events are counted in the minute of their \
      end. No clock was shifted.

      """
    return text
  }

  private var table: TextTable {
    var table = TextTable([
      .init("Source"), .init("Format"), .init("Service"), .init("Lines", .right),
      .init("Events", .right), .init("Rejects", .right),
    ])
    let shown = findings.sources.filter { $0.format != "archive" }
    guard shown.count > QualitySection.maxRows else {
      for source in shown { table.rows.append(row(source)) }
      return table
    }
    // Too many to list: one row per archive or folder, format and service.
    var groups: [String: (path: String, format: String, service: String, count: Int, tally: LineTally)] = [:]
    for source in shown {
      let cut = source.path.firstIndex(of: "!") ?? source.path.lastIndex(of: "/")
      let folder = cut.map { String(source.path[..<$0]) } ?? ""
      let key = "\(folder)\u{0}\(source.format)\u{0}\(source.service)"
      var group = groups[key] ?? (folder, source.format, source.service, 0, LineTally())
      if group.count == 0 { group.path = source.path }
      group.count += 1
      if group.count == 2 { group.path = folder }
      group.tally += source.tally
      groups[key] = group
    }
    for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
      var record = SourceRecord(path: group.path)
      record.format = group.format
      record.service = group.service
      record.tally = group.tally
      var cells = row(record)
      if group.count > 1 { cells[0] += " (\(ReportNumber.count(Int64(group.count))) entries)" }
      table.rows.append(cells)
    }
    return table
  }

  private func row(_ source: SourceRecord) -> [String] {
    [
      Markdown.code(source.path), source.format, Markdown.code(source.service),
      ReportNumber.count(source.tally.lines), ReportNumber.count(source.tally.events),
      ReportNumber.count(source.tally.rejects),
    ]
  }
}

/// Evidence: what was read, and the statement behind every figure.
struct EvidenceSection {
  /// Sources whose hash is printed; the rest is in the case.
  static let maxHashes = 60

  let findings: CaseFindings

  var markdown: String {
    let sources = findings.sources.filter { $0.format != "archive" && !$0.path.contains("!") }
    var text = "Content of the sources (SHA-256, decompressed):\n\n"
    for source in sources.prefix(EvidenceSection.maxHashes) {
      text += "- \(Markdown.code(source.path)) `\(source.contentHash)`\n"
    }
    let entries = findings.sources.count - sources.count
    let more = max(0, sources.count - EvidenceSection.maxHashes)
    if entries + more > 0 {
      text += "- \(ReportNumber.count(Int64(entries + more))) more, archives and their entries among them: `recount sources`\n"
    }
    text += """

      Each figure can be recomputed from the case with `recount query "…"`; the statements read the \
      documented views.


      """
    for figure in findings.figures {
      text += "**\(Markdown.code(figure.id))** \(Markdown.cell(figure.label)): \(value(figure)). \(Markdown.cell(figure.method))\n\n"
      text += Markdown.block(figure.sql, language: "sql") + "\n"
    }
    return text
  }

  private func value(_ figure: Figure) -> String {
    guard let interval = figure.interval else {
      return "\(Decimal.text(figure.value, decimals: 4)) \(figure.unit)"
    }
    return "\(Estimate(value: figure.value, interval: interval).text) \(figure.unit)"
  }
}
