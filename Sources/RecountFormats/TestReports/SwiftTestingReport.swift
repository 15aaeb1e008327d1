// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Swift Testing, which ends with the number of tests and their time.
///
/// `✘ Test run with 12 tests in 3 suites failed after 0.123 seconds with 1 issue.` Failed tests are
/// those of the lines before it; issues are more, since a test can have several.
///
/// Source: HumanReadableOutputRecorder of https://github.com/swiftlang/swift-testing
struct SwiftTestingReport: TestReport {
  static let framework = TestFramework.swiftTesting
  static let openings: [StaticString] = ["✔ ", "✘ ", "➜ ", "√ x", "× Test"]

  private var failed = 0
  private var passed = 0
  private var skipped = 0
  private var names = TestNames()

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.indent == 0, let space = firstIndex(of: 0x20, in: bytes, line.text) else { return }
    var cursor = ReportCursor(space + 1..<line.end)
    if cursor.takes("Test run with ", bytes) {
      readRun(bytes, cursor, &log)
    } else if cursor.takes("Test ", bytes) {
      readTest(bytes, line, cursor.rest)
    }
  }

  mutating func finish(into log: inout TestLog) {
    guard failed + passed + skipped > 0 else { return }
    settle(TestCounts(passed: passed, failed: failed, skipped: skipped), &log)
  }

  private mutating func readRun(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    guard let total = cursor.count(bytes), cursor.takes(" test", bytes),
      let time = bytes.firstIndex(of: " after ", cursor.rest)
    else { return }
    cursor = ReportCursor(time + 7..<start.end)
    guard let micros = cursor.seconds(bytes), cursor.takes(" seconds", bytes) else { return }
    let ran = max(total, passed + failed)
    settle(TestCounts(passed: ran - failed, failed: failed, skipped: skipped), &log)
    log.addTime(micros)
  }

  private mutating func settle(_ counts: TestCounts, _ log: inout TestLog) {
    log.add(.swiftTesting, counts, &names)
    self = SwiftTestingReport()
  }

  /// Reads the `adds() failed after 0.001 seconds with 1 issue` of a test.
  private mutating func readTest(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ text: Range<Int>
  ) {
    guard !bytes.hasPrefix("case ", at: text.lowerBound) else { return }
    if bytes.hasPrefix("➜ ", at: line.start) {
      if bytes.contains(" skipped", text) { skipped += 1 }
    } else if let end = bytes.lastIndex(of: " failed after ", text) {
      failed += 1
      names.add(bytes, withoutCases(bytes, text.lowerBound..<end))
    } else if bytes.contains(" passed after ", text) {
      passed += 1
    }
  }

  /// The name in front of ` with 3 test cases`.
  private func withoutCases(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Range<Int> {
    guard let end = bytes.lastIndex(of: " with ", text) else { return text }
    var cursor = ReportCursor(end + 6..<text.upperBound)
    guard cursor.digits(bytes) > 0, cursor.takes(" test case", bytes) else { return text }
    return text.lowerBound..<end
  }
}
