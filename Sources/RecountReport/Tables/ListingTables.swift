// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountCharts
package import RecountModel

/// The tables that commands print.
package enum ListingTables {
  package static func sources(_ sources: [SourceRecord]) -> TextTable {
    var table = TextTable([
      .init("source"), .init("format"), .init("service"), .init("lines", .right),
      .init("event lines", .right), .init("continued", .right),
      .init("rejects", .right, isAlarming: true),
      .init("ignored", .right), .init("events", .right), .init("state"),
    ])
    for source in sources {
      let tally = source.tally
      table.rows.append([
        source.path, source.formatNames.joined(separator: " + "), source.service, "\(tally.lines)",
        "\(tally.eventLines)",
        "\(tally.continuationLines)", "\(tally.rejects)", "\(tally.ignored)", "\(tally.events)",
        source.state.rawValue,
      ])
    }
    return table
  }

  package static func rejects(_ rejects: [(source: String, reject: Reject)]) -> TextTable {
    var table = TextTable([
      .init("source"), .init("line", .right), .init("byte", .right), .init("reason"),
      .init("excerpt"),
    ])
    for (source, reject) in rejects {
      table.rows.append([
        source, "\(reject.line)", "\(reject.byteOffset)", reject.reason.name,
        String(decoding: reject.excerpt.prefix(120), as: UTF8.self),
      ])
    }
    return table
  }

  /// The characters that rows of them are made of.
  package enum Sparks: Sendable {
    case blocks, ascii
  }

  /// The windows; with `sparks`, how the failed share went from half a window before to half a window
  /// after each.
  package static func impact(_ findings: CaseFindings, sparks: Sparks? = nil) -> TextTable {
    var table = impact(findings)
    guard let sparks else { return table }
    table.columns.append(TextTable.Column("failed share over time"))
    for (index, window) in findings.windows.enumerated() {
      let series = findings.impacts.first {
        $0.series.service == window.service && $0.series.unit == window.unit
      }
      table.rows[index].append(series.map { spark(window, $0.series, sparks) } ?? "")
    }
    return table
  }

  private static func spark(
    _ window: ImpactWindow, _ series: CountSeries, _ sparks: Sparks
  ) -> String {
    let half = TimeSpan(microseconds: window.range.length.microseconds / 2)
    let first = max(0, series.bin(of: window.range.start - half))
    let last = min(series.count, series.bin(of: window.range.end + half) + 1)
    guard first < last else { return "" }
    let size = max(1, (last - first + sparkWidth - 1) / sparkWidth)
    let shares = stride(from: first, to: last, by: size).map { start -> Double? in
      let bins = start..<min(start + size, last)
      let total = bins.reduce(Int64(0)) { $0 + series.total[$1] }
      return total > 0
        ? Double(bins.reduce(Int64(0)) { $0 + series.failed[$1] }) / Double(total) : nil
    }
    return Sparkline.text(shares, style: sparks == .ascii ? .ascii : .blocks)
  }

  private static let sparkWidth = 24

  private static func impact(_ findings: CaseFindings) -> TextTable {
    var table = TextTable([
      .init("figure"), .init("kind"), .init("onset (UTC)"), .init("end (UTC)"),
      .init("failed", .right, isAlarming: true), .init("total", .right),
      .init("above the baseline", .right), .init("peak", .right),
    ])
    for window in findings.windows {
      table.rows.append([
        window.figure, window.kind.rawValue + (window.relapseOf == nil ? "" : ", relapse"),
        (window.hasOnset ? "" : "≤ ") + window.onset.time.minuteText,
        (window.hasEnded ? "" : "≥ ") + window.end.time.minuteText,
        ReportNumber.count(window.failed), ReportNumber.count(window.total),
        window.excessText, Decimal.percent(window.peakShare),
      ])
    }
    return table
  }

  package static func measures(_ findings: CaseFindings) -> TextTable {
    var table = TextTable([
      .init("measure"), .init("minutes", .right), .init("from"), .init("to"), .init("remark"),
    ])
    for measure in findings.clocks.measures {
      table.rows.append([
        measure.name, measure.span.map { Decimal.text($0.minutes, decimals: 1) } ?? "—",
        measure.from.map { "\($0.name) \($0.time.time.minuteText)" } ?? "",
        measure.to.map { "\($0.name) \($0.time.time.minuteText)" } ?? "", measure.note ?? "",
      ])
    }
    return table
  }

  /// Conflicts and agreements as sentences.
  package static func conflicts(_ findings: CaseFindings) -> String {
    var text = ""
    for conflict in findings.clocks.conflicts {
      text += "\(conflict.code.rawValue) \(conflict.clock.rawValue): \(conflict.sentence)\n"
    }
    for agreement in findings.clocks.agreements {
      text +=
        "\(agreement.code.rawValue) \(agreement.clock.rawValue), agrees: \(agreement.sentence)\n"
    }
    return text.isEmpty ? "Nothing that was declared contradicts the logs.\n" : text
  }

  package static func timeline(
    _ findings: CaseFindings, filter: TimelineFilter = TimelineFilter()
  ) -> TextTable {
    var table = TextTable([
      .init("time (UTC)"), .init("±"), .init("kind"), .init("service"), .init("clock"),
      .init("text"), .init("source"), .init("evidence"),
    ])
    for entry in filter.kept(Timeline.entries(findings)) {
      table.rows.append([
        entry.time.secondText, ReportNumber.plusMinus(entry.plusMinus), entry.kind.rawValue,
        entry.service ?? "", entry.clock.rawValue, entry.text, entry.source, entry.evidence,
      ])
    }
    return table
  }
}
