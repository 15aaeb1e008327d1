// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Python's unittest, and the runners that end like it: nose, nose2, Django, testtools.
///
/// `Ran 7 tests in 1.302s`, then a line of its own with the outcome. Tests that were skipped are
/// among those that ran there; a test of which several subtests fail is one.
///
/// Source: TextTestRunner of https://github.com/python/cpython/blob/main/Lib/unittest/runner.py
struct UnittestReport: TestReport {
  static let framework = TestFramework.unittest
  static let openings: [StaticString] = ["Ran ", "===="]

  /// Lines that may stand between the count and the outcome: those of other streams.
  private static let maxLines = 20

  private var total: Int?
  private var linesLeft = 0
  private var isBelowRule = false
  private var names = TestNames()
  /// Failures of a test beyond its first: those of its subtests.
  private var repeated = 0

  var isOpen: Bool { isBelowRule || total != nil }

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    if isBelowRule {
      isBelowRule = false
      readName(bytes, line)
    }
    if line.indent == 0, bytes.isRule(of: 0x3D, line.text, atLeast: 70) { isBelowRule = true }
    var cursor = ReportCursor(line.text)
    if line.indent == 0, cursor.takes("Ran ", bytes), let number = cursor.count(bytes),
      cursor.takes(number == 1 ? " test in " : " tests in ", bytes),
      let micros = cursor.seconds(bytes), cursor.takes("s", bytes), cursor.isAtEnd
    {
      finish(into: &log)
      total = number
      linesLeft = UnittestReport.maxLines
      log.addTime(micros)
    } else if total != nil, !line.text.isEmpty {
      readOutcome(bytes, line, &log)
    }
  }

  /// The log ended, or no outcome came: what failed is known by name only.
  mutating func finish(into log: inout TestLog) {
    guard let total else { return }
    settle(total, TestCounts(failed: names.count), &log)
  }

  private mutating func readName(_ bytes: Span<UInt8>, _ line: ReportLine) {
    var cursor = ReportCursor(line.text)
    guard
      cursor.takes("FAIL: ", bytes) || cursor.takes("ERROR: ", bytes)
        || cursor.takes("UNEXPECTED SUCCESS: ", bytes)
    else { return }
    let known = names.count
    // A subtest has its values behind the name: `test_adds (cart.CartTest) (i=1)`.
    let end = bytes.firstIndex(of: ") ", cursor.rest).map { $0 + 1 } ?? line.end
    names.add(bytes, cursor.index..<end)
    if names.count == known { repeated += 1 }
  }

  /// Reads `OK`, `OK (skipped=1)`, `FAILED (SKIP=1, failures=1)` or `NO TESTS RAN`.
  private mutating func readOutcome(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ log: inout TestLog
  ) {
    guard let total else { return }
    var cursor = ReportCursor(line.text)
    var counts = TestCounts()
    guard
      cursor.takes("OK", bytes) || cursor.takes("FAILED", bytes)
        || cursor.takes("NO TESTS RAN", bytes)
    else { return skip(&log) }
    if cursor.takes(" (", bytes) {
      _ = cursor.namedCounts(bytes) { name, number in
        if bytes.equals(name, "failures") || bytes.equals(name, "errors")
          || bytes.equals(name, "unexpected successes")
        {
          counts.failed += number
        }
        if bytes.equals(name, "skipped") || bytes.equals(name, "SKIP")
          || bytes.equals(name, "expected failures")
        {
          counts.skipped += number
        }
      }
    } else if !cursor.isAtEnd {
      return skip(&log)
    }
    settle(total, counts, &log)
  }

  private mutating func skip(_ log: inout TestLog) {
    linesLeft -= 1
    if linesLeft == 0 { finish(into: &log) }
  }

  private mutating func settle(_ total: Int, _ counts: TestCounts, _ log: inout TestLog) {
    self.total = nil
    // Names beyond the bound are no repetitions.
    let isBounded = names.count < TestTotals.maxFailedTests
    let failed = isBounded ? max(names.count, counts.failed - repeated) : counts.failed
    repeated = 0
    log.add(
      .unittest,
      TestCounts(total: total, failed: min(failed, counts.failed), skipped: counts.skipped), &names)
  }
}
