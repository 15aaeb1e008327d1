// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// How many tests passed, failed and were left out, by one line or one run.
struct TestCounts: Equatable {
  var passed = 0
  var failed = 0
  var skipped = 0

  /// Whether no test is counted.
  var isEmpty: Bool { passed + failed + skipped == 0 }

  init(passed: Int = 0, failed: Int = 0, skipped: Int = 0) {
    self.passed = passed
    self.failed = failed
    self.skipped = skipped
  }

  /// Counts of a report that says a total, skipped tests among it.
  ///
  /// What it calls failed can be more than ran: a fixture that fails before any test.
  init(total: Int, failed: Int, skipped: Int) {
    self.init(passed: max(0, total - failed - skipped), failed: failed, skipped: skipped)
  }

  static func += (counts: inout TestCounts, more: TestCounts) {
    counts.passed += more.passed
    counts.failed += more.failed
    counts.skipped += more.skipped
  }
}

/// Names of failed tests, each once, in the order of the log.
///
/// Bounded by `TestTotals.maxFailedTests` names of `maxNameBytes`.
struct TestNames {
  private static let maxNameBytes = 1000

  private(set) var names: [[UInt8]] = []
  private var known: Set<[UInt8]> = []

  var isEmpty: Bool { names.isEmpty }
  var count: Int { names.count }

  mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty, names.count < TestTotals.maxFailedTests else { return }
    var name: [UInt8] = []
    copyBytes(bytes, range.prefix(TestNames.maxNameBytes), to: &name)
    add(name)
  }

  mutating func add(_ name: [UInt8]) {
    guard names.count < TestTotals.maxFailedTests else { return }
    let name =
      name.count > TestNames.maxNameBytes ? Array(name.prefix(TestNames.maxNameBytes)) : name
    if known.insert(name).inserted { names.append(name) }
  }

  mutating func add(_ other: TestNames) {
    for name in other.names { add(name) }
  }

  mutating func remove(where isRemoved: ([UInt8]) -> Bool) {
    names.removeAll(where: isRemoved)
    known = Set(names)
  }

  mutating func removeAll() {
    guard !names.isEmpty else { return }
    names.removeAll()
    known.removeAll()
  }
}

/// What the reports of a step came to so far.
struct TestLog {
  private var frameworks: [TestFramework] = []
  private var counts = TestCounts()
  private var failures = TestNames()
  private var microseconds: Int64?

  /// Notes that a framework ran, which may have found no test.
  mutating func see(_ framework: TestFramework) {
    if !frameworks.contains(framework) { frameworks.append(framework) }
  }

  /// Adds the counts of a run and takes the names of its failed tests.
  mutating func add(
    _ framework: TestFramework, _ more: TestCounts, _ names: inout TestNames
  ) {
    add(framework, more)
    if more.failed > 0 { failures.add(names) }
    names.removeAll()
  }

  mutating func add(_ framework: TestFramework, _ more: TestCounts) {
    see(framework)
    counts += more
  }

  mutating func addFailure(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    failures.add(bytes, name)
  }

  mutating func addFailure(_ name: [UInt8]) { failures.add(name) }

  /// Adds a time, up to a century in all.
  mutating func addTime(_ micros: Int64?) {
    guard let micros else { return }
    microseconds = sumOfDurations(microseconds ?? 0, min(micros, longestDuration))
  }

  /// This log with the time of `other`, which went on from it: what nested runs counted is dropped.
  func withTime(of other: TestLog) -> TestLog {
    var log = self
    log.microseconds = other.microseconds
    return log
  }

  /// Takes tests that were counted as passed for skipped, as a list behind the total says.
  mutating func reclassifyAsSkipped(_ number: Int) {
    let moved = min(number, counts.passed)
    counts.passed -= moved
    counts.skipped += moved
  }

  var totals: TestTotals? {
    guard !frameworks.isEmpty else { return nil }
    var totals = TestTotals()
    totals.frameworks = frameworks.map(\.name)
    totals.run = counts.passed + counts.failed
    totals.passed = counts.passed
    totals.failed = counts.failed
    totals.skipped = counts.skipped
    totals.failedTests = failures.names.map { String(decoding: $0, as: UTF8.self) }
    totals.microseconds = microseconds
    return totals
  }
}
