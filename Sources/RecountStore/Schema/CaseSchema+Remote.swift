// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension CaseSchema {
  /// What a remote engine was asked and answered.
  ///
  /// Its counts by minute stand in the rollups; what does not add up to them stands here.
  static let remoteTables = """
    -- A pull: which stretch of which table a source of the format `remote` is.
    CREATE TABLE remote_pull(
      source INTEGER PRIMARY KEY,
      remote TEXT NOT NULL,
      address TEXT NOT NULL,
      table_name TEXT NOT NULL,
      mapping TEXT NOT NULL,
      start_us INTEGER NOT NULL,
      end_us INTEGER NOT NULL,
      version TEXT NOT NULL,
      -- How many failures were asked for as evidence.
      samples INTEGER NOT NULL
    ) STRICT;

    -- The statements of a pull, with what their answers held.
    CREATE TABLE remote_answer(
      source INTEGER NOT NULL,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      sql TEXT NOT NULL,
      rows INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      PRIMARY KEY (source, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE remote_dimension(
      source INTEGER NOT NULL,
      service INTEGER NOT NULL,
      dimension TEXT NOT NULL,
      value TEXT NOT NULL,
      failed INTEGER NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (source, service, dimension, value)
    ) STRICT, WITHOUT ROWID;

    -- Some of the failures, as evidence: they are counted in the rollups and nowhere again.
    CREATE TABLE remote_sample(
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL,
      service INTEGER NOT NULL,
      end_us INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      cause TEXT NOT NULL,
      status INTEGER NOT NULL,
      duration_us INTEGER NOT NULL,
      route TEXT NOT NULL,
      trace TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX remote_sample_service ON remote_sample(service, end_us);
    """

  static var remoteViews: String {
    """
    CREATE VIEW remote_pulls AS SELECT
      source.path AS source, remote_pull.remote, remote_pull.address, remote_pull.table_name,
      remote_pull.mapping, \(instant("remote_pull.start_us", "start")),
      \(instant("remote_pull.end_us", "end")), remote_pull.version
    FROM remote_pull JOIN source ON source.id = remote_pull.source;

    CREATE VIEW remote_answers AS SELECT
      source.path AS source, remote_answer.position, remote_answer.name, remote_answer.sql,
      remote_answer.rows, remote_answer.bytes, remote_answer.sha256
    FROM remote_answer JOIN source ON source.id = remote_answer.source;

    CREATE VIEW remote_dimensions AS SELECT
      source.path AS source, dict_service.value AS service, remote_dimension.dimension,
      remote_dimension.value, remote_dimension.failed, remote_dimension.n
    FROM remote_dimension
      JOIN source ON source.id = remote_dimension.source
      JOIN dict_service ON dict_service.id = remote_dimension.service;

    CREATE VIEW remote_samples AS SELECT
      remote_sample.id, source.path AS source, dict_service.value AS service,
      \(instant("remote_sample.end_us", "end")), dict_outcome.value AS outcome,
      NULLIF(remote_sample.cause, '') AS cause, NULLIF(remote_sample.status, 0) AS status,
      NULLIF(remote_sample.duration_us, -1) AS duration_us,
      NULLIF(remote_sample.route, '') AS route, NULLIF(remote_sample.trace, '') AS trace,
      remote_sample.text
    FROM remote_sample
      JOIN source ON source.id = remote_sample.source
      JOIN dict_service ON dict_service.id = remote_sample.service
      JOIN dict_outcome ON dict_outcome.id = remote_sample.outcome;

    """
  }
}
