// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Text from anywhere, made fit for one line of a terminal.
///
/// Names of files and of archive entries are chosen by others. What a terminal would obey, what ends
/// a line and what turns the direction of writing is written as `\u{1B}`: it does nothing, and two
/// names that differ are still told apart.
package enum TerminalText {
  package static func line(_ text: String) -> String {
    spelled(text, where: acts)
  }

  /// The same with line feeds and tabs kept, for a place that may have several lines.
  package static func lines(_ text: String) -> String {
    spelled(text) { scalar in scalar != "\n" && scalar != "\t" && acts(scalar) }
  }

  private static func spelled(_ text: String, where acts: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: acts) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if acts(scalar) {
        shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F: true
    case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
