// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import RecountReport

extension FormatExplanation {
  /// For people.
  package var text: String {
    var text = heading + "\n"
    if !ranking.isEmpty {
      var table = TextTable([
        .init("format"), .init("lines", .right), .init("score", .right),
      ])
      table.rows = ranking.prefix(5).map {
        [$0.name, "\($0.matched) of \(sampled)", Decimal.fixed($0.score, decimals: 2)]
      }
      text += "\n" + table.text(.table)
    }
    if !nearest.isEmpty {
      var table = TextTable([.init("nearest format"), .init("reads up to byte", .right)])
      table.rows = nearest.map { [$0.name, "\($0.reach)"] }
      text += "\n" + table.text(.table)
    }
    text += "\n" + (line.map(sentences) ?? "no line of \(accepted) is refused\n")
    return text + "\nto have it read as another format: \(TerminalText.line(command))\n"
  }

  private var heading: String {
    let name = TerminalText.line(path)
    if let format {
      return "\(name): \(TerminalText.line(format.name)), \(format.title)"
        + (isForced ? " (as asked for)" : "")
    }
    let inside = wrappers.isEmpty ? "" : " inside \(wrappers.joined(separator: "/"))"
    return "\(name): no known format takes enough of the lines\(inside)"
  }

  private func sentences(_ line: Line) -> String {
    var text = "line \(line.number), at byte \(line.byteOffset) of the content, \(verdict(line))\n"
    guard let mismatch = line.mismatch else {
      return text + LineExcerpt(line.text, at: 0).text.indentedTwice + others(line)
    }
    if mismatch.line != line.text {
      text += LineExcerpt(line.text, at: mismatch.storedOffset ?? 0).text.indentedTwice
      text += "inside \(insideNames):\n"
    }
    let excerpt = LineExcerpt(mismatch.line, at: mismatch.byteOffset)
    text += excerpt.lines(indent: "  ") + "\n"
    text += TerminalText.line(mismatch.sentence)
    if let stored = mismatch.storedOffset, stored != mismatch.byteOffset {
      text += " (byte \(stored + 1) of the line as it is stored)"
    }
    return text + "\n" + others(line)
  }

  private var insideNames: String {
    format?.inside?.wrappers.map(\.rawValue).joined(separator: "/")
      ?? wrappers.joined(separator: "/")
  }

  private func verdict(_ line: Line) -> String {
    switch line.fate {
    case .event: "is an event"
    case .passed: "is read over, or belongs to an event of other lines"
    case .refused(let reason): "is refused: \(reason.name), \(reason.sentence)"
    case .unread:
      nearest.first.map { "is not of the nearest format, \($0.name)" }
        ?? "is of no format that is known"
    }
  }

  private func others(_ line: Line) -> String {
    let others = line.alone.filter { $0.name != format?.name }
    guard !others.isEmpty else { return "" }
    return "the line alone could be "
      + others.map { "\($0.name) (score \(Decimal.text($0.score, decimals: 2)))" }
      .joined(separator: ", ") + "\n"
  }

  // MARK: - JSON

  /// `recount.format_explanation/1`.
  package var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.key("data")
    json.beginObject()
    json.member("accepted_lines", line == nil ? accepted : nil)
    json.member("force", command)
    json.member("forced", isForced)
    json.member("format", format?.name)
    if let line { write(line, into: &json) }
    json.key("nearest")
    json.beginArray()
    for near in nearest {
      json.beginObject()
      json.member("format", near.name)
      json.member("reach", near.reach)
      json.endObject()
    }
    json.endArray()
    json.member("path", path)
    write(ranking, as: "ranking", into: &json)
    json.member("sampled", sampled)
    json.key("wrappers")
    json.beginArray()
    for name in format?.inside?.wrappers.map(\.rawValue) ?? wrappers { json.string(name) }
    json.endArray()
    json.endObject()
    json.member("schema", "recount.format_explanation/1")
    json.key("warnings")
    json.beginArray()
    json.endArray()
    json.endObject()
    json.endLine()
    return json.text
  }

  private func write(_ line: Line, into json: inout JSONWriter) {
    json.key("line")
    json.beginObject()
    write(line.alone, as: "alone", into: &json)
    if let mismatch = line.mismatch {
      json.key("mismatch")
      json.beginObject()
      json.member("byte", mismatch.byteOffset)
      json.member("expected", mismatch.expected)
      json.key("found")
      json.string(decoding: mismatch.found)
      json.member("stored_byte", mismatch.storedOffset)
      json.key("text")
      json.string(decoding: mismatch.line)
      json.endObject()
    }
    json.member("number", line.number)
    json.member("offset", line.byteOffset)
    switch line.fate {
    case .event: json.member("verdict", "event")
    case .passed: json.member("verdict", "passed")
    case .refused(let reason):
      json.member("reason", reason.name)
      json.member("verdict", "refused")
    case .unread: json.member("verdict", "unread")
    }
    json.endObject()
  }

  private func write(_ ranking: [RankedFormat], as key: String, into json: inout JSONWriter) {
    json.key(key)
    json.beginArray()
    for ranked in ranking {
      json.beginObject()
      json.member("format", ranked.name)
      json.member("matched", ranked.matched)
      json.member("score", number: ranked.score)
      json.endObject()
    }
    json.endArray()
  }
}

extension String {
  fileprivate var indentedTwice: String { "  " + self + "\n" }
}
