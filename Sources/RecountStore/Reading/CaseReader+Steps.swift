// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseReader {
  /// Failed steps by class, repository, runner, or the raw line that says why, the most first.
  ///
  /// Those without any time are counted nowhere, as in the rollups.
  package func failedSteps(by grouping: StepGrouping) throws(StoreError) -> [StepGroup] {
    let value =
      switch grouping {
      case .class: "coalesce(NULLIF(dict_failure_class.value, ''), 'unknown')"
      case .cause: "coalesce(NULLIF(dict_rule.value, ''), 'none')"
      case .service: "dict_service.value"
      case .repository: "dict_repository.value"
      case .runner: "dict_runner.value"
      case .signature: "step.excerpt"
      }
    // From the table, not from the view `steps`: most of what the view joins is not asked for here.
    let sql = """
      SELECT \(value), step.end_us, max(step.end_us - step.start_us, 0), step.start_us,
        \(StepFate.text), coalesce(dict_failure_class.value, ''), step.excerpt,
        CASE WHEN step.failure_line > 0 AND log.path IS NOT NULL
          THEN log.path || ':' || step.failure_line ELSE source.path || ':' || step.line END
      FROM step
        JOIN source ON source.id = step.source
        LEFT JOIN source AS log ON log.id = step.log_source
        LEFT JOIN step_fate ON step_fate.step = step.id
        LEFT JOIN dict_failure_class ON dict_failure_class.id = step.failure_class
        LEFT JOIN dict_rule ON dict_rule.id = step.rule
        LEFT JOIN dict_service ON dict_service.id = step.service
        LEFT JOIN dict_repository ON dict_repository.id = step.repository
        LEFT JOIN dict_runner ON dict_runner.id = step.runner
      WHERE step.outcome BETWEEN 1 AND 3 AND step.outcome_known AND step.end_us <> 0
      ORDER BY step.end_us, step.id
      """
    return try read { database in
      let rows = try RawStatement(database, sql)
      var places: [[UInt8]: Int] = [:]
      var groups: [StepGroup] = []
      while try rows.step() {
        let key = rows.bytes(0)
        let time = Timestamp(microseconds: rows.integer(1))
        // In the order of time: the first row of a group says what its first step was.
        let place = places[key] ?? groups.count
        if place == groups.count {
          places[key] = place
          var group = StepGroup(rows.text(0), at: time)
          group.failureClass = rows.text(5)
          group.excerpt = rows.text(6)
          group.place = rows.text(7)
          groups.append(group)
        }
        groups[place].failed += 1
        let fate = rows.bytes(4)
        if fate.elementsEqual("retried".utf8) { groups[place].retried += 1 }
        if fate.elementsEqual("let through".utf8) { groups[place].letThrough += 1 }
        if rows.integer(3) != 0 {
          groups[place].lost = groups[place].lost + TimeSpan(microseconds: rows.integer(2))
        }
        groups[place].last = time
      }
      return groups.sorted { ($1.failed, $0.first, $0.value) < ($0.failed, $1.first, $1.value) }
    }
  }

  /// Failed steps of which nothing tells when they were.
  package func untimedFailedSteps() throws(StoreError) -> Int64 {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM step WHERE outcome BETWEEN 1 AND 3 AND outcome_known AND end_us = 0
          """) ?? 0
    }
  }
}
