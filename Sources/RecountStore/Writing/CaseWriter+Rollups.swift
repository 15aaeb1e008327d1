// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

extension CaseWriter {
  /// Adds the counts of the requests since the last commit to the tables.
  func flushRollup(_ database: Database) throws {
    try flushCounts(database)
    try flushDurations(database)
  }

  private func flushCounts(_ database: Database) throws {
    let causes = try CaseSchema.values(of: "cause", database)
    let add = try RawStatement(
      database,
      """
      INSERT INTO rollup(service, minute_us, unit, outcome, reason, n) VALUES (?, ?, 0, ?, ?, ?)
      ON CONFLICT DO UPDATE SET n = n + excluded.n
      """)
    for (packed, count) in rollup.counts.sorted {
      let key = RollupAccumulator.unpack(packed)
      add.bind(1, key.service)
      add.bind(2, key.minute)
      add.bind(3, Int64(key.detail & 7))
      add.bind(4, text: causes[Int64(key.detail >> 3)] ?? "")
      add.bind(5, count)
      try add.run()
    }
  }

  private func flushDurations(_ database: Database) throws {
    let add = try RawStatement(
      database,
      """
      INSERT INTO rollup_duration(service, minute_us, unit, bucket, n) VALUES (?, ?, 0, ?, ?)
      ON CONFLICT DO UPDATE SET n = n + excluded.n
      """)
    for (packed, count) in rollup.durations.sorted {
      let key = RollupAccumulator.unpack(packed)
      add.bind(1, key.service)
      add.bind(2, key.minute)
      add.bind(3, Int64(key.detail))
      add.bind(4, count)
      try add.run()
    }
  }

  /// Takes the counts of steps out until they are made anew: a log can change the class of a step
  /// that was counted before, so they are made once, when all is read.
  func markStepsChanged(_ database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM rollup WHERE unit = 1;
        INSERT OR REPLACE INTO meta(key, value) VALUES ('step_rollup', 'stale');
        """)
    stepsChanged = true
  }

  /// Counts the steps and runs of the case from their rows.
  ///
  /// A run is skipped when all of its steps were; else it takes the worst outcome of any.
  func rebuildStepRollup(_ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO rollup(service, minute_us, unit, outcome, reason, n)
          \(CaseSchema.stepCounts(from: "step"));
        UPDATE meta SET value = 'fresh' WHERE key = 'step_rollup';
        \(StepFate.rebuild)
        DELETE FROM run;
        INSERT INTO run(provider, repository, run, attempt, start_us, end_us, outcome, steps,
          failed_steps, service)
          SELECT provider, max(repository), run, attempt,
            coalesce(min(NULLIF(start_us, 0)), 0), max(end_us),
            CASE WHEN sum(outcome = 1) > 0 THEN 1 WHEN sum(outcome = 2) > 0 THEN 2
              WHEN sum(outcome = 3) > 0 THEN 3 WHEN sum(outcome = 4) > 0 THEN 4
              WHEN sum(outcome = 0) > 0 THEN 0 ELSE 5 END,
            count(*), sum(outcome BETWEEN 1 AND 3), max(service)
          FROM step WHERE outcome_known = 1 GROUP BY provider, run, attempt
          ORDER BY min(id);
        """)
  }
}
