// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// Timing: who recorded what when, and each measure with the two ends that it used.
struct ClockSection {
  let findings: CaseFindings

  var markdown: String {
    [milestones, measures, unmeasured, conflicts, agreements].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private var day: String? {
    findings.incidentWindows.first?.onset.time.dayText ?? findings.milestones.first?.time.dayText
  }

  private var milestones: String {
    let numbered = MilestoneList.numbered(findings)
    guard !numbered.isEmpty else {
      return "No moment of the incident was recorded by people or alerting.\n"
    }
    let rows = numbered.map { number, milestone in
      [
        "\(number)", MilestoneList.label(milestone), milestone.time.minuteText,
        ReportNumber.plusMinus(milestone.plusMinus), milestone.clock.rawValue,
        Markdown.codeCell(milestone.evidence),
      ]
    }
    return MarkdownTable(
      [
        .init("No.", .right), .init("Milestone"), .init("Time (UTC)"), .init("±"), .init("Clock"),
        .init("Evidence"),
      ], rows: rows
    ).text
  }

  // MARK: - Measures

  private var measures: String {
    let rows = findings.clocks.measures.compactMap { measure in
      measure.span.map { span in
        [
          Markdown.codeCell(measure.name), length(span, measure), end(measure.from),
          end(measure.to), Markdown.cell(measure.note ?? ""),
        ]
      }
    }
    guard !rows.isEmpty else { return "" }
    return MarkdownTable(
      [
        .init("Measure"), .init("Length", .right), .init("From"), .init("To"), .init("Remark"),
      ], rows: rows
    ).text
  }

  /// `118 min [115, 121]`: with the shortest and the longest that its ends allow.
  private func length(_ span: TimeSpan, _ measure: Measure) -> String {
    let text = ReportNumber.minutes(span)
    guard let shortest = measure.shortest, let longest = measure.longest, shortest < longest else {
      return text
    }
    let low = ReportNumber.minuteCount(shortest)
    return "\(text) [\(low), \(ReportNumber.minuteCount(longest))]"
  }

  private func end(_ end: Measure.End?) -> String {
    end.map { "\(Markdown.codeCell($0.name)) \(ReportNumber.moment($0.time.time, day: day))" } ?? ""
  }

  private var unmeasured: String {
    let measures = findings.clocks.measures.filter { $0.span == nil }
    guard !measures.isEmpty else { return "" }
    let lines = measures.map { measure in
      let reason = ClockSection.reason(measure)
      return "- \(Markdown.code(measure.name))"
        + (reason.isEmpty ? "\n" : ": \(Markdown.cell(reason))\n")
    }
    return "Not measured:\n\n" + lines.joined()
  }

  /// Why a measure has no length: each reason once, without "not measured" before it.
  static func reason(_ measure: Measure) -> String {
    var note = Substring(measure.note ?? "")
    for prefix in ["not measured: ", "not measured"] where note.hasPrefix(prefix) {
      note = note.dropFirst(prefix.count)
    }
    var reasons: [String] = []
    for reason in note.split(separator: "; ").map(String.init) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    return reasons.joined(separator: "; ")
  }

  // MARK: - Declared and found

  private var conflicts: String {
    let conflicts = findings.clocks.conflicts
    guard !conflicts.isEmpty else {
      return findings.milestones.isEmpty ? "" : "Nothing that was declared contradicts the logs.\n"
    }
    return "Where what was declared and the logs disagree:\n\n"
      + conflicts.map { item($0.code, $0.clock, $0.sentence) }.joined()
  }

  private var agreements: String {
    let agreements = findings.clocks.agreements
    guard !agreements.isEmpty else { return "" }
    return "What was checked and agrees:\n\n"
      + agreements.map { item($0.code, $0.clock, $0.sentence) }.joined()
  }

  private func item(_ code: Conflict.Code, _ clock: Milestone.Clock, _ sentence: String) -> String {
    "- **\(code.rawValue)** (\(clock.rawValue)) \(Markdown.cell(sentence, maxScalars: 1000))\n"
  }
}
