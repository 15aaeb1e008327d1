// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountInput
import RecountModel

/// Tries a format string on the first lines of the logs it is given for: one that fits none of them is
/// wrong, and says so at the byte.
enum FormatStringCheck {
  /// Lines of a log that are tried.
  private static let mostLines = 10
  /// Logs that are tried; one that fits clears the string.
  private static let mostFiles = 5

  /// - Throws: When no line of the first logs is of the format string that `name` is.
  static func check(
    _ name: String?, on paths: [String], limits: InputLimits
  ) throws(RecountError) {
    guard let name, let string = try FormatChoice.string(named: name) else { return }
    var failure: RecountError?
    for path in paths.prefix(mostFiles) where path != "-" && FileSource.isRegular(path) {
      let lines = firstLines(of: path, limits)
      guard !lines.isEmpty else { continue }
      guard let first = lines.first, let mismatch = string.pattern.explain(first.text),
        lines.allSatisfy({ string.pattern.explain($0.text) != nil })
      else { return }
      if failure == nil {
        failure = RecountError(
          .failed, "no line begins as the format string says", at: "\(path):\(first.number)",
          cause: cause(mismatch, first.text),
          try: "recount formats --explain \(path), which tells what the log looks like")
      }
    }
    if let failure { throw failure }
  }

  /// The sentence, then the line with a caret under the byte.
  static func cause(_ mismatch: PatternMismatch, _ line: [UInt8]) -> String {
    let excerpt = mismatch.excerpt(of: line)
    let caret = String(repeating: " ", count: excerpt.caret) + "^"
    return TerminalText.line(mismatch.sentence) + "\n       " + excerpt.text + "\n       " + caret
  }

  /// The first lines that say something, with their numbers.
  static func firstLines(
    of path: String, _ limits: InputLimits
  ) -> [(number: Int64, text: [UInt8])] {
    guard let reader = try? InputReader(path: path, limits: limits, hashesFile: false),
      let content = try? reader.next()
    else { return [] }
    var lines: [(Int64, [UInt8])] = []
    while lines.count < mostLines, let batch = try? content.lines.next() {
      for index in 0..<batch.count where lines.count < mostLines {
        let line = batch.line(index)
        guard !batch.isOversized, line.contains(where: { $0 > 0x20 }) else { continue }
        lines.append((batch.number(index), Array(line)))
      }
    }
    return lines
  }
}
