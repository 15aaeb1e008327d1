// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport

extension DryRunSummary {
  /// One source a row, in the order in which they were named.
  package func text(_ format: ListingFormat) -> String {
    guard let style = TextTable.Style(rawValue: format.rawValue) else { return json }
    var table = TextTable([
      .init("source"), .init("service"), .init("format"), .init("confidence", .right),
      .init("wrappers"), .init("zone"), .init("first"), .init("last"), .init("lines", .right),
      .init("events", .right), .init("rejects", .right),
    ])
    table.rows = sources.map { source in
      let tally = source.record?.tally
      return [
        source.name, source.service, source.format ?? (source.isEmpty ? "(empty)" : "(unknown)"),
        source.isForced
          ? "asked for" : source.confidence.map { Decimal.fixed($0, decimals: 2) } ?? "",
        source.wrappers.joined(separator: "/"), source.zone,
        source.record?.first?.rfc3339 ?? "", source.record?.last?.rfc3339 ?? "",
        tally.map { "\($0.lines)" + (source.isWhole ? "" : "+") } ?? "",
        tally.map { "\($0.events)" } ?? "", tally.map { "\($0.rejects)" } ?? "",
      ]
    }
    return table.text(style)
  }

  /// What a reader of the table has to know, one sentence each.
  package var notes: [String] {
    var notes: [String] = []
    if sources.contains(where: { !$0.isWhole && $0.record != nil }) {
      notes.append(
        "of logs with a + only the first lines were looked at: they may go on for longer")
    }
    for name in cut {
      notes.append("only the first \(DryRunSummary.mostEntries) entries of \(name) were looked at")
    }
    for source in sources where source.format == nil && !source.isEmpty {
      let near = source.ranking.prefix(3).map {
        "\($0.name) (score \(Decimal.text($0.score, decimals: 2)))"
      }
      notes.append(
        "no known format takes \(source.name)"
          + (near.isEmpty ? "" : "; the nearest are \(near.joined(separator: ", "))"))
    }
    return notes + failures.map(\.sentence)
  }

  /// `recount.dry_run/1`.
  private var json: String {
    JSONFrame.text(schema: "dry_run", key: "sources", sources) { source, json in
      json.member("confidence", number: source.confidence)
      json.member("events", source.record?.tally.events)
      json.member("first", source.record?.first)
      json.member("forced", source.isForced)
      json.member("format", source.format)
      json.member("last", source.record?.last)
      json.member("lines", source.record?.tally.lines)
      json.member("path", source.name)
      json.key("ranking")
      json.beginArray()
      for ranked in source.ranking {
        json.beginObject()
        json.member("format", ranked.name)
        json.member("matched", ranked.matched)
        json.member("score", number: ranked.score)
        json.endObject()
      }
      json.endArray()
      json.member("rejects", source.record?.tally.rejects)
      json.member("service", source.service)
      json.member("time_quality", source.record?.timeQuality.name)
      json.member("whole", source.isWhole)
      json.key("wrappers")
      json.beginArray()
      for name in source.wrappers { json.string(name) }
      json.endArray()
      json.member("zone", source.record?.zone)
    }
  }
}
