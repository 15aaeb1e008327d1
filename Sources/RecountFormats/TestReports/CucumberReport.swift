// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Cucumber, in all its languages: `3 scenarios (1 failed, 2 passed)`.
///
/// Scenarios are its tests; those that are undefined or pending did not run.
///
/// Source: https://github.com/cucumber/cucumber-ruby and https://github.com/cucumber/cucumber-js
struct CucumberReport: TestReport {
  static let framework = TestFramework.cucumber
  static let openings: [StaticString] = ["cucumber "]
  static let countedWords: [StaticString] = [" scenario", " Scenario"]

  private var names = TestNames()

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.indent == 0 else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("cucumber ", bytes) {
      if bytes.contains(" # Scenario", cursor.rest) { names.add(bytes, cursor.rest) }
      return
    }
    guard let total = cursor.count(bytes),
      cursor.takes(" scenario", bytes) || cursor.takes(" Scenario", bytes)
    else { return }
    _ = cursor.takes("s", bytes)
    if total == 0, cursor.isAtEnd { return log.see(.cucumber) }
    var counts = TestCounts()
    guard cursor.takes(" (", bytes),
      cursor.countedWords(
        bytes,
        { number, word in
          if bytes.equals(word, "passed") {
            counts.passed += number
          } else if bytes.equals(word, "failed") || bytes.equals(word, "ambiguous") {
            counts.failed += number
          } else {
            counts.skipped += number
          }
        }), cursor.takes(")", bytes), cursor.isAtEnd
    else { return }
    log.add(.cucumber, counts, &names)
  }
}
