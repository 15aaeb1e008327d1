// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// JUnit's own console: the launcher of the JUnit Platform, and the text runners of JUnit 3 and 4.
///
/// Source: MutableTestExecutionSummary of https://github.com/junit-team/junit-framework and
/// TextListener of https://github.com/junit-team/junit4
struct JUnitReport: TestReport {
  static let framework = TestFramework.junit
  static let openings: [StaticString] = [
    "[    ", "Test run finished", "Failures (", "MethodSource [", "ClassSource [", "OK (",
    "Tests run: ", "Time: ", "There w",
  ]
  static let readsNumbered = true

  private var counts = TestCounts()
  private var isInFailures = false
  private var names = TestNames()
  private var textNames = TestNames()
  private var isInTextFailures = false
  private var micros: Int64?

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.start < line.end else { return }
    switch bytes[line.start] {
    case 0x5B: readPlatformCount(bytes, line, &log)
    case 0x4D, 0x43: if isInFailures { readSource(bytes, line) }
    case 0x46: isInFailures = bytes.hasSuffix("):", line.text)
    default: readText(bytes, line, &log)
    }
  }

  // MARK: - Platform

  /// Reads `[        38 tests failed          ]`.
  private mutating func readPlatformCount(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ log: inout TestLog
  ) {
    var cursor = ReportCursor(line.start + 1..<line.end)
    cursor.skipBlanks(bytes)
    guard let number = cursor.count(bytes), cursor.takes(" tests ", bytes) else { return }
    isInFailures = false
    if cursor.takes("found ", bytes) {
      counts = TestCounts()
    } else if cursor.takes("skipped ", bytes) || cursor.takes("aborted ", bytes) {
      counts.skipped += number
    } else if cursor.takes("successful ", bytes) {
      counts.passed = number
    } else if cursor.takes("failed ", bytes) {
      counts.failed = number
      log.add(.junit, counts, &names)
      counts = TestCounts()
    }
  }

  /// Reads `MethodSource [className = 'cart.Test', methodName = 'adds', …]`.
  private mutating func readSource(_ bytes: Span<UInt8>, _ line: ReportLine) {
    guard var name = quoted(bytes, line.text, after: "className = '") else { return }
    if let method = quoted(bytes, line.text, after: "methodName = '") { name += [0x2E] + method }
    names.add(name)
  }

  private func quoted(
    _ bytes: Span<UInt8>, _ text: Range<Int>, after key: StaticString
  ) -> [UInt8]? {
    guard let start = bytes.firstIndex(of: key, text).map({ $0 + key.utf8CodeUnitCount }),
      let end = firstIndex(of: 0x27, in: bytes, start..<text.upperBound)
    else { return nil }
    var value: [UInt8] = []
    copyBytes(bytes, (start..<end).prefix(500), to: &value)
    return value
  }

  // MARK: - Text

  private mutating func readText(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ log: inout TestLog
  ) {
    guard line.indent == 0 else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("Test run finished after ", bytes) {
      if let milliseconds = cursor.count(bytes), cursor.takes(" ms", bytes) {
        log.addTime(Int64(milliseconds) * 1000)
      }
    } else if cursor.takes("Time: ", bytes) {
      let micros = cursor.seconds(bytes)
      self.micros = cursor.isAtEnd ? micros : nil
    } else if cursor.takes("OK (", bytes) {
      guard let number = cursor.count(bytes), isEnd(bytes, cursor) else { return }
      settleText(TestCounts(passed: number), &log)
    } else if cursor.takes("Tests run: ", bytes) {
      readTextCounts(bytes, cursor, &log)
    } else if cursor.takes("There w", bytes) {
      isInTextFailures = bytes.contains("failure", line.text) || bytes.contains("error", line.text)
    } else if isInTextFailures, cursor.digits(bytes) > 0, cursor.takes(") ", bytes),
      bytes.hasSuffix(")", line.text)
    {
      textNames.add(bytes, cursor.rest)
    }
  }

  private func isEnd(_ bytes: Span<UInt8>, _ cursor: ReportCursor) -> Bool {
    let rest = ByteRange(cursor.rest)
    return bytes.equals(rest, " tests)") || bytes.equals(rest, " test)")
  }

  /// Reads `12,  Failures: 1,  Errors: 0`: two blanks tell it from the lines of build tools.
  private mutating func readTextCounts(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    guard let total = cursor.count(bytes), cursor.takes(",  Failures: ", bytes),
      var failed = cursor.count(bytes)
    else { return }
    if cursor.takes(",  Errors: ", bytes) { failed += cursor.count(bytes) ?? 0 }
    guard cursor.isAtEnd else { return }
    settleText(TestCounts(total: total, failed: failed, skipped: 0), &log)
  }

  private mutating func settleText(_ counts: TestCounts, _ log: inout TestLog) {
    log.add(.junit, counts, &textNames)
    log.addTime(micros)
    micros = nil
    isInTextFailures = false
  }
}
