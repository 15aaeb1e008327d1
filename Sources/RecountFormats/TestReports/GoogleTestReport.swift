// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// GoogleTest: `[==========] 12 tests from 3 test suites ran.`, then how many passed and failed.
///
/// The lines of the tests count when the program ended before its summary.
///
/// Source: PrettyUnitTestResultPrinter of https://github.com/google/googletest
struct GoogleTestReport: TestReport {
  static let framework = TestFramework.googleTest
  static let openings: [StaticString] = [
    "[==========] ", "[  PASSED  ] ", "[  FAILED  ] ", "[  SKIPPED ] ", "[       OK ] ",
  ]

  /// Tests since the last summary.
  private var tests = TestCounts()
  private var names = TestNames()
  private var isInSummary = false

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    var cursor = ReportCursor(line.text)
    if cursor.takes("[==========] ", bytes) {
      readRun(bytes, cursor, &log)
    } else if cursor.takes("[       OK ] ", bytes) {
      if isTest(bytes, line) { tests.passed += 1 }
    } else if cursor.takes("[  PASSED  ] ", bytes) {
      guard isInSummary, let number = cursor.count(bytes), cursor.takes(" test", bytes) else {
        return
      }
      log.add(.googleTest, TestCounts(passed: number))
    } else if cursor.takes("[  SKIPPED ] ", bytes) {
      readOther(bytes, line, cursor, isFailed: false, &log)
    } else if cursor.takes("[  FAILED  ] ", bytes) {
      readOther(bytes, line, cursor, isFailed: true, &log)
    }
  }

  mutating func finish(into log: inout TestLog) {
    guard !tests.isEmpty else { return }
    log.add(.googleTest, tests, &names)
    tests = TestCounts()
  }

  /// Reads `Running 12 tests from 3 test suites.` and `12 tests from 3 test suites ran. (4 ms
  /// total)`.
  private mutating func readRun(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    if cursor.takes("Running ", bytes) {
      // A program before this one that crashed has no summary.
      finish(into: &log)
      isInSummary = false
    } else if cursor.count(bytes) != nil, cursor.takes(" test", bytes),
      let end = bytes.firstIndex(of: " ran.", cursor.rest)
    {
      tests = TestCounts()
      names.removeAll()
      isInSummary = true
      log.see(.googleTest)
      var time = ReportCursor(end + 5..<start.end)
      if time.takes(" (", bytes), let milliseconds = time.count(bytes), time.takes(" ms", bytes) {
        log.addTime(Int64(milliseconds) * 1000)
      }
    }
  }

  /// Reads the line of a test, of a number of tests, or of a list.
  private mutating func readOther(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ start: ReportCursor, isFailed: Bool,
    _ log: inout TestLog
  ) {
    var cursor = start
    if !isInSummary {
      guard isTest(bytes, line) else { return }
      if isFailed {
        tests.failed += 1
        names.add(bytes, name(bytes, cursor.rest))
      } else {
        tests.skipped += 1
      }
    } else if let number = cursor.count(bytes), cursor.takes(" test", bytes) {
      log.add(
        .googleTest,
        TestCounts(passed: 0, failed: isFailed ? number : 0, skipped: isFailed ? 0 : number))
    } else if isFailed {
      log.addFailure(bytes, name(bytes, start.rest))
    }
  }

  /// The name without its parameter and time.
  private func name(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Range<Int> {
    let end =
      bytes.firstIndex(of: ", where ", text) ?? bytes.firstIndex(of: " (", text) ?? text.upperBound
    return text.lowerBound..<end
  }

  private func isTest(_ bytes: Span<UInt8>, _ line: ReportLine) -> Bool {
    bytes.hasSuffix(" ms)", line.text)
  }
}
