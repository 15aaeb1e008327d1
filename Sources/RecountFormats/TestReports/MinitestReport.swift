// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// minitest and test-unit, which end alike: `12 runs, 30 assertions, 1 failures, 0 errors, 2
/// skips`.
///
/// Source: SummaryReporter of https://github.com/minitest/minitest and
/// https://github.com/test-unit/test-unit
struct MinitestReport: TestReport {
  static let framework = TestFramework.minitest
  static let openings: [StaticString] = ["Finished ", "Failure:", "Error:"]
  static let countedWords: [StaticString] = [" run", " test"]
  static let readsNumbered = true

  private var micros: Int64?
  private var names = TestNames()
  /// Whether the next line names a failed test.
  private var awaitsName = false

  var isOpen: Bool { awaitsName }

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.start < line.end else { return }
    if awaitsName {
      awaitsName = false
      return readName(bytes, line.text)
    }
    var cursor = ReportCursor(line.text)
    if cursor.takes("Finished in ", bytes) || cursor.takes("Finished tests in ", bytes) {
      micros = RSpecReport.time(bytes, cursor)
    } else if cursor.takes("Failure: ", bytes) || cursor.takes("Error: ", bytes) {
      readName(bytes, cursor.rest)
    } else if isDigit(bytes[line.start]), line.indent == 0, readCounts(bytes, cursor, &log) {
      return
    } else {
      if cursor.digits(bytes) > 0 { _ = cursor.takes(") ", bytes) }
      let rest = ByteRange(cursor.rest)
      awaitsName = bytes.equals(rest, "Failure:") || bytes.equals(rest, "Error:")
    }
  }

  /// Reads `CartTest#test_adds [test/cart_test.rb:7]:` or `test_adds(CartTest)`.
  private mutating func readName(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard bytes.contains("#test", text) || bytes.hasPrefix("test", at: text.lowerBound) else {
      return
    }
    var end = bytes.firstIndex(of: " [", text) ?? bytes.firstIndex(of: "): ", text).map { $0 + 1 }
    if end == nil, bytes[text.upperBound - 1] == 0x3A { end = text.upperBound - 1 }
    names.add(bytes, text.lowerBound..<(end ?? text.upperBound))
  }

  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) -> Bool {
    var cursor = start
    var total: Int?
    var failed = 0
    var skipped = 0
    var kinds = 0
    guard
      cursor.countedWords(
        bytes,
        { number, word in
          if bytes.equals(word, "runs") || bytes.equals(word, "tests") { total = number }
          if bytes.equals(word, "assertions") { kinds += 1 }
          if bytes.equals(word, "failures") || bytes.equals(word, "errors") {
            failed += number
            kinds += 1
          }
          if bytes.equals(word, "skips") || bytes.equals(word, "pendings")
            || bytes.equals(word, "omissions")
          {
            skipped += number
          }
        }), cursor.isAtEnd, let total, kinds == 3
    else { return false }
    log.add(.minitest, TestCounts(total: total, failed: failed, skipped: skipped), &names)
    log.addTime(micros)
    micros = nil
    return true
  }
}
