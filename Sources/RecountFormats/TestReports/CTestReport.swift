// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// CTest: `90% tests passed, 1 tests failed out of 10`, then the list of the failed ones.
///
/// Its tests are programs, which may be tests of other frameworks: what these print is left out.
///
/// Source: cmCTestTestHandler of https://gitlab.kitware.com/cmake/cmake
struct CTestReport: TestReport {
  static let framework = TestFramework.cTest
  static let openings: [StaticString] = [
    "Test project ", "The following tests ", "Total Test time ",
  ]
  static let countedWords: [StaticString] = ["% tests passed"]
  static let readsNumbered = true

  private enum List {
    case none, failed, notRun
  }

  private var before: TestLog?
  private var list = List.none

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    var cursor = ReportCursor(line.text)
    if cursor.takes("Test project /", bytes) {
      before = log
      list = .none
    } else if cursor.takes("The following tests FAILED:", bytes) {
      list = .failed
    } else if cursor.takes("The following tests did not run:", bytes) {
      list = .notRun
    } else if cursor.takes("Total Test time (real) =", bytes) {
      cursor.skipBlanks(bytes)
      log.addTime(cursor.seconds(bytes))
    } else if cursor.digits(bytes) > 0 {
      if cursor.takes("% tests passed, ", bytes) {
        readCounts(bytes, cursor, &log)
      } else if line.indent > 0, cursor.takes(" - ", bytes) {
        readListed(bytes, cursor.rest, &log)
      }
    }
  }

  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    guard let failed = cursor.count(bytes),
      cursor.takes(" tests failed out of ", bytes) || cursor.takes(" test failed out of ", bytes),
      let total = cursor.count(bytes), cursor.isAtEnd
    else { return }
    if let before { log = before }
    before = nil
    log.add(.cTest, TestCounts(total: total, failed: failed, skipped: 0))
  }

  /// Reads the `cart.adds (Failed)` of a list; a program that skipped itself was said to have
  /// passed.
  private mutating func readListed(
    _ bytes: Span<UInt8>, _ text: Range<Int>, _ log: inout TestLog
  ) {
    switch list {
    case .none: return
    case .failed:
      log.addFailure(bytes, text.lowerBound..<(bytes.firstIndex(of: " (", text) ?? text.upperBound))
    case .notRun: if bytes.hasSuffix(" (Skipped)", text) { log.reclassifyAsSkipped(1) }
    }
  }
}
