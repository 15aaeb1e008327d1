// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The JUnit task of Ant, whose lines have `[junit]` before them.
///
/// A task can print each class twice, by its summary and by its formatter: the second is left out.
///
/// Source: SummaryJUnitResultFormatter and PlainJUnitResultFormatter of
/// https://github.com/apache/ant
struct AntReport: TestReport {
  static let framework = TestFramework.ant
  static let openings: [StaticString] = [
    "Tests run: ", "Running ", "Testsuite: ", "Testcase: ", "FAILED", "Caused an ERROR",
  ]

  private enum Heading {
    case none, running, suite
  }

  private var suite: [UInt8] = []
  private var heading = Heading.none
  /// Class of the last counts, and the headings that it had.
  private var counted: [UInt8]?
  private var countedBy: Heading = .none
  private var isRepeated = false
  private var test: [UInt8]?

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.label == .junit else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("Tests run: ", bytes) {
      readCounts(bytes, line, &log)
    } else if cursor.takes("Running ", bytes) {
      begin(bytes, cursor.rest, .running)
    } else if cursor.takes("Testsuite: ", bytes) {
      begin(bytes, cursor.rest, .suite)
    } else if cursor.takes("Testcase: ", bytes) {
      readTest(bytes, cursor.rest, &log)
    } else if let test, cursor.takes("FAILED", bytes) || cursor.takes("Caused an ERROR", bytes) {
      log.addFailure(test)
      self.test = nil
    }
  }

  private mutating func begin(_ bytes: Span<UInt8>, _ name: Range<Int>, _ heading: Heading) {
    test = nil
    suite.removeAll(keepingCapacity: true)
    copyBytes(bytes, name.prefix(1000), to: &suite)
    isRepeated = counted == suite && heading != countedBy
    self.heading = heading
  }

  /// Reads `adds took 0.1 sec` or `adds(cart.Test):<tab>FAILED`.
  private mutating func readTest(
    _ bytes: Span<UInt8>, _ text: Range<Int>, _ log: inout TestLog
  ) {
    test = nil
    if let took = bytes.firstIndex(of: " took ", text) {
      var name: [UInt8] = []
      copyBytes(bytes, (text.lowerBound..<took).prefix(1000), to: &name)
      if !suite.isEmpty { name += [0x28] + suite + [0x29] }
      test = name
    } else if let colon = bytes.firstIndex(of: ":\t", text) {
      log.addFailure(bytes, text.lowerBound..<colon)
    }
  }

  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ log: inout TestLog
  ) {
    test = nil
    var cursor = ReportCursor(line.text)
    var total = 0
    var failed = 0
    var skipped = 0
    guard
      cursor.namedCounts(
        bytes,
        { name, number in
          if bytes.equals(name, "Tests run") { total = number }
          if bytes.equals(name, "Failures") || bytes.equals(name, "Errors") { failed += number }
          if bytes.equals(name, "Skipped") { skipped = number }
        }),
      cursor.takes(", Time elapsed: ", bytes)
    else { return }
    // The other heading may stand between the first and the counts of both.
    if isRepeated || (counted == suite && heading == .none) {
      isRepeated = false
      counted = nil
      return
    }
    log.add(.ant, TestCounts(total: total, failed: failed, skipped: skipped))
    log.addTime(cursor.seconds(bytes))
    counted = suite.isEmpty ? nil : suite
    countedBy = heading
    heading = .none
  }
}
