// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension StepInsert {
  /// Inserts a step, or merges it into the row that its key has.
  ///
  /// What is merged does not depend on whether the record or the log comes first. Of two records,
  /// or of two logs, the later decides.
  static let stepText = """
    INSERT INTO step(\(columns.joined(separator: ", ")))
    VALUES (\(columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")))
    \(merge)
    """

  /// Merges the row ?1, whose number was counted in a log, into the row ?2 of the same step.
  static let joinText = """
    INSERT INTO step(\(columns.joined(separator: ", ")))
    SELECT \(columns.map { own.contains($0) ? "numbered.\($0)" : "counted.\($0)" }.joined(separator: ", "))
    FROM step AS counted JOIN step AS numbered ON numbered.id = ?2
    WHERE counted.id = ?1
    \(merge)
    """

  /// What a step has of its own, whoever describes it.
  private static let own = ["identity", "number", "counted", "name", "start_us", "end_us"]

  /// In the order in which they are bound.
  private static let columns = [
    "identity", "provider", "repository", "pipeline", "run", "job", "attempt", "number", "counted",
    "name", "start_us", "end_us", "outcome", "outcome_known", "conclusion", "exit_code",
    "failure_class", "rule", "image", "runner", "service", "source", "line", "end_line",
    "byte_offset", "log_source", "failure_line", "failure_end_line", "excerpt", "has_record",
    "end_known",
  ]

  private static let merge = """
    ON CONFLICT(identity) DO UPDATE SET
      \(fromRecord("repository", absent: "0")),
      \(fromRecord("pipeline", absent: "0")),
      \(fromRecord("name", absent: "0")),
      \(fromRecord("image", absent: "0")),
      \(fromRecord("runner", absent: "0")),
      \(fromRecord("start_us", absent: "0")),
      \(fromRecord("conclusion", absent: "-1")),
      \(times), \(outcome), \(place), \(failureClass), \(evidence),
      has_record = max(has_record, excluded.has_record)
    """

  /// A column that the record decides, where it has a value.
  private static func fromRecord(_ column: String, absent: String) -> String {
    """
    \(column) = CASE WHEN excluded.\(column) <> \(absent)
        AND (\(laterDecides) OR \(column) = \(absent))
        THEN excluded.\(column) ELSE \(column) END
    """
  }

  private static let laterDecides = "(excluded.has_record OR NOT has_record)"

  /// A stated end before one that only stands in for it.
  private static let times = """
    end_us = CASE WHEN excluded.end_us <> 0 AND (excluded.end_known > end_known
        OR (excluded.end_known = end_known AND (\(laterDecides) OR end_us = 0)))
        THEN excluded.end_us ELSE end_us END,
      end_known = max(end_known, excluded.end_known)
    """

  /// A known outcome before an unknown one, then the record's before a log's; but a failure that the
  /// log shows and the record lets through did happen.
  private static let outcome = """
    outcome = CASE WHEN \(letThrough(by: "step", inLog: "excluded")) THEN excluded.outcome
        WHEN \(letThrough(by: "excluded", inLog: "step")) THEN outcome
        WHEN excluded.outcome_known > outcome_known
        OR (excluded.outcome_known = outcome_known AND \(laterDecides))
        THEN excluded.outcome ELSE outcome END,
      outcome_known = max(outcome_known, excluded.outcome_known)
    """

  private static func letThrough(by record: String, inLog log: String) -> String {
    """
    \(record).has_record AND \(record).conclusion = 0 AND \(log).log_source <> 0
          AND \(log).outcome_known AND \(log).outcome BETWEEN 1 AND 3 AND \(log).conclusion < 1
    """
  }

  /// Where the step is described: in its record, if it has one.
  private static let place = ["service", "source", "line", "end_line", "byte_offset"]
    .map { "\($0) = CASE WHEN excluded.has_record THEN excluded.\($0) ELSE \($0) END" }
    .joined(separator: ",\n      ")

  /// A known class before an unknown one, then the log's before the record's.
  private static let failureClass = ["failure_class", "rule"]
    .map { column in
      """
      \(column) = CASE
          WHEN excluded.failure_class IN (-1, 5) AND failure_class <> -1 THEN \(column)
          WHEN excluded.has_record AND log_source <> 0 AND failure_class NOT IN (-1, 5)
            THEN \(column)
          ELSE excluded.\(column) END
      """
    }
    .joined(separator: ",\n      ")

  /// The lines that say why, with the log they stand in; an excerpt of the record's only without.
  private static let evidence = """
    exit_code = CASE WHEN excluded.exit_code = \(CaseSchema.absentExitCode)
        OR (excluded.has_record AND log_source <> 0
          AND exit_code <> \(CaseSchema.absentExitCode)) THEN exit_code
        ELSE excluded.exit_code END,
      log_source = CASE WHEN excluded.log_source <> 0
        AND (excluded.failure_line <> 0 OR failure_line = 0)
        THEN excluded.log_source ELSE log_source END,
      failure_line = CASE WHEN excluded.failure_line <> 0 THEN excluded.failure_line
        ELSE failure_line END,
      failure_end_line = CASE WHEN excluded.failure_line <> 0 THEN excluded.failure_end_line
        ELSE failure_end_line END,
      excerpt = CASE WHEN length(excluded.excerpt) > 0
        AND (NOT excluded.has_record OR log_source = 0 OR length(excerpt) = 0)
        THEN excluded.excerpt ELSE excerpt END
    """

  /// Inserts a job, or brings its row up to date; what the later log does not say stays.
  static let jobText = """
    INSERT INTO job(provider, repository, run, job, attempt, name, start_us, end_us, outcome,
      runner, service, source, line, end_line, has_record)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
    ON CONFLICT(run, job, attempt, provider) DO UPDATE SET
      repository = coalesce(NULLIF(excluded.repository, 0), repository),
      name = coalesce(NULLIF(excluded.name, ''), name),
      start_us = coalesce(NULLIF(excluded.start_us, 0), start_us),
      end_us = coalesce(NULLIF(excluded.end_us, 0), end_us),
      outcome = CASE WHEN \(laterDecides) THEN excluded.outcome ELSE outcome END,
      has_record = max(has_record, excluded.has_record),
      runner = coalesce(NULLIF(excluded.runner, 0), runner),
      service = excluded.service, source = excluded.source, line = excluded.line,
      end_line = excluded.end_line
    """
}
