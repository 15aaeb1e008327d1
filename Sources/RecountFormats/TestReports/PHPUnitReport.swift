// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// PHPUnit, which ends with `OK (12 tests, 30 assertions)` or with counts by kind.
///
/// Tests that are incomplete were skipped, those that are risky passed.
///
/// Source: SummaryPrinter of https://github.com/sebastianbergmann/phpunit
struct PHPUnitReport: TestReport {
  static let framework = TestFramework.phpUnit
  static let openings: [StaticString] = [
    "OK (", "Tests: ", "Time: ", "There w", "No tests executed!",
  ]
  static let readsNumbered = true

  private var names = TestNames()
  private var listsFailures = false
  private var micros: Int64?

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.indent == 0 else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("OK (", bytes) {
      guard let number = cursor.count(bytes),
        cursor.takes(" tests, ", bytes) || cursor.takes(" test, ", bytes),
        cursor.count(bytes) != nil, cursor.takes(" assertion", bytes)
      else { return }
      settle(TestCounts(passed: number), &log)
    } else if cursor.takes("Tests: ", bytes) {
      readCounts(bytes, line, &log)
    } else if cursor.takes("Time: ", bytes) {
      readTime(bytes, cursor)
    } else if cursor.takes("There w", bytes) {
      listsFailures =
        bytes.hasSuffix(" failure:", line.text) || bytes.hasSuffix(" failures:", line.text)
        || bytes.hasSuffix(" error:", line.text) || bytes.hasSuffix(" errors:", line.text)
    } else if listsFailures, cursor.digits(bytes) > 0, cursor.takes(") ", bytes) {
      if bytes.contains("::", cursor.rest) { names.add(bytes, cursor.rest) }
    } else if bytes.equals(ByteRange(line.text), "No tests executed!") {
      log.see(.phpUnit)
    }
  }

  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ log: inout TestLog
  ) {
    var cursor = ReportCursor(line.text)
    var total = 0
    var failed = 0
    var skipped = 0
    var hasAssertions = false
    guard
      cursor.namedCounts(
        bytes,
        { name, number in
          if bytes.equals(name, "Tests") { total = number }
          if bytes.equals(name, "Assertions") { hasAssertions = true }
          if bytes.equals(name, "Failures") || bytes.equals(name, "Errors") { failed += number }
          if bytes.equals(name, "Skipped") || bytes.equals(name, "Incomplete") { skipped += number }
        }), hasAssertions, cursor.takes(".", bytes), cursor.isAtEnd
    else { return }
    settle(TestCounts(total: total, failed: failed, skipped: skipped), &log)
  }

  private mutating func settle(_ counts: TestCounts, _ log: inout TestLog) {
    log.add(.phpUnit, counts, &names)
    log.addTime(micros)
    micros = nil
    listsFailures = false
  }

  /// Reads `01:02.345, Memory: 10.00 MB`, or `123 ms`, or `1.05 minutes`, in front of the memory.
  private mutating func readTime(_ bytes: Span<UInt8>, _ start: ReportCursor) {
    micros = nil
    var cursor = start
    guard bytes.contains(", Memory: ", cursor.rest) else { return }
    var total: Int64 = 0
    while let part = cursor.seconds(bytes) {
      if cursor.takes(":", bytes) {
        total = min(longestDuration, total + part) * 60
      } else if cursor.takes(" ms", bytes) {
        micros = part / 1000
        return
      } else {
        let isMinutes = cursor.takes(" minute", bytes)
        micros = min(longestDuration, total) + part * (isMinutes ? 60 : 1)
        return
      }
    }
  }
}
