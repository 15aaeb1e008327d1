// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// Timing: who recorded what when, and each measure with the two ends that it used.
struct ClockSection {
  let findings: CaseFindings

  var markdown: String {
    milestones + "\n" + measures + conflicts
  }

  /// `333 min (declared)`, or why there is none.
  static func short(_ name: String, _ findings: CaseFindings) -> String {
    let kind = name.split(separator: ".").last.map(String.init) ?? name
    guard let measure = findings.clocks.measures.first(where: { $0.name == name }) else {
      return "not measured (\(kind))"
    }
    guard let span = measure.span else {
      let note = measure.note ?? "not measured"
      let first = note.split(separator: ":").first.map(String.init) ?? note
      return "\(first) (\(kind))"
    }
    return "\(ReportNumber.minutes(span)) (\(kind))"
  }

  private var day: String? {
    findings.incidentWindows.first?.onset.time.dayText ?? findings.milestones.first?.time.dayText
  }

  private var milestones: String {
    let numbered = MilestoneList.numbered(findings)
    guard !numbered.isEmpty else { return "No moment of the incident was recorded by people or alerting.\n" }
    var table = TextTable([
      .init("#", .right), .init("Milestone"), .init("Time (UTC)"), .init("±"), .init("Clock"),
      .init("Evidence"),
    ])
    for (number, milestone) in numbered {
      table.rows.append([
        "\(number)", MilestoneList.label(milestone), milestone.time.minuteText,
        ReportNumber.plusMinus(milestone.plusMinus), milestone.clock.rawValue,
        Markdown.code(milestone.evidence),
      ])
    }
    return table.text(.md)
  }

  private var measures: String {
    var table = TextTable([
      .init("Measure"), .init("Length", .right), .init("From"), .init("To"), .init("Remark"),
    ])
    for measure in findings.clocks.measures {
      table.rows.append([
        Markdown.code(measure.name), measure.span.map(ReportNumber.minutes) ?? "—",
        end(measure.from), end(measure.to), Markdown.cell(measure.note ?? ""),
      ])
    }
    return table.text(.md)
  }

  private func end(_ end: Measure.End?) -> String {
    end.map { "\(Markdown.code($0.name)) \(ReportNumber.moment($0.time.time, day: day))" } ?? ""
  }

  private var conflicts: String {
    var text = "\n"
    if findings.clocks.conflicts.isEmpty {
      text += "Nothing that was declared contradicts the logs.\n"
    } else {
      text += "Where what was declared and the logs disagree:\n\n"
      for conflict in findings.clocks.conflicts {
        text += "- **\(conflict.code.rawValue)** (\(conflict.clock.rawValue)) \(Markdown.cell(conflict.sentence))\n"
      }
    }
    if !findings.clocks.agreements.isEmpty {
      text += "\nWhat was checked and agrees:\n\n"
      for agreement in findings.clocks.agreements {
        text += "- **\(agreement.code.rawValue)** (\(agreement.clock.rawValue)) \(Markdown.cell(agreement.sentence))\n"
      }
    }
    return text
  }
}
