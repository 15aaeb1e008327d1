// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Reads the plain subset of YAML that scenario files are written in, so that these tests use the
/// sample's own `scenario.yml` without a YAML library.
///
/// Block maps, block lists of maps, flow maps and lists on one line, quoted or bare scalars,
/// comments. Anything else gives a tree that does not decode.
struct PlainYAML {
  private struct Line {
    var indent: Int
    var text: Substring
  }

  private var lines: [Line] = []
  private var position = 0

  static func json(_ text: String) throws -> Data {
    var reader = PlainYAML(text)
    return try JSONSerialization.data(withJSONObject: reader.block(indent: 0))
  }

  private init(_ text: String) {
    for line in text.split(separator: "\n") {
      let content = PlainYAML.withoutComment(line)
      let body = content.drop { $0 == " " }
      guard !body.isEmpty else { continue }
      lines.append(Line(indent: content.count - body.count, text: body))
    }
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    var isQuoted = false
    for index in line.indices {
      if line[index] == "\"" { isQuoted.toggle() }
      if line[index] == "#", !isQuoted { return PlainYAML.trimmed(line[..<index]) }
    }
    return trimmed(line)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.last == " " { text = text.dropLast() }
    return text
  }

  private mutating func block(indent: Int) -> Any {
    guard position < lines.count else { return [String: Any]() }
    return lines[position].text.hasPrefix("- ") ? list(indent: indent) : map(indent: indent)
  }

  private mutating func list(indent: Int) -> [Any] {
    var items: [Any] = []
    while position < lines.count, lines[position].indent == indent,
      lines[position].text.hasPrefix("- ")
    {
      let rest = lines[position].text.dropFirst(2)
      if rest.hasPrefix("{") || rest.hasPrefix("\"") {
        items.append(PlainYAML.flow(rest))
        position += 1
      } else {
        // The map of an item starts behind the dash.
        lines[position] = Line(indent: indent + 2, text: rest)
        items.append(map(indent: indent + 2))
      }
    }
    return items
  }

  private mutating func map(indent: Int) -> [String: Any] {
    var members: [String: Any] = [:]
    while position < lines.count, lines[position].indent == indent,
      let colon = lines[position].text.firstIndex(of: ":")
    {
      let text = lines[position].text
      let key = String(text[..<colon])
      let value = text[text.index(after: colon)...].drop { $0 == " " }
      position += 1
      if value.isEmpty {
        members[key] = block(indent: position < lines.count ? lines[position].indent : 0)
      } else {
        members[key] = PlainYAML.flow(value)
      }
    }
    return members
  }

  private static func flow(_ text: Substring) -> Any {
    if text.hasPrefix("["), text.hasSuffix("]") {
      return split(text.dropFirst().dropLast()).map { flow($0) }
    }
    if text.hasPrefix("{"), text.hasSuffix("}") {
      var members: [String: Any] = [:]
      for part in split(text.dropFirst().dropLast()) {
        guard let colon = part.firstIndex(of: ":") else { continue }
        let value = part[part.index(after: colon)...].drop { $0 == " " }
        members[String(part[..<colon])] = flow(value)
      }
      return members
    }
    if text.hasPrefix("\""), text.hasSuffix("\"") { return String(text.dropFirst().dropLast()) }
    return Int(text).map { $0 as Any } ?? String(text)
  }

  private static func split(_ text: Substring) -> [Substring] {
    text.split(separator: ",").map { trimmed($0.drop { $0 == " " }) }
  }
}
