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

  /// A line with its number.
  typealias NumberedLine = (number: Int64, text: [UInt8])

  /// Tries `format`, where it was given as a string, on the first lines of `paths`.
  ///
  /// `owner` is who gave it, such as a service of `incident.yml`.
  ///
  /// - Throws: When no line of the first logs is of the format.
  static func check(
    _ format: LogFormat?, of owner: String? = nil, on paths: [String], limits: InputLimits
  ) throws(RecountError) {
    guard let format, format.isString else { return }
    var failure: RecountError?
    for path in paths.prefix(mostFiles) where path != "-" && FileSource.isRegular(path) {
      let lines = firstLines(of: path, limits)
      guard !lines.isEmpty else { continue }
      guard let error = refusal(of: lines, format, owner, path) else { return }
      if failure == nil { failure = error }
    }
    if let failure { throw failure }
  }

  /// The error for the first lines of the content `name`, read for `format`; nil where one of them is
  /// of the format, and for a format that was not given as a string.
  static func refusal(
    of batches: [LineBatch], _ format: LogFormat?, in name: String
  ) -> RecountError? {
    guard let format, format.isString else { return nil }
    let lines = firstLines(batches)
    return lines.isEmpty ? nil : refusal(of: lines, format, nil, name)
  }

  private static func refusal(
    of lines: [NumberedLine], _ format: LogFormat, _ owner: String?, _ path: String
  ) -> RecountError? {
    guard let first = lines.first, let mismatch = format.mismatch(first.text),
      !lines.contains(where: { format.matches($0.text) })
    else { return nil }
    let place = mismatch.storedOffset.map { ", byte \($0 + 1)" } ?? ""
    return RecountError(
      .failed,
      "no line begins as the format string\(owner.map { " of \($0)" } ?? "") says",
      at: "\(path):\(first.number)\(place)", cause: cause(mismatch) + nearest(lines),
      try: path == "-"
        ? "recount formats explain FILE, for a file with the first lines"
        : "recount formats explain \(path), which tells what the log looks like")
  }

  /// The sentence, then the line with a caret under the byte.
  static func cause(_ mismatch: LineMismatch) -> String {
    TerminalText.line(mismatch.sentence) + "\n"
      + LineExcerpt(mismatch.line, at: mismatch.byteOffset).lines(indent: "")
  }

  /// The known formats that take the lines, best first.
  private static func nearest(_ lines: [NumberedLine]) -> String {
    let ranking = RankedFormat.list(
      FormatDetector.detect(entry: nil, LineBatch(lines.map(\.text))))
    let names = ranking.prefix(3).map {
      "\($0.name) (score \(Decimal.text($0.score, decimals: 2)))"
    }
    return names.isEmpty ? "" : "\nthe lines look like " + names.joined(separator: ", ")
  }

  // MARK: - First lines

  /// The first lines that say something, with their numbers.
  private static func firstLines(of path: String, _ limits: InputLimits) -> [NumberedLine] {
    guard let reader = try? InputReader(path: path, limits: limits, hashesFile: false),
      let content = try? reader.next()
    else { return [] }
    var lines: [NumberedLine] = []
    while lines.count < mostLines, let batch = try? content.lines.next() {
      append(batch, to: &lines)
    }
    return lines
  }

  private static func firstLines(_ batches: [LineBatch]) -> [NumberedLine] {
    var lines: [NumberedLine] = []
    for batch in batches { append(batch, to: &lines) }
    return lines
  }

  private static func append(_ batch: LineBatch, to lines: inout [NumberedLine]) {
    for index in 0..<batch.count where lines.count < mostLines {
      let line = batch.line(index)
      guard !batch.isOversized, line.contains(where: { $0 > 0x20 }) else { continue }
      lines.append((batch.number(index), Array(line)))
    }
  }
}

extension LogFormat {
  /// Whether the format was given as a string, be it for lines in wrappers.
  var isString: Bool { pattern != nil || inside?.format.pattern != nil }
}

extension LineBatch {
  /// A text as it would stand in a file: lines end at LF, without one CR before it
  /// and the NULs and the byte-order mark that may begin them.
  init(text: String) {
    self.init(bytes: Array(text.utf8))
    var start = 0
    while start < bytes.count {
      let feed = bytes[start...].firstIndex(of: 0x0A)
      var end = feed ?? bytes.count
      starts.append(Int32(clamping: start))
      start = end + 1
      var begin = Int(starts[starts.count - 1])
      if feed != nil, end > begin, bytes[end - 1] == 0x0D { end -= 1 }
      while begin < end, bytes[begin] == 0 { begin += 1 }
      if bytes[begin..<end].starts(with: [0xEF, 0xBB, 0xBF]) { begin += 3 }
      starts[starts.count - 1] = Int32(clamping: begin)
      ends.append(Int32(clamping: end))
    }
  }
}
