// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// The totals of a text, as one line: `maven 2 passed 1 failed 3 skipped 1.5s: CartTest.adds`.
enum TestReportOutline {
  static func outline(_ text: String) -> String {
    var reader = TestReportReader()
    read(text, &reader)
    return outline(reader.finish())
  }

  static func read(_ text: String, _ reader: inout TestReportReader) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let bytes = Array(line.utf8)
      reader.readColoured(bytes.span, 0..<bytes.count)
    }
  }

  /// `none` if no framework was seen.
  static func outline(_ totals: TestTotals?) -> String {
    guard let totals else { return "none" }
    #expect(totals.run == totals.passed + totals.failed)
    var line =
      "\(totals.frameworks.joined(separator: "+")) \(totals.passed) passed"
      + " \(totals.failed) failed \(totals.skipped) skipped"
    if let micros = totals.microseconds { line += " \(Double(micros) / 1_000_000)s" }
    if !totals.failedTests.isEmpty { line += ": " + totals.failedTests.joined(separator: " | ") }
    return line
  }
}
