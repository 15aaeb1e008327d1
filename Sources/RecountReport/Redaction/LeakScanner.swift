// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts

/// Something in a document that a stranger should not read.
package struct Leak: Hashable, Sendable {
  /// The document as it was named.
  package var file: String
  /// Counted from 1.
  package var line: Int
  package var kind: SensitiveKind
  /// The words around it; what leaks is replaced by its kind.
  package var excerpt: String
}

/// Looks through finished documents for what should not be in them, whoever wrote it.
package struct LeakScanner: Sendable {
  /// Characters of the line that an excerpt shows on each side.
  private static let context = 32

  private let allowed: [String]
  private let people: PeopleScanner

  /// `allowed` are values that may be shown, with `*` for any run of characters; `people` are names
  /// that may not.
  package init(allowed: [String], people: [String] = []) {
    self.allowed = allowed
    self.people = PeopleScanner(people)
  }

  /// The leaks of a document in Markdown, SVG or HTML, in the order of its lines.
  ///
  /// Escapes of these formats hide nothing: `a&#64;b.example` is an address.
  package func leaks(in document: String, file: String) -> [Leak] {
    var leaks: [Leak] = []
    for (index, line) in LineEnds.lines(document).enumerated() {
      let raw = Array(LineEnds.content(line).utf8)
      var seen: Set<[UInt8]> = []
      for form in [raw, DocumentEscapes.plain(raw)].compactMap(\.self) {
        for (value, leak) in self.leaks(in: form, file, index + 1)
        where seen.insert(value).inserted {
          leaks.append(leak)
        }
      }
    }
    return leaks
  }

  /// The leaks of one line with the values that leak.
  private func leaks(
    in line: [UInt8], _ file: String, _ number: Int
  ) -> [(value: [UInt8], leak: Leak)] {
    let harmless = Set(SensitiveKind.allCases.filter { !$0.isLeak })
    let all = people.added(to: SensitiveScanner.spans(in: line, ignoring: harmless), of: line)
    let spans = all.filter { span in
      !AllowedValues.allows(String(decoding: line[span.range], as: UTF8.self), allowed)
    }
    return spans.indices.map { index in
      let before = index == 0 ? 0 : spans[index - 1].range.upperBound
      let after = index + 1 < spans.count ? spans[index + 1].range.lowerBound : line.count
      let span = spans[index].range
      // What is cut inside of a character decodes to a replacement, which is dropped.
      let head = line[max(before, span.lowerBound - LeakScanner.context)..<span.lowerBound]
      let tail = line[span.upperBound..<min(after, span.upperBound + LeakScanner.context)]
      let text = "\(shown(head))[\(spans[index].kind.rawValue)]\(shown(tail))"
      let leak = Leak(file: file, line: number, kind: spans[index].kind, excerpt: text)
      return (Array(line[span]), leak)
    }
  }

  private func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = PlainText.line(String(decoding: bytes, as: UTF8.self), maxScalars: 200)
    return String(text.filter { $0 != "\u{FFFD}" })
  }
}

/// Takes back what Markdown, HTML and JSON do to signs.
enum DocumentEscapes {
  private static let entities: [(name: String, byte: UInt8)] = [
    ("amp;", 0x26), ("lt;", 0x3C), ("gt;", 0x3E), ("quot;", 0x22), ("apos;", 0x27),
    ("commat;", 0x40), ("colon;", 0x3A), ("period;", 0x2E), ("equals;", 0x3D),
  ]

  /// The line as a reader sees it; nil when nothing in it is escaped.
  static func plain(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(UInt8(ascii: "&")) || bytes.contains(UInt8(ascii: "\\")) else {
      return nil
    }
    let text = SensitiveBytes(bytes: bytes)
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (byte, end) = entity(text, at: index + 1) {
        plain.append(byte)
        index = end
      } else if bytes[index] == UInt8(ascii: "\\"), let (byte, end) = escape(text, at: index + 1) {
        plain.append(byte)
        index = end
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return plain
  }

  private static func entity(_ text: SensitiveBytes, at index: Int) -> (UInt8, Int)? {
    guard text[index] == UInt8(ascii: "#") else {
      let found = entities.first { text.has($0.name, at: index) }
      return found.map { ($0.byte, index + $0.name.utf8.count) }
    }
    let isHex = text[index + 1].lowered == UInt8(ascii: "x")
    let start = index + (isHex ? 2 : 1)
    let end = text.end(from: start, limit: 8) { isHex ? $0.isHex : $0.isDigit }
    guard text[end] == UInt8(ascii: ";"),
      let byte = UInt8(text.text(start..<end), radix: isHex ? 16 : 10), byte < 0x80
    else { return nil }
    return (byte, end + 1)
  }

  /// A backslash before a sign, as in Markdown, or before `u` and four digits, as in JSON.
  private static func escape(_ text: SensitiveBytes, at index: Int) -> (UInt8, Int)? {
    let byte = text[index]
    if byte == UInt8(ascii: "u"),
      let code = UInt8(text.text(index + 1..<min(text.count, index + 5)), radix: 16),
      index + 5 <= text.count, code < 0x80
    {
      return (code, index + 5)
    }
    let isSign = byte > 0x20 && byte < 0x7F && !byte.isAlphanumeric
    return isSign ? (byte, index + 1) : nil
  }
}
