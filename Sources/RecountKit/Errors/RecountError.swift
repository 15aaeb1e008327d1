// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What went wrong, where, why, and what to try: the one error that leaves the library.
package struct RecountError: Error, Sendable {
  /// What the process says of itself when it ends.
  package enum Exit: Int32, Sendable {
    case ok = 0
    case failed = 1
    /// Done, but the input was cut short or too much of it was rejected.
    case incomplete = 2
    /// A check did not hold.
    case checkFailed = 3
    case usage = 64
    case noInput = 66
    case io = 74
    case interrupted = 130
  }

  package var exit: Exit
  /// One sentence without a full stop.
  package var what: String
  /// Path, with line and byte where they are known.
  package var place: String?
  package var cause: String?
  /// A command or an act that may help.
  package var hint: String?

  package init(
    _ exit: Exit, _ what: String, at place: String? = nil, cause: String? = nil,
    try hint: String? = nil
  ) {
    self.exit = exit
    self.what = what
    self.place = place
    self.cause = cause
    self.hint = hint
  }

  /// All of it in one sentence.
  var sentence: String {
    let parts = [what, cause, hint.map { "try " + $0 }].compactMap(\.self)
    return (place.map { "\($0): " } ?? "") + parts.joined(separator: "; ")
  }

  /// The lines for standard error.
  ///
  /// Paths and what others wrote are in them: they can neither act on a terminal nor forge a line.
  package var rendered: String {
    var lines = ["error: " + TerminalText.line(what + (place.map { " (\($0))" } ?? ""))]
    if let cause { lines.append("cause: " + RecountError.indented(cause)) }
    if let hint { lines.append("try:   " + TerminalText.line(hint)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Further lines, which parsers of YAML and SQL give, stand below the first.
  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { TerminalText.line(String($0)) }
      .joined(separator: "\n       ")
  }
}
