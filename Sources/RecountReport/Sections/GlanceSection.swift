// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountCharts
import RecountModel

/// At a glance: five rows that answer what most readers came for.
struct GlanceSection {
  /// Services that are named; the table of windows names all.
  static let maxNames = 8

  let findings: CaseFindings

  var markdown: String {
    MarkdownTable(
      [.init("What"), .init("Answer")],
      rows: [
        ["Impact", impact], ["Failed", failed], ["Services hit", services], ["Clients", clients],
        ["TTD, TTM, TTR", clocks],
      ]
    ).text + sparks
  }

  /// The failed share over the time of the charts, a line for each unit that failed.
  private var sparks: String {
    let charts = ReportCharts(findings)
    let lines = EventUnit.allCases.compactMap { unit -> String? in
      guard windows.contains(where: { $0.unit == unit && $0.kind == .failing }),
        let spark = charts.spark(unit)
      else { return nil }
      let range = charts.axis.range
      let end = ReportNumber.moment(range.end, day: range.start.dayText)
      return """

        \(Markdown.code(spark.text)) failed share of all \(unit.noun(2)), \(range.start.minuteText) – \
        \(end) UTC, highest \(Decimal.percent(spark.peak))

        """
    }
    return lines.joined()
  }

  private var windows: [ImpactWindow] { findings.incidentWindows }

  private var impact: String {
    guard let first = windows.map(\.onset.time).min(), let last = windows.map(\.end.time).max()
    else {
      return "none visible"
    }
    let ended = windows.allSatisfy(\.hasEnded) ? "" : ", not ended in the data"
    let end = ReportNumber.moment(last, day: first.dayText)
    return "\(first.minuteText) – \(end) UTC (\(ReportNumber.length(last - first)))\(ended)"
  }

  private var failed: String {
    let parts = findings.totals.map { unit, totals in
      var text = "\(ReportNumber.count(totals.gross)) \(unit.noun(totals.gross)) gross"
      if let excess = totals.excess { text += ", \(excess.text) above the baseline" }
      return text
    }
    return parts.isEmpty ? "none above the baseline" : parts.joined(separator: "; ")
  }

  private var services: String {
    let hit = findings.servicesHit
    var names = hit.prefix(GlanceSection.maxNames).map { Markdown.codeCell($0) }
    if hit.count > names.count { names.append("\(hit.count - names.count) more") }
    return "\(hit.count) of \(findings.services.count)"
      + (names.isEmpty ? "" : ": " + names.joined(separator: ", "))
  }

  private var clients: String {
    let counts = windows.compactMap { window in
      findings.details[window.figure]?.clients.map { (window.service, $0) }
    }
    .filter { $0.1 > 0 }
    guard let most = counts.max(by: { $0.1 < $1.1 }) else { return "not measured" }
    let noun = most.1 == 1 ? "address" : "addresses"
    return """
      \(ReportNumber.count(most.1)) \(noun) with a failed request at \(Markdown.codeCell(most.0)) \
      (a proxy for users)
      """
  }

  /// `TTD 6 min (declared); TTM not measured; …`, or that nothing was measured.
  private var clocks: String {
    let parts = ["ttd", "ttm", "ttr"].map { name in
      let lengths = ["declared", "measured"].compactMap { kind in
        length("\(name).\(kind)").map { "\($0) (\(kind))" }
      }
      return (name: name.uppercased(), text: lengths.joined(separator: ", "))
    }
    guard parts.contains(where: { !$0.text.isEmpty }) else { return "not measured" }
    return parts.map { "\($0.name) \($0.text.isEmpty ? "not measured" : $0.text)" }
      .joined(separator: "; ")
  }

  private func length(_ name: String) -> String? {
    findings.clocks.measures.first { $0.name == name }?.span.map(ReportNumber.minutes)
  }
}
