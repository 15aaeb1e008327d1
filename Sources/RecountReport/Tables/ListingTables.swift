// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
package import RecountModel

/// The tables that commands print.
package enum ListingTables {
  package static func sources(_ sources: [SourceRecord]) -> TextTable {
    var table = TextTable([
      .init("source"), .init("format"), .init("service"), .init("lines", .right),
      .init("event lines", .right), .init("continued", .right), .init("rejects", .right),
      .init("ignored", .right), .init("events", .right), .init("state"),
    ])
    for source in sources {
      let tally = source.tally
      table.rows.append([
        source.path, source.format, source.service, "\(tally.lines)", "\(tally.eventLines)",
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

  package static func impact(_ findings: CaseFindings) -> TextTable {
    var table = TextTable([
      .init("figure"), .init("kind"), .init("onset (UTC)"), .init("end (UTC)"),
      .init("failed", .right), .init("total", .right), .init("above the baseline", .right),
      .init("peak", .right),
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

  package static func timeline(_ findings: CaseFindings) -> TextTable {
    var table = TextTable([
      .init("time (UTC)"), .init("±"), .init("kind"), .init("service"), .init("clock"),
      .init("text"), .init("evidence"),
    ])
    for entry in Timeline.entries(findings) {
      table.rows.append([
        entry.time.secondText, ReportNumber.plusMinus(entry.plusMinus), entry.kind.rawValue,
        entry.service ?? "", entry.clock.rawValue, entry.text, entry.evidence,
      ])
    }
    return table
  }
}
