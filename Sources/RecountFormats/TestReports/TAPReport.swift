// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The Test Anything Protocol, and the summary of Node's test runner and of tape.
///
/// Results count if there is a plan, `1..12`, and no summary such as `# tests 12`, `# pass 11`, `#
/// fail 1`. Results of subtests, which are indented, do not.
///
/// Source: https://testanything.org/tap-version-14-specification.html and
/// https://nodejs.org/api/test.html#test-reporters
struct TAPReport: TestReport {
  static let framework = TestFramework.tap
  static let openings: [StaticString] = [
    "not ok ", "ok 1", "ok 2", "ok 3", "ok 4", "ok 5", "ok 6", "ok 7", "ok 8", "ok 9", "# te",
    "# pa",
    "# fa", "# sk", "# to", "# ca", "# du", "ℹ ", "failureType: ",
  ]

  private var results = TestCounts()
  private var hasPlan = false
  private var summary: TestCounts?
  private var names = TestNames()
  /// The same with those of subtests, and without the groups that only hold them.
  private var leafNames: [[UInt8]] = []

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.indent == 0 else { return readNested(bytes, line) }
    var cursor = ReportCursor(line.text)
    if cursor.takes("# ", bytes) || cursor.takes("ℹ ", bytes) {
      readSummary(bytes, cursor, &log)
    } else if cursor.takes("not ok ", bytes) {
      readResult(bytes, cursor, isFailed: true)
    } else if cursor.takes("ok ", bytes) {
      readResult(bytes, cursor, isFailed: false)
    } else if cursor.takes("1..", bytes), cursor.count(bytes) != nil {
      hasPlan = true
    }
  }

  mutating func finish(into log: inout TestLog) {
    if let summary {
      var leaves = TestNames()
      for name in leafNames { leaves.add(name) }
      log.add(.tap, summary, &leaves)
    } else if hasPlan {
      log.add(.tap, results, &names)
    }
    self = TAPReport()
  }

  /// Reads a result of a subtest, or what Node says of a failure.
  private mutating func readNested(_ bytes: Span<UInt8>, _ line: ReportLine) {
    var cursor = ReportCursor(line.text)
    if cursor.takes("failureType: 'subtestsFailed'", bytes) {
      _ = leafNames.popLast()
    } else if cursor.takes("not ok ", bytes), cursor.digits(bytes) > 0, cursor.takes(" - ", bytes) {
      addLeaf(bytes, cursor.rest)
    }
  }

  private mutating func addLeaf(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard leafNames.count < TestTotals.maxFailedTests, !isExpected(bytes, text) else { return }
    var name: [UInt8] = []
    copyBytes(bytes, text.prefix(1000), to: &name)
    leafNames.append(name)
  }

  /// Whether a directive makes a failure one that was expected.
  private func isExpected(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    bytes.contains("# SKIP", text) || bytes.contains("# skip", text)
      || bytes.contains("# TODO", text) || bytes.contains("# todo", text)
  }

  private mutating func readResult(
    _ bytes: Span<UInt8>, _ start: ReportCursor, isFailed: Bool
  ) {
    var cursor = start
    guard cursor.digits(bytes) > 0, cursor.isAtEnd || cursor.takes(" ", bytes) else { return }
    _ = cursor.takes("- ", bytes)
    let text = cursor.rest
    if isExpected(bytes, text) {
      results.skipped += 1
    } else if isFailed {
      results.failed += 1
      names.add(bytes, text)
      addLeaf(bytes, text)
    } else {
      results.passed += 1
    }
  }

  private mutating func readSummary(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    let word = cursor.index
    while !cursor.isAtEnd, bytes[cursor.index] != 0x20 { cursor.step() }
    let name = ByteRange(word, cursor.index)
    cursor.skipBlanks(bytes)
    if bytes.equals(name, "duration_ms"), summary != nil {
      if let milliseconds = cursor.seconds(bytes) { log.addTime(milliseconds / 1000) }
      return
    }
    guard let number = cursor.count(bytes), cursor.isAtEnd else { return }
    if bytes.equals(name, "tests") {
      if summary != nil { finish(into: &log) }
      summary = TestCounts()
    } else if bytes.equals(name, "pass") {
      summary?.passed = number
    } else if bytes.equals(name, "fail") || bytes.equals(name, "cancelled") {
      summary?.failed += number
    } else if bytes.equals(name, "skipped") || bytes.equals(name, "todo") {
      summary?.skipped += number
    }
  }
}
