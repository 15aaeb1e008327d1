// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// RSpec, which ends with `12 examples, 1 failure, 2 pending` and a command for each failure.
///
/// An error outside of examples is a failure.
///
/// Source: SummaryNotification of https://github.com/rspec/rspec
struct RSpecReport: TestReport {
  static let framework = TestFramework.rSpec
  static let openings: [StaticString] = ["Finished in ", "rspec "]
  static let countedWords: [StaticString] = [" example"]

  private var micros: Int64?
  private var listsFailures = false

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.indent == 0, line.start < line.end else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("Finished in ", bytes) {
      micros = RSpecReport.time(bytes, cursor)
    } else if cursor.takes("rspec ", bytes) {
      if listsFailures { log.addFailure(bytes, cursor.rest) }
    } else if isDigit(bytes[line.start]) {
      readCounts(bytes, cursor, &log)
    }
  }

  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    var total: Int?
    var failed: Int?
    var pending = 0
    guard
      cursor.countedWords(
        bytes,
        { number, word in
          if bytes.equals(word, "examples") || bytes.equals(word, "example") { total = number }
          if bytes.equals(word, "failures") || bytes.equals(word, "failure") {
            failed = (failed ?? 0) + number
          }
          if bytes.equals(word, "pending") { pending = number }
          if bytes.equals(word, "errors occurred outside of examples")
            || bytes.equals(word, "error occurred outside of examples")
          {
            failed = (failed ?? 0) + number
          }
        }), cursor.isAtEnd, let total, let failed
    else { return }
    log.add(.rSpec, TestCounts(total: total, failed: failed, skipped: pending))
    log.addTime(micros)
    micros = nil
    listsFailures = failed > 0
  }

  /// Reads `1 minute 2.5 seconds (files took 1 second to load)` up to its parenthesis.
  static func time(_ bytes: Span<UInt8>, _ start: ReportCursor) -> Int64? {
    var cursor = start
    var total: Int64 = 0
    while let part = cursor.seconds(bytes) {
      if cursor.takes(" minutes", bytes) || cursor.takes(" minute", bytes) {
        total += part * 60
      } else if cursor.takes(" seconds", bytes) || cursor.takes(" second", bytes)
        || cursor.takes("s", bytes)
      {
        return total + part
      } else {
        return nil
      }
      cursor.skipBlanks(bytes)
    }
    return total > 0 ? total : nil
  }
}
