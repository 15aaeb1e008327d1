// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Control sequences of terminals around a text, which must hold none of its own.
///
/// Source: ECMA-48, 8.3.117 (SGR).
package enum TerminalInk {
  package static func bold(_ text: String) -> String { inked(text, 1) }
  package static func faint(_ text: String) -> String { inked(text, 2) }
  package static func red(_ text: String) -> String { inked(text, 31) }

  private static func inked(_ text: String, _ code: Int) -> String {
    text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
