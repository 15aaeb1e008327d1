// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Gradle's test tasks.
///
/// Gradle says totals only of a task that failed: `5 tests completed, 1 failed`. The events that a
/// build may log (`CartTest > adds PASSED`), and the summaries of its plug-ins, count for a task
/// without. Output of tasks can alternate, so that each is counted by its name; memory is bounded
/// by `maxTasks`.
///
/// Source: TestEventLogger and TestCountLogger of https://github.com/gradle/gradle, and the plug-in
/// https://github.com/radarsh/gradle-test-logger-plugin
struct GradleReport: TestReport {
  static let framework = TestFramework.gradle
  static let openings: [StaticString] = [
    "> Task :", "FAILURE: ", "SUCCESS: ", "Results: ",
  ]
  static let countedWords: [StaticString] = [" tests completed", " test completed"]

  static let maxTasks = 1000

  private struct Task {
    var events = TestCounts()
    var summary: TestCounts?
    var total: TestCounts?
  }

  private var tasks: [Task] = []
  private var places: [[UInt8]: Int] = [:]
  private var current: [UInt8] = []
  private var hasTask = false
  private var names = TestNames()
  /// A test without a class, until the next line tells that it is one.
  private var maybe: [UInt8]?

  var isOpen: Bool { maybe != nil }

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog) {
    confirm(line)
    guard line.indent == 0, line.start < line.end else { return }
    var cursor = ReportCursor(line.text)
    if cursor.takes("> Task ", bytes) {
      begin(bytes, cursor.rest)
    } else if isDigit(bytes[line.start]) {
      readTotal(bytes, line, &log)
    } else if cursor.takes("FAILURE: Executed ", bytes) || cursor.takes("SUCCESS: Executed ", bytes)
    {
      readPlugin(bytes, cursor)
    } else if cursor.takes("Results: ", bytes) {
      readResults(bytes, cursor)
    } else {
      readEvent(bytes, line)
    }
  }

  mutating func finish(into log: inout TestLog) {
    settle(&log)
  }

  private mutating func settle(_ log: inout TestLog) {
    for task in tasks {
      let counts = task.total ?? task.summary ?? task.events
      if task.total != nil || task.summary != nil || !counts.isEmpty { log.add(.gradle, counts) }
    }
    for name in names.names { log.addFailure(name) }
    names.removeAll()
    tasks.removeAll()
    places.removeAll()
  }

  // MARK: - Tasks

  /// Takes the name of `:test FAILED`.
  private mutating func begin(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    hasTask = true
    current.removeAll(keepingCapacity: true)
    var end = text.lowerBound
    while end < text.upperBound, bytes[end] != 0x20 { end += 1 }
    copyBytes(bytes, (text.lowerBound..<end).prefix(1000), to: &current)
  }

  private mutating func place() -> Int {
    if let place = places[current] { return place }
    places[current] = tasks.count
    tasks.append(Task())
    return tasks.count - 1
  }

  // MARK: - Counts

  /// Reads `5 tests completed, 1 failed, 2 skipped`.
  private mutating func readTotal(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ log: inout TestLog
  ) {
    var cursor = ReportCursor(line.text)
    var total: Int?
    var failed = 0
    var skipped = 0
    guard
      cursor.countedWords(
        bytes,
        { number, words in
          if bytes.equals(words, "tests completed") || bytes.equals(words, "test completed") {
            total = number
          }
          if bytes.equals(words, "failed") { failed = number }
          if bytes.equals(words, "skipped") { skipped = number }
        }), cursor.isAtEnd, let total
    else { return }
    let counts = TestCounts(total: total, failed: failed, skipped: skipped)
    if let place = failedTask(failed) {
      tasks[place].total = counts
      return
    }
    // A task that says its total again ran again.
    if tasks.count >= GradleReport.maxTasks || tasks[place()].total != nil { settle(&log) }
    tasks[place()].total = counts
  }

  /// The task whose failed tests were as many as a total says.
  ///
  /// A total goes to another stream than the headings, and can stand below the wrong one.
  private func failedTask(_ failed: Int) -> Int? {
    if let place = places[current], isFailed(tasks[place], failed) { return place }
    return tasks.lastIndex { isFailed($0, failed) }
  }

  private func isFailed(_ task: Task, _ failed: Int) -> Bool {
    task.total == nil && failed > 0 && task.events.failed == failed
  }

  /// Reads `8048 tests in 2m 41s (1 failed, 22 skipped)`.
  private mutating func readPlugin(_ bytes: Span<UInt8>, _ start: ReportCursor) {
    var cursor = start
    guard let total = cursor.count(bytes),
      cursor.takes(" tests in ", bytes) || cursor.takes(" test in ", bytes)
    else { return }
    var failed = 0
    var skipped = 0
    if let open = firstIndex(of: 0x28, in: bytes, cursor.rest) {
      var list = ReportCursor(open + 1..<cursor.end)
      _ = list.countedWords(bytes) { number, words in
        if bytes.equals(words, "failed") { failed = number }
        if bytes.equals(words, "skipped") { skipped = number }
      }
    }
    summarise(TestCounts(total: total, failed: failed, skipped: skipped))
  }

  /// Reads `FAILURE (12 tests, 10 successes, 1 failures, 1 skipped)`, which many builds print.
  private mutating func readResults(_ bytes: Span<UInt8>, _ start: ReportCursor) {
    var cursor = start
    guard cursor.takes("SUCCESS (", bytes) || cursor.takes("FAILURE (", bytes) else { return }
    var total: Int?
    var failed = 0
    var skipped = 0
    _ = cursor.countedWords(bytes) { number, words in
      if bytes.equals(words, "tests") { total = number }
      if bytes.equals(words, "failures") { failed = number }
      if bytes.equals(words, "skipped") { skipped = number }
    }
    if let total { summarise(TestCounts(total: total, failed: failed, skipped: skipped)) }
  }

  private mutating func summarise(_ counts: TestCounts) {
    guard tasks.count < GradleReport.maxTasks else { return }
    let place = place()
    var summary = tasks[place].summary ?? TestCounts()
    summary += counts
    tasks[place].summary = summary
  }

  // MARK: - Events

  /// Reads `CartTest > adds FAILED`.
  private mutating func readEvent(_ bytes: Span<UInt8>, _ line: ReportLine) {
    guard let state = bytes.lastIndex(of: " ", line.text) else { return }
    let name = line.start..<state
    let word = ByteRange(state + 1, line.end)
    let isFailed = bytes.equals(word, "FAILED")
    if bytes.contains(" > ", name), bytes[line.start] != 0x3E {
      if isFailed { names.add(bytes, name) }
      guard tasks.count < GradleReport.maxTasks else { return }
      let place = place()
      if isFailed { tasks[place].events.failed += 1 }
      if bytes.equals(word, "PASSED") { tasks[place].events.passed += 1 }
      if bytes.equals(word, "SKIPPED") { tasks[place].events.skipped += 1 }
    } else if isFailed, hasTask, isDotted(bytes, name) {
      var held: [UInt8] = []
      copyBytes(bytes, name.prefix(1000), to: &held)
      maybe = held
    }
  }

  /// A method that prepares tests has no class before it: its exception follows, indented.
  private mutating func confirm(_ line: ReportLine) {
    guard let held = maybe else { return }
    maybe = nil
    guard line.indent == 4, !line.text.isEmpty, tasks.count < GradleReport.maxTasks else { return }
    names.add(held)
    tasks[place()].events.failed += 1
  }

  /// Whether `name` is that of a method with its class and package.
  private func isDotted(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    var dots = 0
    for index in name {
      if bytes[index] == 0x2E { dots += 1 }
      if bytes[index] == 0x20 || bytes[index] == 0x2F || bytes[index] == 0x3A { return false }
    }
    return dots >= 2
  }
}
