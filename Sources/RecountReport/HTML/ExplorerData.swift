// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel

/// What the script of the page needs beyond the text: counts by bucket, windows, marks, lines.
struct ExplorerData {
  static let maxServices = 40
  /// Sample lines of one window.
  static let maxLines = 12
  static let maxLine = 300
  static let maxFigures = 8

  private let findings: CaseFindings
  private let grid: ExplorerGrid

  init(_ findings: CaseFindings) {
    self.findings = findings
    grid = ExplorerGrid(findings)
  }

  /// One object; times are whole seconds since 1970, UTC.
  var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("count", grid.count)
    json.key("kinds")
    json.beginArray()
    for kind in Milestone.Kind.allCases where kind != .note { json.string(ExplorerData.word(kind)) }
    json.endArray()
    writeMarks(&json)
    let impacts = ordered
    json.member("omitted", max(0, impacts.count - ExplorerData.maxServices))
    json.key("services")
    json.beginArray()
    for impact in impacts.prefix(ExplorerData.maxServices) { write(impact.series, &json) }
    json.endArray()
    json.member("start", ExplorerData.seconds(grid.start))
    json.member("step", grid.width.microseconds / 1_000_000)
    json.key("windows")
    json.beginArray()
    for window in findings.incidentWindows { write(window, &json) }
    json.endArray()
    json.endObject()
    return json.text
  }

  /// The services in the order of their first onset, then by name, as the charts have them.
  private var ordered: [ServiceImpact] {
    var onsets: [[String]: Timestamp] = [:]
    for window in findings.incidentWindows {
      let key = [window.service, window.unit.name]
      onsets[key] = min(onsets[key] ?? window.onset.time, window.onset.time)
    }
    let far = Timestamp(microseconds: .max)
    return findings.impacts.sorted { left, right in
      let (first, second) = (left.series, right.series)
      return (onsets[[first.service, first.unit.name]] ?? far, first.service, first.unit.rawValue)
        < (onsets[[second.service, second.unit.name]] ?? far, second.service, second.unit.rawValue)
    }
  }

  // MARK: - Parts

  private func writeMarks(_ json: inout JSONWriter) {
    json.key("marks")
    json.beginArray()
    for (number, milestone) in MilestoneList.numbered(findings)
    where grid.range.contains(milestone.time) {
      json.beginObject()
      json.member("label", MilestoneList.label(milestone))
      json.member("number", number)
      json.member("time", ExplorerData.seconds(milestone.time))
      json.endObject()
    }
    json.endArray()
  }

  private func write(_ series: CountSeries, _ json: inout JSONWriter) {
    var failed = [Int64?](repeating: nil, count: grid.count)
    var total = failed
    let bins = max(0, series.bin(of: grid.range.start))..<max(0, series.bin(of: grid.range.end))
    for bin in bins.clamped(to: 0..<series.count) where series.covered[bin] {
      guard let bucket = grid.bucket(of: series.time(bin)) else { continue }
      failed[bucket] = (failed[bucket] ?? 0) + series.failed[bin]
      total[bucket] = (total[bucket] ?? 0) + series.total[bin]
    }
    json.beginObject()
    ExplorerData.write(failed, as: "failed", &json)
    json.member("name", ExplorerData.line(series.service))
    json.member("noun", series.unit.noun(2))
    ExplorerData.write(total, as: "total", &json)
    json.endObject()
  }

  /// Null where no log covers any bin of the bucket.
  private static func write(_ values: [Int64?], as key: String, _ json: inout JSONWriter) {
    json.key(key)
    json.beginArray()
    for value in values {
      if let value { json.integer(value) } else { json.raw("null".utf8) }
    }
    json.endArray()
  }

  private func write(_ window: ImpactWindow, _ json: inout JSONWriter) {
    json.beginObject()
    json.member("figure", ExplorerData.line(window.figure))
    let prefix = window.figure + "."
    let figures = findings.figures.map(\.id).filter { $0.hasPrefix(prefix) }
    json.key("figures")
    json.beginArray()
    for id in figures.prefix(ExplorerData.maxFigures) { json.string(ExplorerData.line(id)) }
    json.endArray()
    json.member("from", ExplorerData.seconds(window.onset.time))
    json.key("lines")
    json.beginArray()
    let own = findings.signatures?.filter { $0.figure == window.figure } ?? []
    for line in own.flatMap(\.signatures).prefix(ExplorerData.maxLines) { write(line, &json) }
    if own.isEmpty {
      let failures = findings.details[window.figure]?.failures ?? []
      for failure in failures.prefix(ExplorerData.maxLines) { write(failure, &json) }
    }
    json.endArray()
    json.member("noun", window.unit.noun(2))
    json.key("reasons")
    json.beginArray()
    for reason in findings.details[window.figure]?.reasons.prefix(5) ?? []
    where !reason.reason.isEmpty {
      json.beginArray()
      json.string(ExplorerData.line(reason.reason))
      json.integer(reason.count)
      json.endArray()
    }
    json.endArray()
    json.member("service", ExplorerData.line(window.service))
    json.member("to", ExplorerData.seconds(window.end.time))
    json.endObject()
  }

  private func write(_ signature: SignatureFinding, _ json: inout JSONWriter) {
    json.beginObject()
    json.member("count", signature.windowLines)
    json.member("first", ExplorerData.seconds(signature.first))
    json.member("is", signature.verdict)
    json.member("last", ExplorerData.seconds(signature.last))
    json.member("place", ExplorerData.line(signature.place))
    json.member("text", ExplorerData.line(signature.excerpt))
    json.endObject()
  }

  private func write(_ failure: CaseFindings.FailedRequest, _ json: inout JSONWriter) {
    json.beginObject()
    json.member("count", 1)
    json.member("first", ExplorerData.seconds(failure.time))
    json.member("is", "failed")
    json.member("last", ExplorerData.seconds(failure.time))
    json.member("place", ExplorerData.line(failure.place))
    json.member("text", ExplorerData.line(failure.text))
    json.endObject()
  }

  // MARK: - Values

  private static func line(_ text: String) -> String {
    PlainText.line(text, maxScalars: maxLine)
  }

  private static func word(_ kind: Milestone.Kind) -> String {
    kind.rawValue.split(separator: "_").joined(separator: " ")
  }

  private static func seconds(_ time: Timestamp) -> Int64 {
    time.floored(to: .seconds(1)).microseconds / 1_000_000
  }
}
