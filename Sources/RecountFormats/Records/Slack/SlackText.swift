// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The text of a Slack message as a person saw it.
///
/// Source: https://docs.slack.dev/messaging/formatting-message-text
enum SlackText {
  /// Turns `<url|label>`, `<@U…>`, `<!here>` and the three escapes into plain text.
  static func plain(_ text: String) -> String {
    var plain = ""
    // What is kept of a text is a part of this.
    var rest = Substring(text.unicodeScalars.prefix(8 * RecordText.maxScalars))
    while let open = rest.firstIndex(of: "<") {
      plain += unescaped(rest[..<open])
      let inside = rest[rest.index(after: open)...]
      // A sign that nobody escaped stays as it is.
      guard let close = inside.firstIndex(where: { $0 == ">" || $0 == "<" }), inside[close] == ">"
      else {
        plain += "<"
        rest = inside
        continue
      }
      plain += reference(inside[..<close])
      rest = inside[inside.index(after: close)...]
    }
    return plain + unescaped(rest)
  }

  private static func reference(_ inside: Substring) -> String {
    let bar = inside.firstIndex(of: "|")
    let label = bar.map { unescaped(inside[inside.index(after: $0)...]) } ?? ""
    let target = inside[..<(bar ?? inside.endIndex)]
    let name = unescaped(target.dropFirst())
    switch target.first {
    case "@": return "@" + (label.isEmpty ? name : label)
    case "#": return "#" + (label.isEmpty ? name : label)
    case "!":
      if !label.isEmpty { return label }
      return "@" + name
    default: return label.isEmpty ? unescaped(target) : label
    }
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&")
  }
}
