// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
package import RecountModel

/// How far the clocks of sources are apart: the table that `sources --skew` prints, a row a pair, and its
/// JSON.
package enum SkewTable {
  package static func table(_ skews: [SourceSkew]) -> TextTable {
    var table = TextTable([
      .init("source"), .init("other source"), .init("shared ids", .right),
      .init("other is ahead by (s)", .right), .init("90 % interval", .right),
    ])
    for skew in skews {
      table.rows.append([
        skew.first, skew.second, "\(skew.sharedIDs)",
        skew.ahead.map { text($0.value) } ?? "not measured",
        skew.ahead.map { "\(text($0.interval.low))…\(text($0.interval.high))" } ?? "—",
      ])
    }
    return table
  }

  package static func json(_ skews: [SourceSkew]) -> String {
    JSONDocument.text(schema: "skew", warnings: remarks(skews)) { json in
      json.key("pairs")
      json.beginArray()
      for skew in skews {
        json.beginObject()
        json.member("ahead_interval", skew.ahead?.interval, decimals: 6)
        json.member("ahead_seconds", number: skew.ahead?.value, decimals: 6)
        json.member("first", skew.first)
        json.member("measured", skew.ahead != nil)
        json.member("second", skew.second)
        json.member("shared_ids", skew.sharedIDs)
        json.endObject()
      }
      json.endArray()
    }
  }

  package static func remarks(_ skews: [SourceSkew]) -> [String] {
    let few = skews.count { $0.ahead == nil }
    if skews.isEmpty {
      return ["not measured: no two sources share request ids that each has once"]
    }
    return [
      few > 0
        ? "not measured for \(few) of \(skews.count) pairs: they share fewer than \(SkewMeasure.fewestIDs) ids"
        : "",
      "no time was shifted by it",
    ].filter { !$0.isEmpty }
  }

  private static func text(_ seconds: Double) -> String {
    (seconds > 0 ? "+" : "") + Decimal.fixed(seconds, decimals: 3)
  }
}
