// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// XCTest, whose suites stand inside each other and all print how many tests they executed.
///
/// The lines of the tests are counted, since a suite counts failed assertions, not failed tests;
/// the suite of all tests counts where there are none.
///
/// Source: PrintObserver of https://github.com/swiftlang/swift-corelibs-xctest
struct XCTestReport: TestReport {
  static let framework = TestFramework.xcTest
  static let openings: [StaticString] = ["Test Case '", "Executed "]

  private var tests = TestCounts()
  private var names = TestNames()
  private var endsAll = false

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    var cursor = ReportCursor(line.text)
    if cursor.takes("Test Suite '", bytes) {
      let ofAll = cursor.takes("All tests' ", bytes) || cursor.takes("Selected tests' ", bytes)
      endsAll = ofAll && (cursor.takes("passed at ", bytes) || cursor.takes("failed at ", bytes))
    } else if cursor.takes("Executed ", bytes) {
      if endsAll { readExecuted(bytes, cursor, &log) }
      endsAll = false
    } else if cursor.takes("Test Case '", bytes) || cursor.takes("Test case '", bytes) {
      readTest(bytes, cursor.rest)
    }
  }

  mutating func finish(into log: inout TestLog) {
    guard !tests.isEmpty else { return }
    log.add(.xcTest, tests, &names)
    tests = TestCounts()
  }

  /// Reads the `CartTests.testAdds' failed (0.1 seconds)` of a test.
  private mutating func readTest(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard let quote = bytes.firstIndex(of: "' ", text),
      bytes.hasSuffix(" seconds)", text)
        || bytes.hasSuffix(" seconds).", text)
    else { return }
    var cursor = ReportCursor(quote + 2..<text.upperBound)
    if cursor.takes("passed ", bytes) {
      tests.passed += 1
    } else if cursor.takes("skipped ", bytes) {
      tests.skipped += 1
    } else if cursor.takes("failed ", bytes) {
      tests.failed += 1
      names.add(bytes, text.lowerBound..<quote)
    }
  }

  /// Reads `12 tests, with 2 tests skipped and 1 failure (0 unexpected) in 0.123 (0.125) seconds`.
  private mutating func readExecuted(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    guard let total = cursor.count(bytes),
      cursor.takes(" tests, with ", bytes) || cursor.takes(" test, with ", bytes),
      var failed = cursor.count(bytes)
    else { return }
    var skipped = 0
    if cursor.takes(" tests skipped and ", bytes) || cursor.takes(" test skipped and ", bytes) {
      skipped = failed
      guard let number = cursor.count(bytes) else { return }
      failed = number
    }
    // A run without tests is what `swift test` prints for packages that do not use XCTest.
    guard cursor.takes(" failure", bytes), total > 0 else { return }
    if tests.isEmpty {
      log.add(
        .xcTest, TestCounts(total: total, failed: min(failed, total), skipped: skipped), &names)
    } else {
      finish(into: &log)
    }
    if let time = bytes.firstIndex(of: ") in ", cursor.rest) {
      var clock = ReportCursor(time + 5..<start.end)
      log.addTime(clock.seconds(bytes))
    }
  }
}
