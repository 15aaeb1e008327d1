// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// `go test`, as text and as JSON, and gotestsum.
///
/// Counts are those of tests, not of their subtests. Without `-v` Go says nothing of a test that
/// passes, so that only failures count.
///
/// Source: https://pkg.go.dev/cmd/test2json and https://github.com/gotestyourself/gotestsum
struct GoReport: TestReport {
  static let framework = TestFramework.go
  static let openings: [StaticString] = [
    "--- FAIL: ", "--- PASS: ", "--- SKIP: ", "ok  \t", "FAIL\t", "{\"Time\":", "{\"Action\":",
    "DONE ", "=== FAIL: ",
  ]

  private var counts = TestCounts()
  private var isSeen = false
  private var names = TestNames()
  private var micros: Int64 = 0

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.indent == 0 else { return }
    var cursor = ReportCursor(line.text)
    if bytes[line.start] == 0x7B {
      readObject(bytes, line)
    } else if cursor.takes("ok  \t", bytes) || cursor.takes("FAIL\t", bytes) {
      readPackage(bytes, cursor)
    } else if cursor.takes("--- ", bytes) {
      readTest(bytes, cursor)
    } else if cursor.takes("=== FAIL: ", bytes) {
      readSummaryTest(bytes, cursor)
    } else if cursor.takes("DONE ", bytes) {
      readDone(bytes, cursor, &log)
    }
  }

  mutating func finish(into log: inout TestLog) {
    guard isSeen else { return }
    log.add(.go, counts, &names)
    if micros > 0 { log.addTime(micros) }
    self = GoReport()
  }

  // MARK: - Text

  /// Reads the `FAIL: TestAdds (0.00s)` of a test.
  private mutating func readTest(_ bytes: Span<UInt8>, _ start: ReportCursor) {
    var cursor = start
    let isFailed = cursor.takes("FAIL: ", bytes)
    let isPassed = !isFailed && cursor.takes("PASS: ", bytes)
    guard isFailed || isPassed || cursor.takes("SKIP: ", bytes), bytes.hasSuffix("s)", cursor.rest),
      let end = bytes.firstIndex(of: " (", cursor.rest)
    else { return }
    isSeen = true
    count(bytes, cursor.index..<end, isFailed ? .failed : isPassed ? .passed : .skipped)
  }

  private enum Outcome {
    case passed, failed, skipped
  }

  private mutating func count(_ bytes: Span<UInt8>, _ name: Range<Int>, _ outcome: Outcome) {
    guard firstIndex(of: 0x2F, in: bytes, name) == nil else { return }
    switch outcome {
    case .passed: counts.passed += 1
    case .skipped: counts.skipped += 1
    case .failed:
      counts.failed += 1
      names.add(bytes, name)
    }
  }

  /// Reads the `shop/cart<tab>0.012s` of a package.
  private mutating func readPackage(_ bytes: Span<UInt8>, _ start: ReportCursor) {
    isSeen = true
    guard let tab = firstIndex(of: 0x09, in: bytes, start.rest) else { return }
    var cursor = ReportCursor(tab + 1..<start.end)
    guard let time = cursor.seconds(bytes), cursor.takes("s", bytes) else { return }
    micros = sumOfDurations(micros, time)
  }

  // MARK: - JSON

  /// Reads `{"Time":"…","Action":"fail","Package":"shop/cart","Test":"TestAdds","Elapsed":0.01}`.
  ///
  /// Inside a text each quote has a backslash before it, so that a member is found by its quotes.
  private mutating func readObject(_ bytes: Span<UInt8>, _ line: ReportLine) {
    let key: StaticString = "\"Action\":\""
    guard let action = bytes.firstIndex(of: key, line.text),
      bytes.contains("\"Package\":", line.text)
    else { return }
    var cursor = ReportCursor(action + key.utf8CodeUnitCount..<line.end)
    let outcome: Outcome
    if cursor.takes("pass\"", bytes) {
      outcome = .passed
    } else if cursor.takes("fail\"", bytes) {
      outcome = .failed
    } else if cursor.takes("skip\"", bytes) {
      outcome = .skipped
    } else {
      return
    }
    isSeen = true
    if let test = value(bytes, line.text, "\"Test\":\""),
      let end = firstIndex(of: 0x22, in: bytes, test..<line.end)
    {
      count(bytes, test..<end, outcome)
    } else if let elapsed = value(bytes, line.text, "\"Elapsed\":") {
      cursor = ReportCursor(elapsed..<line.end)
      if let time = cursor.seconds(bytes) { micros = sumOfDurations(micros, time) }
    }
  }

  private func value(_ bytes: Span<UInt8>, _ text: Range<Int>, _ key: StaticString) -> Int? {
    bytes.firstIndex(of: key, text).map { $0 + key.utf8CodeUnitCount }
  }

  // MARK: - gotestsum

  /// Reads the `shop/cart TestAdds (0.00s)` of gotestsum's summary.
  private mutating func readSummaryTest(_ bytes: Span<UInt8>, _ start: ReportCursor) {
    guard let space = firstIndex(of: 0x20, in: bytes, start.rest),
      let end = bytes.firstIndex(of: " (", space + 1..<start.end)
    else { return }
    names.add(bytes, space + 1..<end)
  }

  /// Reads `12 tests, 2 skipped, 1 failure in 1.234s`, which has all that went before it.
  private mutating func readDone(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    _ = cursor.takes("tests ", bytes)
    guard let time = bytes.firstIndex(of: " in ", cursor.rest) else { return }
    var list = ReportCursor(cursor.index..<time)
    var total: Int?
    var done = TestCounts()
    guard
      list.countedWords(
        bytes,
        { number, word in
          if bytes.equals(word, "tests") || bytes.equals(word, "test") { total = number }
          if bytes.equals(word, "skipped") { done.skipped = number }
          if bytes.equals(word, "failure") || bytes.equals(word, "failures")
            || bytes.equals(word, "error") || bytes.equals(word, "errors")
          {
            done.failed += number
          }
        }), list.isAtEnd, let total
    else { return }
    var clock = ReportCursor(time + 4..<cursor.end)
    guard let elapsed = clock.seconds(bytes), clock.takes("s", bytes), clock.isAtEnd else { return }
    log.add(.go, TestCounts(total: total, failed: done.failed, skipped: done.skipped), &names)
    log.addTime(elapsed)
    self = GoReport()
  }
}
