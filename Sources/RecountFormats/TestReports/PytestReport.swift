// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// pytest, which ends each session with one line of counts.
///
/// Errors of a fixture or of a module that cannot be loaded are failures. As in pytest's own JUnit
/// report, a test that is expected to fail was skipped. Names are those of the short summary, of
/// the verbose lines, or of the headings of the failures, whichever are as many as failed.
///
/// Source: TerminalReporter of https://github.com/pytest-dev/pytest
struct PytestReport: TestReport {
  static let framework = TestFramework.pytest
  static let openings: [StaticString] = [
    "====", "=== ", "FAILED ", "ERROR ", "no tests ran in ", "[gw0", "[gw1", "[gw2", "[gw3", "[gw4",
    "[gw5", "[gw6", "[gw7", "[gw8", "[gw9",
  ]
  static let countedWords: [StaticString] = [
    " passed", " failed", " skipped", " error", " xfailed", " xpassed", " deselected", " warning",
    " rerun",
  ]

  private var headings = PytestHeadings()
  private var summary = TestNames()
  private var verbose = TestNames()
  private var isInSummary = false

  var isOpen: Bool { headings.isOpen }

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.start < line.end else { return }
    if headings.isOpen, line.indent == 1 { return headings.readLong(bytes, line) }
    guard line.indent == 0 else { return }
    var cursor = ReportCursor(line.text)
    let isRuled = bytes[line.start] == 0x3D
    while isRuled, cursor.takes("=", bytes) {}
    if isRuled {
      guard cursor.takes(" ", bytes) else { return }
      begin(bytes, cursor.rest)
    }
    if readCounts(bytes, cursor, isRuled: isRuled, &log) || isRuled { return }
    if isInSummary, bytes.hasPrefix("FAILED ", at: line.start) {
      summary.add(bytes, node(bytes, line.start + 7..<line.end))
    } else if isInSummary, bytes.hasPrefix("ERROR ", at: line.start) {
      summary.add(bytes, node(bytes, line.start + 6..<line.end))
    } else if headings.isOpen {
      headings.read(bytes, line)
    } else {
      readVerbose(bytes, line)
    }
  }

  // MARK: - Parts

  private mutating func begin(_ bytes: Span<UInt8>, _ title: Range<Int>) {
    let start = title.lowerBound
    if bytes.hasPrefix("FAILURES =", at: start) || bytes.hasPrefix("ERRORS =", at: start) {
      headings.begin()
      isInSummary = false
    } else if bytes.hasPrefix("short test summary info =", at: start) {
      headings.end()
      isInSummary = true
    } else if bytes.hasPrefix("test session starts =", at: start) {
      self = PytestReport()
    } else {
      headings.end()
    }
  }

  /// Reads `1 failed, 12 passed in 3.21s (0:00:03)`.
  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ start: ReportCursor, isRuled: Bool, _ log: inout TestLog
  ) -> Bool {
    var cursor = start
    var counts = TestCounts()
    var isKnown = true
    if !cursor.takes("no tests ran in ", bytes) {
      guard let time = bytes.firstIndex(of: " in ", cursor.rest) else { return false }
      var list = ReportCursor(cursor.index..<time)
      guard
        list.countedWords(
          bytes, { isKnown = PytestReport.add($0, bytes, $1, to: &counts) && isKnown }),
        isKnown, list.isAtEnd
      else { return false }
      cursor = ReportCursor(time + 4..<cursor.end)
    }
    guard let micros = cursor.seconds(bytes),
      cursor.takes("s", bytes) || cursor.takes(" s", bytes)
    else { return false }
    _ = cursor.takes("econds", bytes)
    // Without rules nothing but the time, as people read it, can follow.
    guard isRuled || cursor.isAtEnd || cursor.takes(" (", bytes) else { return false }
    settle(counts, &log)
    log.addTime(micros)
    return true
  }

  private static func add(
    _ number: Int, _ bytes: Span<UInt8>, _ word: ByteRange, to counts: inout TestCounts
  ) -> Bool {
    if bytes.equals(word, "passed") || bytes.equals(word, "xpassed") {
      counts.passed += number
    } else if bytes.equals(word, "failed") || bytes.equals(word, "error")
      || bytes.equals(word, "errors")
    {
      counts.failed += number
    } else if bytes.equals(word, "skipped") || bytes.equals(word, "xfailed") {
      counts.skipped += number
    } else {
      return bytes.equals(word, "deselected") || bytes.equals(word, "warnings")
        || bytes.equals(word, "warning") || bytes.equals(word, "rerun")
        || bytes.equals(word, "reruns") || bytes.equals(word, "subtests passed")
    }
    return true
  }

  private mutating func settle(_ counts: TestCounts, _ log: inout TestLog) {
    headings.end()
    let lists = [summary, verbose, headings.names]
    var names =
      lists.first { $0.count == counts.failed } ?? lists.max { $0.count < $1.count } ?? summary
    log.add(.pytest, counts, &names)
    self = PytestReport()
  }

  // MARK: - Names

  /// The id in front of ` - AssertionError`, which the values of a parameter may have in them too.
  private func node(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Range<Int> {
    var start = text.lowerBound
    while let dash = bytes.firstIndex(of: " - ", start..<text.upperBound) {
      let id = text.lowerBound..<dash
      if firstIndex(of: 0x5B, in: bytes, id) == nil || bytes[dash - 1] == 0x5D { return id }
      start = dash + 3
    }
    return text
  }

  /// Reads `tests/test_cart.py::test_adds FAILED [ 88%]` and the same with the worker in front.
  private mutating func readVerbose(_ bytes: Span<UInt8>, _ line: ReportLine) {
    if bytes.hasPrefix("[gw", at: line.start) {
      for word: StaticString in ["] FAILED ", "] ERROR "] {
        guard let place = bytes.firstIndex(of: word, line.text) else { continue }
        return verbose.add(bytes, place + word.utf8CodeUnitCount..<line.end)
      }
      return
    }
    guard bytes.contains("::", line.text) else { return }
    var end = line.end
    if bytes[end - 1] == 0x5D {
      while end > line.start, bytes[end - 1] != 0x5B { end -= 1 }
      end = max(line.start, end - 1)
      while end > line.start, bytes[end - 1] == 0x20 { end -= 1 }
    }
    for word: StaticString in [" FAILED", " ERROR"]
    where bytes.hasSuffix(word, line.start..<end) {
      verbose.add(bytes, line.start..<end - word.utf8CodeUnitCount)
    }
  }
}
