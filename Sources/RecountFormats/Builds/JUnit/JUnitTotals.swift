// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A test as its element says it.
struct JUnitCase {
  enum State {
    case passed, failed, skipped
  }

  /// `class.name`, as most tools print it.
  var name: [UInt8] = []
  var state = State.passed
  var microseconds: Int64?
  var line: Int64
  var endLine: Int64
  /// Message of its first failure.
  var message: [UInt8] = []

  init(line: Int64) {
    self.line = line
    endLine = line
  }
}

/// Counts the tests of a report: those that failed and then passed in it have passed.
///
/// Totals that suites state are left aside, since those of nested suites count twice. Memory is
/// bounded by `TestTotals.maxFailedTests`; of further failed tests none is found again.
struct JUnitTotals {
  /// A failed test that has not passed since.
  struct Failure {
    var name: [UInt8]
    var message: [UInt8]
    var lines: LineRange
    var hasPassedLater = false
  }

  private(set) var totals = TestTotals()
  private(set) var failures: [Failure] = []
  /// Index into `failures` by name.
  private var known: [[UInt8]: Int] = [:]

  mutating func add(_ test: JUnitCase) {
    if let micros = test.microseconds {
      totals.microseconds = sumOfDurations(totals.microseconds ?? 0, micros)
    }
    switch test.state {
    case .skipped: totals.skipped += 1
    case .passed:
      if let index = known[test.name] {
        guard !failures[index].hasPassedLater else { return }
        failures[index].hasPassedLater = true
        totals.failed -= 1
      } else {
        totals.run += 1
      }
      totals.passed += 1
    case .failed: addFailure(test)
    }
  }

  private mutating func addFailure(_ test: JUnitCase) {
    // A test that fails again was only tried again.
    guard known[test.name] == nil else { return }
    totals.run += 1
    totals.failed += 1
    guard failures.count < TestTotals.maxFailedTests else { return }
    known[test.name] = failures.count
    failures.append(
      Failure(
        name: test.name, message: test.message, lines: LineRange(test.line, test.endLine)))
  }

  /// Writes the totals and the failures into the step of the report.
  func fill(_ step: inout BuildStep) {
    var filled = totals
    filled.frameworks = ["junit"]
    for failure in failures where !failure.hasPassedLater {
      filled.failedTests.append(String(decoding: failure.name, as: UTF8.self))
      step.failures.append(failure.lines)
      guard step.failureLine == 0 else { continue }
      step.failureLine = failure.lines.first
      step.failureEndLine = failure.lines.last
      let text =
        failure.message.isEmpty ? failure.name : failure.name + [0x3A, 0x20] + failure.message
      step.excerpt = Array(text.prefix(BuildStep.maxExcerptBytes))
    }
    step.tests = filled
  }
}
