// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the tests of a step or job came to, by the summaries that test frameworks print.
package struct TestTotals: Equatable, Sendable {
  /// Names of failed tests that are kept at most; what is beyond is only counted.
  package static let maxFailedTests = 10_000

  /// Frameworks whose summaries were read, in the order of their first: `maven`, `pytest`.
  package var frameworks: [String] = []
  /// Tests that ran: passed and failed ones.
  package var run = 0
  package var passed = 0
  /// Failures and errors.
  package var failed = 0
  package var skipped = 0
  /// As the framework prints them, each once, in the order of the log.
  package var failedTests: [String] = []
  /// Time that the frameworks say the tests took; nil when none says it.
  package var microseconds: Int64?

  package init() {}

  /// Adds the totals of another step.
  package mutating func add(_ other: TestTotals) {
    for framework in other.frameworks where !frameworks.contains(framework) {
      frameworks.append(framework)
    }
    run += other.run
    passed += other.passed
    failed += other.failed
    skipped += other.skipped
    let known = Set(failedTests)
    let room = TestTotals.maxFailedTests - failedTests.count
    failedTests += other.failedTests.filter { !known.contains($0) }.prefix(max(0, room))
    if let more = other.microseconds { microseconds = (microseconds ?? 0) &+ more }
  }
}
