// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A chart as a part of an HTML document.
enum InlineChart {
  /// `svg` with `prefix` before each of its ids, so that several fit in one page.
  ///
  /// In the document of a chart a quote is part of an attribute; in its texts it is a reference.
  static func svg(_ svg: String, prefix: String) -> String {
    var text = ""
    var rest = Substring(svg)
    while let quote = rest.utf8.firstIndex(of: 0x22) {
      let start = rest.utf8.index(after: quote)
      guard let end = rest.utf8[start...].firstIndex(of: 0x22) else { break }
      let head = rest[..<start]
      text += head + value(rest[start..<end], after: head, prefix) + "\""
      rest = rest[rest.utf8.index(after: end)...]
    }
    return text + rest
  }

  private static func value(_ value: Substring, after head: Substring, _ prefix: String) -> String {
    if ends(head, " id=\"") { return prefix + value }
    if ends(head, " aria-labelledby=\"") {
      return value.split(separator: " ").map { prefix + $0 }.joined(separator: " ")
    }
    let reference = "url(#"
    guard value.utf8.starts(with: reference.utf8) else { return String(value) }
    return reference + prefix + value.dropFirst(reference.count)
  }

  private static func ends(_ text: Substring, _ tail: String) -> Bool {
    text.utf8.suffix(tail.utf8.count).elementsEqual(tail.utf8)
  }
}
