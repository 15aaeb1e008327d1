// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountInput
import RecountModel

/// Tells what a log looks like: which formats take its first lines, and why one does not.
package enum FormatExplanation {
  /// Formats that are listed.
  private static let mostRanked = 5

  /// `place` is a file or `FILE:LINE`; with `format` the reason why the line is not of it.
  ///
  /// - Throws: When the file cannot be read, or the line is not there.
  package static func text(
    of place: String, as format: String?
  ) throws(RecountError) -> String {
    let (path, number) = parts(of: place)
    guard FileManager.default.fileExists(atPath: path) else {
      throw RecountError(.noInput, "there is no such file", at: path)
    }
    let roots = LogRoots([], casePath: path)
    let lines = FormatStringCheck.firstLines(of: path, InputLimits())
    let wanted = number.map { roots.line($0, of: path) } ?? lines.first?.text
    guard let line = wanted else {
      throw RecountError(
        .noInput,
        number == nil ? "the file has no line that says something" : "there is no such line",
        at: place)
    }
    let opening = number == nil ? lines.map(\.text) : [line]
    var text = try ranking(opening, path)
    text += "\nline \(number ?? lines.first?.number ?? 1):\n  "
    text += TerminalText.line(String(decoding: line.prefix(400), as: UTF8.self)) + "\n"
    if let format { text += try reason(line, format, path) }
    return text
  }

  /// A line number behind the last colon, where a file of that name is there without it.
  private static func parts(of place: String) -> (path: String, line: Int64?) {
    guard !FileManager.default.fileExists(atPath: place),
      let colon = place.lastIndex(of: ":"), let line = Int64(place[place.index(after: colon)...])
    else { return (place, nil) }
    return (String(place[..<colon]), line)
  }

  private static func ranking(_ lines: [[UInt8]], _ path: String) throws(RecountError) -> String {
    let verdict = FormatDetector.detect(entry: nil, batch(lines))
    guard let format = verdict.format else {
      let near = verdict.ranking.prefix(mostRanked)
      guard !near.isEmpty else { return "no known format takes any of these lines\n" }
      return "no known format takes enough of these lines\n" + table(near)
    }
    return "format: \(format.name), \(format.title)\n" + table(verdict.ranking.prefix(mostRanked))
      + "to force another: recount ingest \(path) --as NAME\n"
  }

  private static func table(
    _ ranking: ArraySlice<(name: String, matched: Int, score: Double)>
  ) -> String {
    ranking.map {
      "  \($0.name)\t\($0.matched) lines\tscore \(Decimal.text($0.score, decimals: 2))\n"
    }.joined()
  }

  /// Why a line is not of a format.
  private static func reason(
    _ line: [UInt8], _ name: String, _ path: String
  ) throws(RecountError) -> String {
    if let string = try FormatChoice.string(named: name) {
      guard let mismatch = string.pattern.explain(line) else {
        return "\nit is of the format string\n"
      }
      return "\nnot of the format string: " + FormatStringCheck.cause(mismatch, line) + "\n"
    }
    guard let format = try FormatChoice.format(named: name) else { return "" }
    let parser = format.makeParser(ParserContext(path: path, failureRules: .none))
    var events = EventBatch()
    parser.parse(batch([line]), into: &events)
    parser.finish(into: &events)
    guard let reject = events.rejects.first else { return "\nit is of the format \(name)\n" }
    return "\nnot of the format \(name): \(reject.reason.name), \(reject.reason.sentence)\n"
  }

  private static func batch(_ lines: [[UInt8]]) -> LineBatch {
    var bytes: [UInt8] = []
    var (starts, ends): ([Int32], [Int32]) = ([], [])
    for line in lines {
      starts.append(Int32(bytes.count))
      bytes += line
      ends.append(Int32(bytes.count))
      bytes.append(0x0A)
    }
    return LineBatch(bytes: bytes, starts: starts, ends: ends, firstLine: 1, baseOffset: 0)
  }
}
