// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// Inserts what only some steps have: the lines that say why they failed, and what their tests came
/// to.
///
/// What one log says takes the place of what another log of the step said.
final class StepDetailInsert {
  private let deleteFailures: RawStatement
  private let insertFailure: RawStatement
  private let insertTests: RawStatement
  private let deleteFailedTests: RawStatement
  private let insertFailedTest: RawStatement

  init(_ database: Database) throws {
    deleteFailures = try RawStatement(database, "DELETE FROM step_failure WHERE step = ?")
    insertFailure = try RawStatement(
      database, "INSERT OR REPLACE INTO step_failure(step, line, end_line) VALUES (?, ?, ?)")
    insertTests = try RawStatement(
      database, "INSERT OR REPLACE INTO step_tests VALUES (?, ?, ?, ?, ?, ?, ?)")
    deleteFailedTests = try RawStatement(database, "DELETE FROM failed_test WHERE step = ?")
    insertFailedTest = try RawStatement(database, "INSERT INTO failed_test VALUES (?, ?, ?)")
  }

  func append(_ step: BuildStep, id: Int64) throws {
    if !step.failures.isEmpty {
      deleteFailures.bind(1, id)
      try deleteFailures.run()
    }
    for range in step.failures {
      insertFailure.bind(1, id)
      insertFailure.bind(2, range.first)
      insertFailure.bind(3, range.last)
      try insertFailure.run()
    }
    if let tests = step.tests { try append(tests, id: id) }
  }

  private func append(_ tests: TestTotals, id: Int64) throws {
    insertTests.bind(1, id)
    insertTests.bind(2, text: tests.frameworks.joined(separator: " "))
    let numbers = [tests.run, tests.passed, tests.failed, tests.skipped].map(Int64.init)
    for (index, number) in (numbers + [tests.microseconds ?? -1]).enumerated() {
      insertTests.bind(index + 3, number)
    }
    try insertTests.run()
    deleteFailedTests.bind(1, id)
    try deleteFailedTests.run()
    for (position, name) in tests.failedTests.enumerated() {
      insertFailedTest.bind(1, id)
      insertFailedTest.bind(2, Int64(position))
      insertFailedTest.bind(3, text: name)
      try insertFailedTest.run()
    }
  }
}
