// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// TestNG's own console report, which counts the tests of a suite.
///
/// Source: TextReporter and SuiteRunner of https://github.com/testng-team/testng
struct TestNGReport: TestReport {
  static let framework = TestFramework.testNG
  static let openings: [StaticString] = ["Total tests run: ", "FAILED: "]

  private var names = TestNames()

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.indent == 0 else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("FAILED: ", bytes) { return names.add(bytes, cursor.rest) }
    var total: Int?
    var failed: Int?
    var skipped = 0
    guard
      cursor.namedCounts(
        bytes,
        { name, number in
          if bytes.equals(name, "Total tests run") { total = number }
          if bytes.equals(name, "Failures") { failed = number }
          if bytes.equals(name, "Skips") { skipped = number }
        }),
      cursor.isAtEnd, let total, let failed
    else { return }
    log.add(.testNG, TestCounts(total: total, failed: failed, skipped: skipped), &names)
  }
}
