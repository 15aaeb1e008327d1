// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension CaseSchema {
  /// The table of requests.
  ///
  /// Its rows are inserted by copying whole records, for which it must have neither an index nor an
  /// alias of the rowid, and its columns must be in the order in which `RequestInsert` writes them.
  /// A request began `duration_us`, where there is one, and `start_gap_us` before `end_us`.
  package static let requestTable = """
    CREATE TABLE request(
      source INTEGER NOT NULL,
      line INTEGER NOT NULL,
      byte_offset INTEGER NOT NULL,
      end_us INTEGER NOT NULL,
      start_gap_us INTEGER NOT NULL,
      status INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      body_bytes INTEGER NOT NULL,
      duration_us INTEGER NOT NULL,
      upstream_duration_us INTEGER NOT NULL,
      service INTEGER NOT NULL,
      method ANY NOT NULL,
      route ANY NOT NULL,
      http_version ANY NOT NULL,
      upstream_statuses ANY NOT NULL,
      cause ANY NOT NULL,
      client ANY NOT NULL,
      user ANY NOT NULL,
      agent ANY NOT NULL,
      referrer ANY NOT NULL,
      host ANY NOT NULL,
      attributes ANY NOT NULL,
      path TEXT NOT NULL,
      query TEXT NOT NULL,
      trace ANY NOT NULL
    ) STRICT
    """

  static let tables = """
    CREATE TABLE dict_outcome(id INTEGER PRIMARY KEY, value TEXT NOT NULL, failed INTEGER NOT NULL) STRICT;
    INSERT INTO dict_outcome VALUES (0, 'success', 0), (1, 'failure', 1), (2, 'error', 1),
      (3, 'timeout', 1), (4, 'cancelled', 0), (5, 'skipped', 0);
    CREATE TABLE dict_failure_class(id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
    INSERT INTO dict_failure_class VALUES (0, 'infrastructure'), (1, 'code'), (2, 'test'),
      (3, 'timeout'), (4, 'cancelled'), (5, 'unknown');

    CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE source(
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL,
      file_sha256 TEXT NOT NULL,
      content_sha256 TEXT NOT NULL,
      opening_sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      content_bytes INTEGER NOT NULL,
      format TEXT NOT NULL,
      service TEXT NOT NULL,
      zone TEXT NOT NULL,
      time_quality TEXT NOT NULL,
      lines INTEGER NOT NULL,
      event_lines INTEGER NOT NULL,
      continuation_lines INTEGER NOT NULL,
      rejects INTEGER NOT NULL,
      ignored INTEGER NOT NULL,
      events INTEGER NOT NULL,
      first_us INTEGER NOT NULL,
      last_us INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('complete', 'truncated', 'damaged')),
      remarks TEXT NOT NULL,
      CHECK (lines = event_lines + continuation_lines + rejects + ignored)
    ) STRICT;
    CREATE INDEX source_content ON source(content_sha256);
    CREATE INDEX source_file ON source(file_sha256);
    CREATE INDEX source_opening ON source(opening_sha256);

    -- What a source that has grown was before: given again, it adds nothing.
    CREATE TABLE source_version(
      source INTEGER NOT NULL,
      file_sha256 TEXT NOT NULL,
      content_sha256 TEXT NOT NULL,
      content_bytes INTEGER NOT NULL,
      PRIMARY KEY (source, content_bytes)
    ) STRICT, WITHOUT ROWID;

    -- The stretches in which a source has events of a service: what "no log coverage" is told by.
    CREATE TABLE source_service(
      source INTEGER NOT NULL,
      service INTEGER NOT NULL,
      unit INTEGER NOT NULL,
      first_us INTEGER NOT NULL,
      last_us INTEGER NOT NULL,
      events INTEGER NOT NULL,
      PRIMARY KEY (source, service, unit, first_us)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reject(
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL,
      line INTEGER NOT NULL,
      byte_offset INTEGER NOT NULL,
      reason TEXT NOT NULL,
      excerpt BLOB NOT NULL
    ) STRICT;

    \(requestTable);

    -- Failed requests by service and time, with what they are counted by: what an index would be,
    -- which `request` must not have.
    CREATE TABLE request_failure(
      service INTEGER NOT NULL,
      end_us INTEGER NOT NULL,
      request INTEGER NOT NULL,
      status INTEGER NOT NULL,
      route ANY NOT NULL,
      PRIMARY KEY (service, end_us, request)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step(
      id INTEGER PRIMARY KEY,
      identity BLOB NOT NULL UNIQUE,
      provider INTEGER NOT NULL,
      repository INTEGER NOT NULL,
      pipeline INTEGER NOT NULL,
      run TEXT NOT NULL,
      job TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      number INTEGER NOT NULL,
      counted INTEGER NOT NULL,
      name INTEGER NOT NULL,
      start_us INTEGER NOT NULL,
      end_us INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      outcome_known INTEGER NOT NULL,
      conclusion INTEGER NOT NULL,
      exit_code INTEGER NOT NULL,
      failure_class INTEGER NOT NULL,
      rule INTEGER NOT NULL,
      image INTEGER NOT NULL,
      runner INTEGER NOT NULL,
      service INTEGER NOT NULL,
      source INTEGER NOT NULL,
      line INTEGER NOT NULL,
      end_line INTEGER NOT NULL,
      byte_offset INTEGER NOT NULL,
      log_source INTEGER NOT NULL,
      failure_line INTEGER NOT NULL,
      failure_end_line INTEGER NOT NULL,
      excerpt BLOB NOT NULL,
      has_record INTEGER NOT NULL,
      end_known INTEGER NOT NULL
    ) STRICT;
    -- Not `outcome IN (…)`: SQLite would build a table of the list for each row it inserts.
    CREATE INDEX step_failed ON step(service, end_us) WHERE outcome BETWEEN 1 AND 3;

    -- The lines that say why a step failed, in its log.
    CREATE TABLE step_failure(
      step INTEGER NOT NULL,
      line INTEGER NOT NULL,
      end_line INTEGER NOT NULL,
      PRIMARY KEY (step, line)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step_tests(
      step INTEGER PRIMARY KEY,
      frameworks TEXT NOT NULL,
      run INTEGER NOT NULL,
      passed INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      skipped INTEGER NOT NULL,
      duration_us INTEGER NOT NULL
    ) STRICT;

    -- Made from the rows of all steps when all are read.
    CREATE TABLE step_fate(
      step INTEGER PRIMARY KEY,
      fate TEXT NOT NULL
    ) STRICT;

    CREATE TABLE failed_test(
      step INTEGER NOT NULL,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (step, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE job(
      id INTEGER PRIMARY KEY,
      provider INTEGER NOT NULL,
      repository INTEGER NOT NULL,
      run TEXT NOT NULL,
      job TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      name TEXT NOT NULL,
      start_us INTEGER NOT NULL,
      end_us INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      runner INTEGER NOT NULL,
      service INTEGER NOT NULL,
      source INTEGER NOT NULL,
      line INTEGER NOT NULL,
      end_line INTEGER NOT NULL,
      has_record INTEGER NOT NULL,
      UNIQUE (run, job, attempt, provider)
    ) STRICT;

    CREATE TABLE run(
      id INTEGER PRIMARY KEY,
      provider INTEGER NOT NULL,
      repository INTEGER NOT NULL,
      run TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      start_us INTEGER NOT NULL,
      end_us INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      steps INTEGER NOT NULL,
      failed_steps INTEGER NOT NULL,
      service INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE milestone(
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      time_us INTEGER NOT NULL,
      plus_minus_us INTEGER NOT NULL,
      service TEXT NOT NULL,
      clock TEXT NOT NULL,
      text TEXT NOT NULL,
      source INTEGER NOT NULL,
      line INTEGER NOT NULL,
      position INTEGER NOT NULL,
      -- Of a moment that somebody marked; one that came with a source has its line.
      evidence TEXT NOT NULL DEFAULT ''
    ) STRICT;

    CREATE TABLE rollup(
      service INTEGER NOT NULL,
      minute_us INTEGER NOT NULL,
      unit INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      reason TEXT NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (unit, service, minute_us, outcome, reason)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE rollup_duration(
      service INTEGER NOT NULL,
      minute_us INTEGER NOT NULL,
      unit INTEGER NOT NULL,
      bucket INTEGER NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (unit, service, minute_us, bucket)
    ) STRICT, WITHOUT ROWID;

    \(remoteTables)

    CREATE TABLE impact_window(
      figure TEXT PRIMARY KEY,
      service TEXT NOT NULL,
      unit TEXT NOT NULL,
      kind TEXT NOT NULL,
      onset_us INTEGER NOT NULL,
      onset_low_us INTEGER NOT NULL,
      onset_high_us INTEGER NOT NULL,
      end_us INTEGER NOT NULL,
      end_low_us INTEGER NOT NULL,
      end_high_us INTEGER NOT NULL,
      ended INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      total INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE figure(
      id TEXT PRIMARY KEY,
      label TEXT NOT NULL,
      value REAL NOT NULL,
      low REAL,
      high REAL,
      unit TEXT NOT NULL,
      base_start_us INTEGER,
      base_end_us INTEGER,
      dispersion REAL,
      n INTEGER,
      sql TEXT NOT NULL,
      method TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    """
}
