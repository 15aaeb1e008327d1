// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Words of a record, made fit for a milestone.
enum RecordText {
  /// Scalars that a milestone keeps of its text; people write paragraphs, machines whole dumps.
  static let maxScalars = 2000
  /// Scalars that are kept of a name.
  static let maxNameScalars = 200

  /// `text` on one line: control characters, line ends and runs of spaces become one space.
  ///
  /// What is longer than `limit` is cut and ends in an ellipsis.
  static func line(_ text: some StringProtocol, limit: Int = maxScalars) -> String {
    var kept = String.UnicodeScalarView()
    var count = 0
    var hasGap = false
    for scalar in text.unicodeScalars {
      if isGap(scalar) {
        hasGap = count > 0
        continue
      }
      // Room for the scalar and for the ellipsis after it.
      guard count + (hasGap ? 2 : 1) < limit else {
        kept.append("…")
        break
      }
      if hasGap { kept.append(" ") }
      count += hasGap ? 2 : 1
      hasGap = false
      kept.append(scalar)
    }
    return String(kept)
  }

  /// `text` without white space at its ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    var part = Substring(text)
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }

  /// A name, nil where it says nothing.
  static func name(_ text: String?) -> String? {
    guard let text else { return nil }
    let name = line(text, limit: maxNameScalars)
    return name.isEmpty ? nil : name
  }

  /// The first that says something.
  static func first(_ texts: String?...) -> String {
    for case let text? in texts where !text.unicodeScalars.allSatisfy(isGap) { return text }
    return ""
  }

  /// `head: rest`, or the one of them that says something.
  static func joined(_ head: String, _ rest: String) -> String {
    line(head.isEmpty || rest.isEmpty ? head + rest : "\(head): \(rest)")
  }

  private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0x2028, 0x2029: true
    default: false
    }
  }
}
