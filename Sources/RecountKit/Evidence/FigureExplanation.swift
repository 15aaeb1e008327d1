// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountReport
import RecountStore

/// Tells how one figure of a report came about.
package enum FigureExplanation {
  /// Rows of the statement that are printed.
  private static let mostRows = 12
  /// Raw lines that are read back.
  private static let mostLines = 3

  /// Definition, formula with its inputs, statement with its answer, and raw lines of each of the
  /// figures called `ids`; of a window or another group of figures its numbers and raw lines.
  ///
  /// `logs` are folders to look for the original logs in; the case's own come first without any.
  ///
  /// - Throws: For a figure that the case does not have.
  package static func text(
    casePath: String, figures ids: [String], logs: [String]
  ) throws(RecountError) -> String {
    let findings = try CaseAnalysis.findings(casePath: casePath)
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    let roots = LogRoots(logs, casePath: casePath)
    var texts: [String] = []
    for id in ids { texts.append(try text(of: id, findings, reader, roots)) }
    return texts.joined(separator: "\n")
  }

  private static func text(
    of id: String, _ findings: CaseFindings, _ reader: CaseReader, _ roots: LogRoots
  ) throws(RecountError) -> String {
    guard let figure = findings.figures.first(where: { $0.id == id }) else {
      let group = findings.figures.filter { $0.id.hasPrefix(id + ".") }
      guard !group.isEmpty else { throw unknown(id, findings.figures) }
      let text = group.map(summary).joined()
      guard let window = findings.windows.first(where: { $0.figure == id }) else { return text }
      return text + (try lines(of: window, reader, roots))
    }
    var text = definition(figure, FigureFormula(figure, findings))
    text += try answer(figure, reader)
    if let window = findings.windows.first(where: { id.hasPrefix($0.figure + ".") }) {
      text += try lines(of: window, reader, roots)
    }
    return text
  }

  /// Every figure of the case, with its label.
  package static func list(casePath: String) throws(RecountError) -> String {
    let findings = try CaseAnalysis.findings(casePath: casePath)
    return findings.figures.map { "\($0.id)\t\($0.label)\n" }.joined()
  }

  private static func unknown(_ id: String, _ figures: [Figure]) -> RecountError {
    let near = Spelling.nearest(to: id, in: figures.map(\.id))
    return RecountError(
      .usage, "no figure is called `\(id)`",
      try: near.map { "did you mean `\($0)`?" } ?? "recount explain, which lists them")
  }

  // MARK: - Parts

  /// A figure on one line, its fields parted by tabs.
  private static func summary(_ figure: Figure) -> String {
    [figure.id, FigureText.value(figure), figure.label].map(TerminalText.line)
      .joined(separator: "\t") + "\n"
  }

  private static func definition(_ figure: Figure, _ formula: FigureFormula?) -> String {
    var lines = [
      figure.id, "  is: \(figure.label)", "  value: \(FigureText.value(figure))",
      "  how: \(figure.method)",
    ]
    if let interval = figure.interval {
      let low = Decimal.text(interval.low, decimals: 3)
      let name = figure.id.hasPrefix("clock.") ? "by the precision of its ends" : "90 % interval"
      lines.append("  \(name): \(low) to \(Decimal.text(interval.high, decimals: 3))")
    }
    if let base = figure.baseRange {
      lines.append("  baseline: \(base.start.minuteText) to \(base.end.minuteText) UTC")
    }
    if let dispersion = figure.dispersion {
      lines.append(
        "  dispersion: \(Decimal.text(dispersion, decimals: 3)) times the binomial variance")
    }
    if let count = figure.count { lines.append("  events: \(Decimal.grouped(count))") }
    lines += formula?.lines ?? []
    return lines.map(TerminalText.line).joined(separator: "\n") + "\n"
  }

  /// The statement, and the first rows that it gives now.
  private static func answer(_ figure: Figure, _ reader: CaseReader) throws(RecountError) -> String
  {
    var rows: [String] = []
    var count = 0
    var names: [String] = []
    try stage { () throws(StoreError) in
      try reader.query(figure.sql, header: { names = $0 }) { row in
        count += 1
        if count <= mostRows {
          rows.append(row.map { TerminalText.line(value($0)) }.joined(separator: "\t"))
        }
        return true
      }
    }
    var text = "\nstatement:\n\(TerminalText.line(figure.sql))\n\nanswer:\n"
    text += names.joined(separator: "\t") + "\n"
    text += rows.map { $0 + "\n" }.joined()
    if count > rows.count { text += "… \(count - rows.count) more rows\n" }
    return text
  }

  private static func value(_ value: QueryValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): "\(number)"
    case .real(let number): Decimal.text(number, decimals: 6)
    case .text(let text): text
    case .blob(let count): "\(count) bytes"
    }
  }

  // MARK: - Evidence

  private static func lines(
    of window: ImpactWindow, _ reader: CaseReader, _ roots: LogRoots
  ) throws(RecountError) -> String {
    let places = try stage { () throws(StoreError) in
      try reader.failedPlaces(
        service: window.service, unit: window.unit, in: window.range, limit: mostLines)
    }
    guard !places.isEmpty else { return try remoteLines(of: window, reader) }
    var text = "\nthe first failed \(window.unit.noun(2)), as they stand in the logs:\n"
    var found: [String: [Int64: LogRoots.Line]] = [:]
    for place in places where found[place.source] == nil {
      let numbers = Set(places.filter { $0.source == place.source }.map(\.line))
      found[place.source] = roots.lines(numbers, of: place.source)
    }
    for place in places {
      text += TerminalText.line("\(place.source):\(place.line) (byte \(place.byteOffset))") + "\n"
      if let line = found[place.source]?[place.line] {
        text += "  " + shown(line, at: place) + "\n"
      } else {
        text += "  the log is not at hand; say where with --logs\n"
      }
    }
    return text
  }

  /// A line is evidence only where it stands at the byte at which it was counted.
  private static func shown(_ line: LogRoots.Line, at place: EventPlace) -> String {
    guard line.byteOffset == place.byteOffset else {
      return """
        the log is not the one that was counted: line \(place.line) begins at byte \(line.byteOffset); \
        recount verify tells what differs
        """
    }
    return TerminalText.line(String(decoding: line.text.prefix(400), as: UTF8.self))
  }

  /// Failures that a pull brought along, and how the engine was asked, where no log was read.
  private static func remoteLines(
    of window: ImpactWindow, _ reader: CaseReader
  ) throws(RecountError) -> String {
    guard window.unit == .request else { return "" }
    let (samples, answers) = try stage { () throws(StoreError) in
      (
        try reader.remoteSamples(service: window.service, in: window.range, limit: mostLines),
        try reader.remoteAnswers(service: window.service)
      )
    }
    var lines: [String] = []
    if !samples.isEmpty {
      lines += ["", "some failed requests, as the remote engine gave them:"]
      lines += samples.map { sample in
        let status = sample.status == 0 ? "" : " \(sample.status)"
        return "\(sample.end.rfc3339) \(sample.outcome.name)\(status) \(sample.text)"
      }
    }
    if !answers.isEmpty {
      lines += ["", "what the remote engine was asked, and the hashes of its answers:"]
      lines += answers.map { "\($0.hash.prefix(16))  \($0.rows) rows  \($0.name)" }
      lines.append("the statements: recount query \"SELECT name, sql FROM remote_answers\"")
    }
    return lines.map { TerminalText.line($0) + "\n" }.joined()
  }
}
