// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension CaseSchema {
  /// Where in a source formats begin; only of sources that have several.
  static let formatTable = """
    CREATE TABLE source_format(
      source INTEGER NOT NULL,
      first_line INTEGER NOT NULL,
      byte_offset INTEGER NOT NULL,
      format TEXT NOT NULL,
      PRIMARY KEY (source, first_line)
    ) STRICT, WITHOUT ROWID;

    """

  static let formatView = """
    CREATE VIEW source_formats AS SELECT
      source.path AS source, coalesce(source_format.format, source.format) AS format,
      coalesce(source_format.first_line, 1) AS first_line,
      coalesce(source_format.byte_offset, 0) AS byte_offset
    FROM source LEFT JOIN source_format ON source_format.source = source.id;

    """
}
