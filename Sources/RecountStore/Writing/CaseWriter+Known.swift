// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// A content that the case has, as it was at one time.
package struct KnownContent: Sendable {
  /// Path of its source.
  package var path: String
  package var hash: String
  package var bytes: Int64
  /// False for what a source was before it grew.
  package var isCurrent: Bool
  /// The zone that its stamps were read in, where one was given.
  package var zone: String?
  /// The format of its last lines, where it has several.
  package var lastFormat: String?
}

/// What the case knows of inputs: by stored bytes, by content, by beginning.
extension CaseWriter {
  /// Whether a content with this hash is in the case, be it the beginning of one that has grown.
  package func hasContent(hash: String) throws(StoreError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS (SELECT 1 FROM source WHERE content_sha256 = ?1)
            OR EXISTS (SELECT 1 FROM source_version WHERE content_sha256 = ?1)
          """,
        arguments: [hash]) ?? false
    }
  }

  /// The first event of all sources; nil where there is none.
  package func firstEvent() throws(StoreError) -> Timestamp? {
    try read { database in
      try Int64.fetchOne(database, sql: "SELECT min(first_us) FROM source WHERE first_us <> 0")
    }.map { Timestamp(microseconds: $0) }
  }

  /// Paths and formats of the sources that came from a file with these stored bytes.
  package func sources(
    withFileHash hash: String
  ) throws(StoreError) -> [(path: String, format: String)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT path, format FROM source WHERE file_sha256 = ?1
          UNION ALL
          SELECT path, format FROM source_version JOIN source ON source.id = source
            WHERE source_version.file_sha256 = ?1
          """,
        arguments: [hash]
      ).map { ($0["path"], $0["format"]) }
    }
  }

  /// The contents of the case whose opening has this hash, former states of grown ones included.
  package func contents(withOpeningHash hash: String) throws(StoreError) -> [KnownContent] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT path, content_sha256 AS hash, content_bytes AS bytes, 1 AS current,
            CASE WHEN EXISTS (SELECT 1 FROM source_note WHERE source_note.source = source.id
              AND name = 'zone_given') THEN zone END AS zone,
            (SELECT source_format.format FROM source_format WHERE source_format.source = source.id
              ORDER BY first_line DESC LIMIT 1) AS last_format
            FROM source WHERE opening_sha256 = ?1
          UNION ALL
          SELECT path, source_version.content_sha256, source_version.content_bytes, 0, NULL, NULL
            FROM source_version JOIN source ON source.id = source
            WHERE opening_sha256 = ?1
          """,
        arguments: [hash]
      ).map {
        KnownContent(
          path: $0["path"], hash: $0["hash"], bytes: $0["bytes"], isCurrent: $0["current"],
          zone: $0["zone"], lastFormat: $0["last_format"])
      }
    }
  }
}
