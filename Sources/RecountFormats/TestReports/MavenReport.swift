// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Surefire and Failsafe, the test plug-ins of Maven.
///
/// A module's total stands behind `Results:`. The lines of its classes count only when the log
/// stops before it. What tests print between the heading and the total, reports of other frameworks
/// among it, is the total's.
///
/// Source: DefaultReporterFactory and TestSetStats of https://github.com/apache/maven-surefire
struct MavenReport: TestReport {
  static let framework = TestFramework.maven
  static let openings: [StaticString] = ["Tests run: ", "Results", "T E S T S"]

  private enum Section {
    case none, failures, flakes
  }

  /// Classes since the last total.
  private var classes = TestCounts()
  private var hasClasses = false
  /// Names by the lines of the tests, and by the list in front of the total.
  private var names = TestNames()
  private var listed = TestNames()
  private var flaky = TestNames()
  private var isInResults = false
  private var section = Section.none
  /// What was counted before the module's tests began.
  private var before: TestLog?

  var isOpen: Bool { isInResults }

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    guard line.label != .junit else { return }
    if bytes.hasPrefix("Tests run: ", at: line.start) {
      if line.indent == 0 { readCounts(bytes, line, &log) }
    } else if bytes.hasPrefix("T E S T S", at: line.start), line.text.count == 9 {
      before = log
      isInResults = false
    } else if line.indent == 0, isResults(bytes, line) {
      isInResults = true
      section = .none
    } else if isInResults {
      readList(bytes, line)
    } else {
      readTest(bytes, line)
    }
  }

  mutating func finish(into log: inout TestLog) {
    if hasClasses { log.add(.maven, classes, &names) }
  }

  private func isResults(_ bytes: Span<UInt8>, _ line: ReportLine) -> Bool {
    let text = ByteRange(line.text)
    return bytes.equals(text, "Results:") || bytes.equals(text, "Results :")
  }

  // MARK: - Counts

  private mutating func readCounts(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ log: inout TestLog
  ) {
    var cursor = ReportCursor(line.text)
    var total = 0
    var failed = 0
    var skipped: Int?
    guard
      cursor.namedCounts(
        bytes,
        { name, number in
          if bytes.equals(name, "Tests run") { total = number }
          if bytes.equals(name, "Failures") || bytes.equals(name, "Errors") { failed += number }
          if bytes.equals(name, "Skipped") { skipped = number }
        })
    else { return }
    // Other tools print a line like it that knows of no skipped tests.
    guard let skipped else { return }
    let counts = TestCounts(total: total, failed: failed, skipped: skipped)
    if cursor.takes(", Time elapsed: ", bytes) {
      classes += counts
      hasClasses = true
      log.addTime(cursor.seconds(bytes))
    } else if isInResults, cursor.isAtEnd {
      settle(counts, &log)
    }
  }

  private mutating func settle(_ counts: TestCounts, _ log: inout TestLog) {
    if let before { log = before.withTime(of: log) }
    before = nil
    if !flaky.isEmpty {
      let passed = Set(flaky.names)
      names.remove { passed.contains($0) }
    }
    if names.isEmpty { names.add(listed) }
    log.add(.maven, counts, &names)
    self = MavenReport()
  }

  // MARK: - Names

  /// Reads `adds(cart.Test)  Time elapsed: 0.5 sec  <<< FAILURE!`.
  private mutating func readTest(_ bytes: Span<UInt8>, _ line: ReportLine) {
    guard line.indent == 0, bytes.contains("<<< ", line.text),
      let time = bytes.firstIndex(of: "Time elapsed: ", line.text)
    else { return }
    var end = time
    while end > line.start, isBlank(bytes[end - 1]) || bytes[end - 1] == 0x2D { end -= 1 }
    names.add(bytes, line.start..<end)
  }

  /// Reads the list of failed tests in front of the total.
  private mutating func readList(_ bytes: Span<UInt8>, _ line: ReportLine) {
    if line.text.isEmpty {
      section = .none
    } else if let rest = heading(bytes, line) {
      // The first of them can stand behind the heading.
      if section == .failures { addListed(bytes, rest) }
    } else if section == .failures, line.indent == 2 {
      addListed(bytes, line.text)
    } else if section == .flakes, line.indent == 0 {
      flaky.add(bytes, line.text)
    }
  }

  private mutating func heading(_ bytes: Span<UInt8>, _ line: ReportLine) -> Range<Int>? {
    guard line.indent == 0 else { return nil }
    var cursor = ReportCursor(line.text)
    if cursor.takes("Failed tests:", bytes) || cursor.takes("Tests in error:", bytes)
      || cursor.takes("Failures:", bytes) || cursor.takes("Errors:", bytes)
    {
      section = .failures
    } else if cursor.takes("Flakes:", bytes) || cursor.takes("Flaked tests:", bytes) {
      section = .flakes
    } else {
      return nil
    }
    cursor.skipBlanks(bytes)
    return cursor.rest
  }

  /// Adds the `Test.adds` of `Test.adds:62 expected 1` and the `adds(cart.Test)` of
  /// `adds(cart.Test): expected 1`.
  private mutating func addListed(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard !bytes.hasPrefix("Run ", at: text.lowerBound) else { return }
    var end = text.lowerBound
    var depth = 0
    while end < text.upperBound {
      switch bytes[end] {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D: depth -= 1
      case 0x3A, 0x20:
        if depth <= 0 { return listed.add(bytes, text.lowerBound..<end) }
      default: break
      }
      end += 1
    }
    listed.add(bytes, text)
  }
}
