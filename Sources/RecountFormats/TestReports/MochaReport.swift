// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Mocha, whose reporters end alike: `12 passing (9s)`, `1 pending`, `2 failing` and the failures.
///
/// Source: Base.prototype.epilogue and Base.list of https://github.com/mochajs/mocha
struct MochaReport: TestReport {
  static let framework = TestFramework.mocha
  static let countedWords: [StaticString] = [" passing", " pending", " failing"]
  static let openings: [StaticString] = []

  /// Indentation of the second line of a title; each further line has two more.
  private static let titleIndent = 7

  /// Whether a run was counted whose failures are still to come.
  private var isAfterPassing = false
  /// Failures that are still to be listed.
  private var failuresLeft = 0
  private var title: [UInt8] = []
  private var titleLines = 0

  var isOpen: Bool { failuresLeft > 0 }

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    if failuresLeft > 0 { readFailure(bytes, line, &log) }
    guard line.indent > 0, line.start < line.end, isDigit(bytes[line.start]) else { return }
    var cursor = ReportCursor(line.text)
    guard let number = cursor.count(bytes) else { return }
    if cursor.takes(" passing (", bytes) {
      guard let close = firstIndex(of: 0x29, in: bytes, cursor.rest), close + 1 == line.end,
        let micros = DurationScan.withUnits(bytes, ByteRange(cursor.index, close))
      else { return }
      finish(into: &log)
      log.add(.mocha, TestCounts(passed: number))
      log.addTime(micros)
      isAfterPassing = true
    } else if isAfterPassing, cursor.takes(" pending", bytes), cursor.isAtEnd {
      log.add(.mocha, TestCounts(skipped: number))
    } else if isAfterPassing, cursor.takes(" failing", bytes), cursor.isAtEnd {
      log.add(.mocha, TestCounts(failed: number))
      isAfterPassing = false
      failuresLeft = number
    }
  }

  mutating func finish(into log: inout TestLog) {
    settle(&log)
    self = MochaReport()
  }

  /// Reads `  1) Cart`, and below it, ever deeper, the groups and the test: `       adds:`.
  private mutating func readFailure(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ log: inout TestLog
  ) {
    var cursor = ReportCursor(line.text)
    if line.indent == 2, cursor.digits(bytes) > 0, cursor.takes(") ", bytes) {
      settle(&log)
      append(bytes, cursor.rest)
    } else if titleLines > 0 {
      if line.indent == MochaReport.titleIndent + 2 * (titleLines - 1), !line.text.isEmpty {
        append(bytes, line.text)
      } else {
        settle(&log)
      }
    }
  }

  private mutating func append(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    if titleLines > 0 { title.append(0x20) }
    if title.count < 1000 { copyBytes(bytes, text.prefix(1000), to: &title) }
    titleLines += 1
  }

  private mutating func settle(_ log: inout TestLog) {
    guard titleLines > 0 else { return }
    if title.last == 0x3A { title.removeLast() }
    log.addFailure(title)
    title.removeAll(keepingCapacity: true)
    titleLines = 0
    failuresLeft -= 1
  }
}
