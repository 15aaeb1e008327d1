// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// Data quality: how the lines of every source were counted, and what was not understood.
struct QualitySection {
  /// Odd sources that are told one by one.
  static let maxOdd = 20
  /// Changes of a source's format that are told.
  static let maxRanges = 5

  let findings: CaseFindings

  var markdown: String {
    guard !findings.sources.isEmpty else { return "No log was read.\n" }
    return [
      closingCount, SourceTable(sources: findings.sources).markdown, odd, switches, assumptions,
      rejects, strays, method,
      sensitivity,
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var closingCount: String {
    let tally = findings.tally
    return """
      \(ReportNumber.count(tally.lines)) lines = \(ReportNumber.count(tally.eventLines)) event lines \
      + \(ReportNumber.count(tally.continuationLines)) continuations \
      + \(ReportNumber.count(tally.rejects)) rejects + \(ReportNumber.count(tally.ignored)) ignored. \
      The counts of every source close.

      """
  }

  /// What was odd about a source.
  private var odd: String {
    let odd = findings.sources.filter { $0.state != .complete || !$0.remarks.isEmpty }
    var lines = odd.prefix(QualitySection.maxOdd).map { source in
      let remarks = source.remarks.map { Markdown.cell($0) }.joined(separator: "; ")
      return "- \(Markdown.code(source.path)) is \(source.state.rawValue)"
        + (remarks.isEmpty ? "\n" : ": \(remarks)\n")
    }
    if odd.count > lines.count {
      lines.append("- \(odd.count - lines.count) more: `recount sources`\n")
    }
    return lines.joined()
  }

  /// What had to be assumed of sources, summed where many are alike.
  private var assumptions: String {
    let assumed = findings.sources.filter { !$0.assumptions.isEmpty }
    guard !assumed.isEmpty else { return "" }
    var lines = assumed.prefix(QualitySection.maxOdd).map { source in
      let sentences = source.assumptions.map { Markdown.cell($0) }.joined(separator: "; ")
      return "- \(Markdown.code(source.path)): \(sentences)\n"
    }
    if assumed.count > lines.count {
      lines.append("- \(assumed.count - lines.count) more: `recount sources --json`\n")
    }
    return "Assumed:\n\n" + lines.joined()
  }

  /// Where the format of a source changes.
  private var switches: String {
    let several = findings.sources.filter { $0.formats.count > 1 }
    var lines = several.prefix(QualitySection.maxOdd).map { source in
      let formats = source.formats.prefix(QualitySection.maxRanges).map {
        "\(Markdown.code($0.format)) from line \(ReportNumber.count($0.firstLine))"
      }
      let rest = source.formats.count - formats.count
      return "- \(Markdown.code(source.path)) changes its format: "
        + formats.joined(separator: ", ") + (rest > 0 ? ", and \(rest) changes more\n" : "\n")
    }
    if several.count > lines.count {
      lines.append("- \(several.count - lines.count) more: `recount sources --json`\n")
    }
    return lines.joined()
  }

  private var rejects: String {
    guard !findings.rejectCounts.isEmpty else { return "" }
    let lines = findings.rejectCounts.prefix(3).map { reject in
      "- \(ReportNumber.count(reject.count)) × \(Markdown.code(reject.reason)) in \(Markdown.code(reject.source))\n"
    }
    return "Most frequent rejects:\n\n" + lines.joined()
  }

  private var strays: String {
    guard !findings.strays.isEmpty else { return "" }
    let lines = findings.strays.map { stray in
      let when =
        stray.first == stray.last
        ? "at \(stray.first.minuteText)"
        : "between \(stray.first.minuteText) and \(stray.last.minuteText)"
      return """
        - \(Markdown.code(stray.service)): \(ReportNumber.count(stray.total)) \
        \(stray.unit.noun(stray.total)), \(ReportNumber.count(stray.failed)) of them failed, \(when)

        """
    }
    return "Stamped too far from the rest to be counted with it:\n\n" + lines.joined()
  }

  /// How far other choices move the numbers.
  private var sensitivity: String {
    let rows = findings.sensitivities.compactMap { sensitivity -> [String]? in
      guard let found = sensitivity.rows.first(where: { $0.variant == .asFound })?.excess
      else { return nil }
      func change(_ variant: Sensitivity.Variant) -> String {
        let row = sensitivity.rows.first { $0.variant == variant }
        return Markdown.cell(SensitivityTable.change(row?.excess?.value, found.value))
      }
      return [
        Markdown.codeCell(sensitivity.window.figure), change(.wider), change(.narrower),
        change(.baseBefore), change(.baseAfter),
      ]
    }
    guard !rows.isEmpty else { return "" }
    let table = MarkdownTable(
      [
        .init("Above the baseline of"), .init("5 min wider", .right), .init("narrower", .right),
        .init("base before", .right), .init("base after", .right),
      ], rows: rows)
    return "How other choices would change these numbers (`recount impact --sensitivity`):\n\n"
      + table.text
  }

  private var method: String {
    """
    Baseline: the failed share of clean minutes before and after each window; intervals are 90 % \
    and calibrated on quiet windows of the same length. Events are counted in the minute of their \
    end. No clock was shifted.

    """
  }
}
