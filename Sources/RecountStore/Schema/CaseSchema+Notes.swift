// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension CaseSchema {
  /// What version 4 added: what was assumed of sources and of single stamps, and the routes that
  /// services have.
  static let noteTables = """
    -- What else is known of a source than its row says, the words of `SourceNote` with their numbers.
    CREATE TABLE source_note(
      source INTEGER NOT NULL,
      name TEXT NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (source, name)
    ) STRICT, WITHOUT ROWID;

    -- The lines whose stamp could be of two moments or of none.
    CREATE TABLE stamp_mark(
      source INTEGER NOT NULL,
      line INTEGER NOT NULL,
      mark TEXT NOT NULL,
      PRIMARY KEY (source, line)
    ) STRICT, WITHOUT ROWID;

    -- The routes that are counted by their own name; others of the same service are `{other}`.
    CREATE TABLE service_route(
      service INTEGER NOT NULL,
      route ANY NOT NULL,
      PRIMARY KEY (service, route)
    ) STRICT, WITHOUT ROWID;

    """

  /// What a case of an older version has of them.
  static let noteRows = """
    INSERT INTO dict_route SELECT max(id) + 1, '\(RouteLimit.otherName)' FROM dict_route
      HAVING count(*) FILTER (WHERE value = '\(RouteLimit.otherName)') = 0
        AND count(*) < \(CaseDictionary.maxEntries - 1);
    INSERT INTO service_route SELECT DISTINCT service, route FROM request WHERE route <> 0;

    """

  static let noteViews = """
    CREATE VIEW source_notes AS SELECT
      source.path AS source, source_note.name, source_note.n
    FROM source_note JOIN source ON source.id = source_note.source;

    """

  /// A note as a column of the view `sources`; NULL where there is none.
  static func note(_ note: SourceNote, of source: String = "source.id") -> String {
    """
    (SELECT n FROM source_note WHERE source_note.source = \(source) \
    AND source_note.name = '\(note.rawValue)') AS \(note.rawValue)
    """
  }
}
