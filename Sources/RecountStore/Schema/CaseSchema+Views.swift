// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension CaseSchema {
  static var views: String {
    """
    CREATE VIEW sources AS SELECT
      id, path, format, service, state, lines, event_lines, continuation_lines, rejects, ignored,
      events, bytes, content_bytes, file_sha256, content_sha256, zone, time_quality,
      \(time("first_us", "first")), \(time("last_us", "last")),
      NULLIF(replace(remarks, char(10), '; '), '') AS remarks,
      \(SourceNote.allCases.map { note($0) }.joined(separator: ",\n  "))
    FROM source;

    CREATE VIEW rejects AS SELECT
      reject.id, source.path AS source, reject.line, reject.byte_offset, reject.reason,
      CAST(reject.excerpt AS TEXT) AS excerpt
    FROM reject JOIN source ON source.id = reject.source;

    CREATE VIEW requests AS SELECT \(requestColumns(from: "request"))
    FROM request
      JOIN source ON source.id = request.source
      JOIN dict_service ON dict_service.id = request.service
      JOIN dict_outcome ON dict_outcome.id = request.outcome;

    -- The same of failed requests alone, without reading the others; what a statement does not ask for
    -- is not joined.
    CREATE VIEW failures AS SELECT \(requestColumns(from: "request_failure"))
    FROM request_failure
      LEFT JOIN request ON request.rowid = request_failure.request
      LEFT JOIN source ON source.id = request.source
      LEFT JOIN dict_service ON dict_service.id = request_failure.service
      LEFT JOIN dict_outcome ON dict_outcome.id = request.outcome;

    \(attemptsView)
    CREATE VIEW steps AS SELECT
      step.id, dict_provider.value AS provider, dict_service.value AS service,
      NULLIF(dict_repository.value, '') AS repository,
      NULLIF(dict_pipeline.value, '') AS pipeline, step.run, step.job, step.attempt,
      step.number, NULLIF(dict_step_name.value, '') AS name,
      NULLIF(step.start_us, 0) AS start_us, NULLIF(step.end_us, 0) AS end_us,
      \(time("step.end_us", "end")),
      CASE WHEN step.outcome_known THEN dict_outcome.value END AS outcome,
      CASE WHEN step.outcome_known THEN dict_outcome.failed END AS failed,
      conclusion.value AS conclusion,
      CASE WHEN step.exit_code <> \(absentExitCode) THEN step.exit_code END AS exit_code,
      dict_failure_class.value AS failure_class, NULLIF(dict_rule.value, '') AS deciding_rule,
      NULLIF(dict_image.value, '') AS image, NULLIF(dict_runner.value, '') AS runner,
      NULLIF(CAST(step.excerpt AS TEXT), '') AS excerpt,
      source.path AS source, step.line, step.end_line, step.byte_offset,
      log.path AS log_source, NULLIF(step.failure_line, 0) AS failure_line,
      NULLIF(step.failure_end_line, 0) AS failure_end_line,
      NULLIF(tests.frameworks, '') AS test_frameworks, tests.run AS tests_run,
      tests.passed AS tests_passed, tests.failed AS tests_failed, tests.skipped AS tests_skipped,
      CASE WHEN tests.duration_us >= 0 THEN tests.duration_us END AS tests_duration_us,
      \(StepFate.text) AS fate
    FROM step
      LEFT JOIN step_tests AS tests ON tests.step = step.id
      LEFT JOIN step_fate ON step_fate.step = step.id
      JOIN source ON source.id = step.source
      LEFT JOIN source AS log ON log.id = step.log_source
      JOIN dict_provider ON dict_provider.id = step.provider
      JOIN dict_service ON dict_service.id = step.service
      JOIN dict_repository ON dict_repository.id = step.repository
      JOIN dict_pipeline ON dict_pipeline.id = step.pipeline
      JOIN dict_step_name ON dict_step_name.id = step.name
      JOIN dict_outcome ON dict_outcome.id = step.outcome
      LEFT JOIN dict_outcome AS conclusion ON conclusion.id = step.conclusion
      LEFT JOIN dict_failure_class ON dict_failure_class.id = step.failure_class
      JOIN dict_rule ON dict_rule.id = step.rule
      JOIN dict_image ON dict_image.id = step.image
      JOIN dict_runner ON dict_runner.id = step.runner;

    CREATE VIEW failed_tests AS SELECT
      failed_test.name AS test, dict_service.value AS service,
      NULLIF(dict_repository.value, '') AS repository, step.run, step.job, step.attempt,
      NULLIF(step.end_us, 0) AS end_us, \(time("step.end_us", "end")),
      \(StepFate.text) AS fate, step.id AS step
    FROM failed_test
      JOIN step ON step.id = failed_test.step
      LEFT JOIN step_fate ON step_fate.step = step.id
      JOIN dict_service ON dict_service.id = step.service
      JOIN dict_repository ON dict_repository.id = step.repository;

    CREATE VIEW jobs AS SELECT
      job.id, dict_provider.value AS provider, dict_service.value AS service,
      NULLIF(dict_repository.value, '') AS repository, job.run, job.job, job.attempt, job.name,
      \(time("job.start_us", "start")), \(time("job.end_us", "end")),
      dict_outcome.value AS outcome, dict_outcome.failed AS failed,
      NULLIF(dict_runner.value, '') AS runner, source.path AS source, job.line, job.end_line
    FROM job
      JOIN source ON source.id = job.source
      JOIN dict_provider ON dict_provider.id = job.provider
      JOIN dict_service ON dict_service.id = job.service
      JOIN dict_repository ON dict_repository.id = job.repository
      JOIN dict_outcome ON dict_outcome.id = job.outcome
      JOIN dict_runner ON dict_runner.id = job.runner;

    CREATE VIEW runs AS SELECT
      run.id, dict_provider.value AS provider, dict_service.value AS service,
      NULLIF(dict_repository.value, '') AS repository, run.run, run.attempt,
      \(time("run.start_us", "start")), \(time("run.end_us", "end")),
      dict_outcome.value AS outcome, run.steps, run.failed_steps
    FROM run
      JOIN dict_provider ON dict_provider.id = run.provider
      JOIN dict_service ON dict_service.id = run.service
      JOIN dict_repository ON dict_repository.id = run.repository
      JOIN dict_outcome ON dict_outcome.id = run.outcome;

    CREATE VIEW milestones AS SELECT
      milestone.id, milestone.kind, milestone.time_us, \(instant("milestone.time_us", "time")),
      milestone.plus_minus_us, NULLIF(milestone.service, '') AS service, milestone.clock,
      milestone.text,
      coalesce(source.path || ':' || milestone.line, milestone.evidence) AS evidence
    FROM milestone LEFT JOIN source ON source.id = milestone.source;

    -- After a killed ingest the steps are not rolled up yet: their rows are counted instead.
    CREATE VIEW current_rollup AS
      SELECT service, minute_us, unit, outcome, reason, n FROM rollup
      UNION ALL
      \(stepCounts(from: staleSteps));

    CREATE VIEW rollups AS SELECT
      dict_service.value AS service, counts.minute_us, \(instant("counts.minute_us", "minute")),
      \(unitName("counts.unit")) AS unit, dict_outcome.value AS outcome,
      dict_outcome.failed AS failed, NULLIF(counts.reason, '') AS reason, counts.n
    FROM current_rollup AS counts
      JOIN dict_service ON dict_service.id = counts.service
      JOIN dict_outcome ON dict_outcome.id = counts.outcome;

    CREATE VIEW coverage AS SELECT
      dict_service.value AS service, \(unitName("source_service.unit")) AS unit,
      source.path AS source, \(instant("source_service.first_us", "first")),
      \(instant("source_service.last_us", "last")), source_service.events
    FROM source_service
      JOIN dict_service ON dict_service.id = source_service.service
      JOIN source ON source.id = source_service.source;

    CREATE VIEW events AS
      SELECT 'request' AS unit, service, end_us AS time_us, "end" AS time, outcome, failed, cause AS reason,
        coalesce(method || ' ', '') || path AS what, source, line FROM requests
      UNION ALL
      SELECT 'step', service, end_us, "end", outcome, failed, failure_class,
        coalesce(name, job), source, line FROM steps;

    CREATE VIEW windows AS SELECT
      figure, service, unit, kind, \(time("onset_us", "onset")), \(time("end_us", "end")), ended,
      failed, total
    FROM impact_window;

    CREATE VIEW timeline AS
      SELECT time_us, time, kind, service, clock, text, evidence FROM milestones
      UNION ALL
      SELECT onset_us, \(time("onset_us", "time")), 'onset', service, 'telemetry', kind || ' begins', figure
        FROM impact_window
      UNION ALL
      SELECT end_us, \(time("end_us", "time")), 'ended', service, 'telemetry', kind || ' ends', figure
        FROM impact_window WHERE ended;

    CREATE VIEW figures AS SELECT * FROM figure;

    \(noteViews)
    \(remoteViews)
    \(formatView)
    """
  }

  /// What the views of requests show; `table` has the columns that failures are counted by.
  private static func requestColumns(from table: String) -> String {
    let end = "\(table).end_us"
    let start = "\(end) - max(request.duration_us, 0) - request.start_gap_us"
    return """

      \(table == "request" ? "request.rowid" : "\(table).request") AS id,
      source.path AS source, request.line, request.byte_offset,
      \(start) AS start_us, \(end) AS end_us, \(instant(end, "end")),
      dict_service.value AS service, \(joined("method")), \(joined("route", of: table)),
      request.path, NULLIF(request.query, '') AS query, NULLIF(\(table).status, 0) AS status,
      dict_outcome.value AS outcome, dict_outcome.failed AS failed, \(joined("cause")),
      \(statusBy(status: "\(table).status", cause: value("cause"), upstreams: value("upstream_statuses"))) AS status_by,
      \(joined("upstream_statuses")), \(joined("http_version")),
      NULLIF(request.body_bytes, -1) AS body_bytes, NULLIF(request.duration_us, -1) AS duration_us,
      NULLIF(request.upstream_duration_us, -1) AS upstream_duration_us,
      \(joined("client")), \(joined("user")), \(joined("agent")), \(joined("referrer")),
      \(joined("host")), \(trace) AS trace, \(joined("attributes")),
      (SELECT mark FROM stamp_mark WHERE stamp_mark.source = request.source
        AND stamp_mark.line = request.line) AS stamp_mark
      """
  }

  /// A trace is text, or the 16 bytes that 32 lower-case hex digits name.
  static let trace = """
    CASE typeof(request.trace) WHEN 'blob' THEN lower(hex(request.trace)) \
    ELSE NULLIF(request.trace, '') END
    """

  /// Exit codes are 32 bits wide, so this number is none.
  static let absentExitCode: Int64 = 1 << 40

  /// Counts of steps in the columns of `rollup`, made from their rows.
  static func stepCounts(from tables: String) -> String {
    """
    SELECT service, minute_us, 1, outcome, coalesce(dict_failure_class.value, '') AS reason, sum(n)
    FROM (\(RollupText.steps(from: tables)))
    LEFT JOIN dict_failure_class ON dict_failure_class.id = failure_class
    GROUP BY service, minute_us, outcome, reason
    """
  }

  /// No rows as long as the rollup is fresh; then `step` is not even read.
  private static let staleSteps = """
    (SELECT value FROM meta WHERE key = 'step_rollup' AND value = 'stale') CROSS JOIN step
    """

  /// An instant as RFC 3339 with microseconds; NULL for none.
  private static func time(_ column: String, _ name: String) -> String {
    "CASE WHEN \(column) <> 0 THEN \(text(column)) END AS \"\(name)\""
  }

  /// An instant that every row has.
  static func instant(_ column: String, _ name: String) -> String {
    "\(text(column)) AS \"\(name)\""
  }

  /// Rounds towards the past, so that instants before 1970 read well too.
  private static func text(_ column: String) -> String {
    let micros = "(\(column) % 1000000 + 1000000) % 1000000"
    return """
      strftime('%Y-%m-%dT%H:%M:%S', (\(column) - \(micros)) / 1000000, 'unixepoch') \
      || printf('.%06dZ', \(micros))
      """
  }

  /// A dictionary column's value: numbers are looked up, further values stand in the row itself.
  static func joined(_ column: String, of table: String = "request") -> String {
    "NULLIF(\(value(column, of: table)), '') AS \(column)"
  }

  /// The same without a name; empty for none.
  private static func value(_ column: String, of table: String = "request") -> String {
    """
    CASE typeof(\(table).\(column)) WHEN 'integer' \
    THEN (SELECT value FROM dict_\(column) WHERE id = \(table).\(column)) \
    ELSE \(table).\(column) END
    """
  }

  private static func unitName(_ column: String) -> String {
    "CASE \(column) WHEN 0 THEN 'request' WHEN 1 THEN 'step' ELSE 'message' END"
  }
}
