// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Vitest, which ends a run with `      Tests  1 failed | 2 skipped | 3 passed (6)`.
///
/// Source: DefaultReporter of https://github.com/vitest-dev/vitest
struct VitestReport: TestReport {
  static let framework = TestFramework.vitest
  static let openings: [StaticString] = ["Tests  ", "Duration  ", "FAIL  "]

  private var names = TestNames()
  private var awaitsTime = false

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.indent > 0 else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("FAIL  ", bytes) {
      if bytes.contains(" > ", cursor.rest) { names.add(bytes, cursor.rest) }
    } else if cursor.takes("Tests  ", bytes) {
      var counts = TestCounts()
      guard
        cursor.countedWords(
          bytes,
          { number, word in
            if bytes.equals(word, "passed") { counts.passed = number }
            if bytes.equals(word, "failed") { counts.failed = number }
            if bytes.equals(word, "skipped") || bytes.equals(word, "todo") {
              counts.skipped += number
            }
          }), cursor.isAtEnd, bytes[line.end - 1] == 0x29
      else { return }
      log.add(.vitest, counts, &names)
      awaitsTime = true
    } else if awaitsTime, cursor.takes("Duration  ", bytes) {
      awaitsTime = false
      let end = firstIndex(of: 0x20, in: bytes, cursor.rest) ?? line.end
      log.addTime(DurationScan.withUnits(bytes, ByteRange(cursor.index, end)))
    }
  }
}
