// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// sbt, which counts the tests of all frameworks of a project in one line.
///
/// Source: TestResultLogger of https://github.com/sbt/sbt
struct SBTReport: TestReport {
  static let framework = TestFramework.sbt
  static let openings: [StaticString] = [
    "Passed: Total ", "Failed: Total ", "Error: Total ", "Test ",
  ]

  private var names = TestNames()

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.label == .level else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("Passed: ", bytes) || cursor.takes("Failed: ", bytes)
      || cursor.takes("Error: ", bytes)
    {
      readCounts(bytes, cursor, &log)
    } else if cursor.takes("Test ", bytes) {
      // `Test cart.Test.adds failed: expected 1` of JUnit.
      if let end = bytes.firstIndex(of: " failed: ", cursor.rest) {
        names.add(bytes, cursor.index..<end)
      }
    } else if let end = bytes.firstIndex(of: " *** FAILED ***", line.text) {
      _ = cursor.takes("- ", bytes)
      if cursor.index < end { names.add(bytes, cursor.index..<end) }
    }
  }

  /// Reads `Total 6, Failed 0, Errors 0, Passed 5, Skipped 1`, of which the total has all.
  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ start: ReportCursor, _ log: inout TestLog
  ) {
    var cursor = start
    var counts = TestCounts()
    var items = 0
    while true {
      let nameStart = cursor.index
      while !cursor.isAtEnd, !cursor.takes(" ", bytes) { cursor.step() }
      let name = ByteRange(nameStart, max(nameStart, cursor.index - 1))
      guard let number = cursor.count(bytes) else { return }
      items += 1
      if bytes.equals(name, "Failed") || bytes.equals(name, "Errors") { counts.failed += number }
      if bytes.equals(name, "Passed") { counts.passed += number }
      if bytes.equals(name, "Skipped") || bytes.equals(name, "Ignored")
        || bytes.equals(name, "Canceled") || bytes.equals(name, "Pending")
      {
        counts.skipped += number
      }
      guard cursor.takes(", ", bytes) else { break }
    }
    // Of a colour at the end the escape byte can be lost: `[0m`.
    guard items >= 4, cursor.isAtEnd || cursor.takes("[0m", bytes) else { return }
    log.add(.sbt, counts, &names)
  }
}
