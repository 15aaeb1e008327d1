// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// `cargo test` and cargo-nextest.
///
/// Each test binary ends with `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
///
/// Source: https://doc.rust-lang.org/rustc/tests/index.html and https://nexte.st/docs/reporting/
struct CargoReport: TestReport {
  static let framework = TestFramework.cargo
  static let openings: [StaticString] = ["test ", "---- ", "Summary [", "FAIL ["]

  private var names = TestNames()

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    var cursor = ReportCursor(line.text)
    if cursor.takes("Summary [", bytes) {
      readNextest(bytes, cursor, &log)
    } else if cursor.takes("FAIL [", bytes) {
      guard let end = bytes.firstIndex(of: "s] ", cursor.rest), line.indent > 0 else { return }
      var name = ReportCursor(end + 3..<line.end)
      name.skipBlanks(bytes)
      names.add(bytes, name.rest)
    } else if line.indent > 0 {
      return
    } else if cursor.takes("test result: ", bytes) {
      readResult(bytes, cursor, &log)
    } else if cursor.takes("test ", bytes),
      let end = bytes.firstIndex(of: " ... FAILED", cursor.rest)
    {
      names.add(bytes, cursor.index..<end)
    } else if cursor.takes("---- ", bytes), bytes.hasSuffix(" stdout ----", cursor.rest) {
      names.add(bytes, cursor.index..<line.end - 12)
    }
  }

  private mutating func readResult(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    var counts = TestCounts()
    guard cursor.takes("ok. ", bytes) || cursor.takes("FAILED. ", bytes),
      cursor.countedWords(
        bytes,
        { number, word in
          if bytes.equals(word, "passed") { counts.passed = number }
          if bytes.equals(word, "failed") { counts.failed = number }
          if bytes.equals(word, "ignored") { counts.skipped = number }
        })
    else { return }
    log.add(.cargo, counts, &names)
    if cursor.takes("; finished in ", bytes) { log.addTime(cursor.seconds(bytes)) }
  }

  /// Reads the `   0.123s] 10 tests run: 9 passed (1 slow), 1 failed, 2 skipped` of nextest.
  private mutating func readNextest(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    cursor.skipBlanks(bytes)
    guard let micros = cursor.seconds(bytes), cursor.takes("s] ", bytes),
      let colon = bytes.firstIndex(of: " run: ", cursor.rest)
    else { return }
    cursor = ReportCursor(colon + 6..<start.end)
    var counts = TestCounts()
    guard
      cursor.countedWords(
        bytes,
        { number, word in
          if bytes.equals(word, "passed") { counts.passed = number }
          if bytes.equals(word, "failed") || bytes.equals(word, "timed out")
            || bytes.equals(word, "exec failed")
          {
            counts.failed += number
          }
          if bytes.equals(word, "skipped") { counts.skipped = number }
        }), cursor.isAtEnd
    else { return }
    log.add(.cargo, counts, &names)
    log.addTime(micros)
  }
}
