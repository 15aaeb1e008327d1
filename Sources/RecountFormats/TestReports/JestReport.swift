// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Jest, which ends a run with `Tests:       1 failed, 2 skipped, 3 passed, 6 total`.
///
/// A test suite that fails to run is no test.
///
/// Source: SummaryReporter of https://github.com/jestjs/jest
struct JestReport: TestReport {
  static let framework = TestFramework.jest
  static let openings: [StaticString] = ["Tests: ", "Time: ", "● x"]

  private var names = TestNames()
  private var awaitsTime = false

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    var cursor = ReportCursor(line.text)
    if line.indent == 2, cursor.takes("● ", bytes) {
      addName(bytes, cursor.rest)
    } else if line.indent > 0 {
      return
    } else if cursor.takes("Tests:  ", bytes) {
      readCounts(bytes, cursor, &log)
    } else if awaitsTime, cursor.takes("Time:  ", bytes) {
      awaitsTime = false
      cursor.skipBlanks(bytes)
      let end = firstIndex(of: 0x2C, in: bytes, cursor.rest) ?? line.end
      log.addTime(DurationScan.withUnits(bytes, ByteRange(cursor.index, end)))
    }
  }

  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    cursor.skipBlanks(bytes)
    var counts = TestCounts()
    var hasTotal = false
    guard
      cursor.countedWords(
        bytes,
        { number, word in
          if bytes.equals(word, "passed") { counts.passed = number }
          if bytes.equals(word, "failed") { counts.failed = number }
          if bytes.equals(word, "skipped") || bytes.equals(word, "todo") {
            counts.skipped += number
          }
          if bytes.equals(word, "total") { hasTotal = true }
        }), cursor.isAtEnd, hasTotal
    else { return }
    // Messages look like a test without a group; there are no more names than tests that failed.
    if names.count > counts.failed { names.remove { !JestReport.hasGroup($0) } }
    log.add(.jest, counts, &names)
    awaitsTime = true
  }

  private mutating func addName(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    let messages: [StaticString] = [
      " ", "Console", "Test suite failed to run", "Validation ", "Deprecation Warning",
      "Cannot log after tests are done", "process.exit called",
    ]
    for message in messages where bytes.hasPrefix(message, at: name.lowerBound) { return }
    names.add(bytes, name)
  }

  private static func hasGroup(_ name: [UInt8]) -> Bool {
    name.span.contains(" › ", 0..<name.count)
  }
}
