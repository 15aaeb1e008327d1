// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// Summary: a draft of two or three sentences from the numbers.
struct SummarySection {
  let findings: CaseFindings

  var markdown: String {
    let sentences = [failing, silent, leader] + EventUnit.allCases.map(worst)
    let text = sentences.compactMap(\.self).joined(separator: " ")
    return text.isEmpty
      ? "Nothing above the baseline is visible in the logs; what would have been seen stands below.\n"
      : text + "\n"
  }

  private var windows: [ImpactWindow] {
    findings.incidentWindows.filter { $0.kind == .failing }
  }

  /// The day that times need not repeat: the one the summary begins with.
  private var day: String? { findings.incidentWindows.first?.onset.time.dayText }

  private var failing: String? {
    guard let first = windows.first, let last = windows.map(\.end.time).max() else { return nil }
    let services = Set(windows.map(\.service)).count
    let subject = services == 1 ? Markdown.code(first.service) : "\(services) services"
    let end = ReportNumber.moment(last, day: first.onset.time.dayText)
    let parts = findings.totals.map { unit, totals in
      let excess = totals.excess.map { " (\($0.text) above the baseline)" } ?? ""
      return "\(ReportNumber.count(totals.gross)) \(unit.noun(totals.gross))\(excess)"
    }
    let counts = parts.isEmpty ? "" : ": \(parts.joined(separator: " and "))"
    return
      "Between \(first.onset.time.minuteText) and \(end) UTC \(subject) failed more than usual\(counts)."
  }

  private var silent: String? {
    let windows = findings.incidentWindows.filter { $0.kind == .silent }
    guard !windows.isEmpty else { return nil }
    var parts = windows.prefix(3).map { window in
      "\(Markdown.code(window.service)) (\(ReportNumber.range(window, day: day)))"
    }
    if windows.count > parts.count { parts.append("\(windows.count - parts.count) more") }
    return "Traffic fell below the expected at \(parts.joined(separator: ", "))."
  }

  /// The service whose onset lies before every other's with a bin to spare; nil when the onsets
  /// cannot be ordered.
  private var leader: String? {
    guard let first = windows.first else { return nil }
    let others = windows.filter { $0.service != first.service }
    let isClear = others.allSatisfy { first.onset.latest + first.binWidth < $0.onset.earliest }
    guard !others.isEmpty, isClear else { return nil }
    let onset = ReportNumber.moment(first.onset.time, day: day)
    return "\(Markdown.code(first.service)) precedes the others, from \(onset)."
  }

  /// The service that most of a unit's failures above the baseline are those of, if one is.
  private func worst(_ unit: EventUnit) -> String? {
    let excess = Dictionary(grouping: windows.filter { $0.unit == unit }, by: \.service)
      .mapValues { $0.reduce(0) { $0 + ($1.excess?.value ?? 0) } }
    let total = excess.values.reduce(0, +)
    guard excess.count > 1, total > 0, let most = excess.max(by: { $0.value < $1.value }),
      most.value > total / 2
    else { return nil }
    return "Most of the \(unit.noun(2)) above the baseline failed at \(Markdown.code(most.key))."
  }
}
