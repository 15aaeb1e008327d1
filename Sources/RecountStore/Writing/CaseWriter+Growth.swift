// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// Sources that go on: a log that has grown since it was read.
extension CaseWriter {
  /// Goes on with the source whose content has this hash.
  ///
  /// What is appended until `endSource` are events of the lines behind that content; their numbers
  /// and places count from its beginning. The record that ends the source describes the whole
  /// content, but tallies the new lines alone.
  ///
  /// - Throws: When the case has no such content.
  package func resumeSource(
    contentHash: String, service: String, isForced: Bool
  ) throws(StoreError) {
    let known = try read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT * FROM source WHERE content_sha256 = ? ORDER BY id LIMIT 1",
        arguments: [contentHash])
    }
    guard let known else {
      throw StoreError(.database("no source has the content \(contentHash)"), path: path)
    }
    let quality: String = known["time_quality"]
    var tally = LineTally()
    tally.lines = known["lines"]
    tally.eventLines = known["event_lines"]
    tally.continuationLines = known["continuation_lines"]
    tally.rejects = known["rejects"]
    tally.ignored = known["ignored"]
    tally.events = known["events"]
    let former = FormerSource(
      fileHash: known["file_sha256"], contentHash: contentHash,
      contentBytes: known["content_bytes"], tally: tally, first: known["first_us"],
      last: known["last_us"],
      timeQuality: TimeQuality.allCases.first { $0.name == quality } ?? .exact)
    try begin(known["id"], service: service, isForced: isForced, former: former)
  }

  /// Brings the row of a source up to date, and keeps what it was.
  func update(
    _ id: Int64, from former: FormerSource, with record: SourceRecord, _ database: Database
  ) throws {
    var tally = former.tally
    if record.firstLine == former.tally.lines, record.firstLine > 0 {
      // The content ended inside its last line, which has been read again as a whole.
      tally -= try forgetLine(record.firstLine, of: id, database)
    }
    tally += record.tally
    let quality = max(former.timeQuality.rawValue, record.timeQuality.rawValue)
    let times = [former.first, record.first?.microseconds ?? 0].filter { $0 != 0 }
    let ends = [former.last, record.last?.microseconds ?? 0].filter { $0 != 0 }
    try database.execute(
      sql: "INSERT OR IGNORE INTO source_version VALUES (?, ?, ?, ?)",
      arguments: [id, former.fileHash, former.contentHash, former.contentBytes])
    try database.execute(
      sql: """
        UPDATE source SET path = ?, file_sha256 = ?, content_sha256 = ?, bytes = ?,
          content_bytes = ?, time_quality = ?, lines = ?, event_lines = ?, continuation_lines = ?,
          rejects = ?, ignored = ?, events = ?, first_us = ?, last_us = ?, state = ?, remarks = ?
        WHERE id = ?
        """,
      arguments: [
        record.path, record.fileHash, record.contentHash, record.storedBytes,
        record.contentBytes, TimeQuality(rawValue: quality)?.name ?? TimeQuality.exact.name,
        tally.lines, tally.eventLines, tally.continuationLines, tally.rejects, tally.ignored,
        tally.events, times.min() ?? 0, ends.max() ?? 0, record.state.rawValue,
        record.remarks.joined(separator: "\n"), id,
      ])
    try addFormats(record.formats, to: id, database)
  }

  /// Adds where formats begin in the lines that are new; those that go on begin nowhere.
  private func addFormats(_ new: [FormatRange], to id: Int64, _ database: Database) throws {
    let known = try Row.fetchAll(
      database,
      sql: "SELECT format FROM source_format WHERE source = ? ORDER BY first_line", arguments: [id])
    let first = try String.fetchOne(
      database, sql: "SELECT format FROM source WHERE id = ?", arguments: [id])
    guard let last = known.last?["format"] ?? first else { return }
    let further = new.drop { $0.format == last }
    guard !further.isEmpty else { return }
    if known.isEmpty {
      try sources.append(
        [FormatRange(format: last, firstLine: 1, byteOffset: 0)], source: id)
    }
    try sources.append(Array(further), source: id)
  }

  /// Takes back what a line of a source gave; gives what is to be taken off its tally.
  private func forgetLine(
    _ line: Int64, of source: Int64, _ database: Database
  ) throws -> LineTally {
    var tally = LineTally()
    tally.lines = 1
    try database.execute(
      sql: "DELETE FROM reject WHERE source = ? AND line = ?", arguments: [source, line])
    if database.changesCount > 0 {
      tally.rejects = 1
      return tally
    }
    // The line before the new ones is the last of its source, so it is looked for from the end.
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT rowid, service, end_us, outcome, cause, duration_us, route, line FROM request
        WHERE source = ? AND line = ? AND rowid < ? ORDER BY rowid DESC LIMIT 1
        """,
      arguments: [source, line, requests.firstRowOfSource])
    guard let row else {
      tally.ignored = 1
      return tally
    }
    tally.eventLines = 1
    tally.events = 1
    try forget(row, of: source, database)
    return tally
  }

  /// Takes one event off a note of a source.
  private func takeBack(
    _ note: SourceNote, of source: Int64, _ database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE source_note SET n = n - 1 WHERE source = ?1 AND name = ?2;
        """,
      arguments: [source, note.rawValue])
    try database.execute(sql: "DELETE FROM source_note WHERE n = 0")
  }

  /// Takes what the stamp of a request left unsaid off the notes of its source.
  private func takeBackStamp(of row: Row, _ source: Int64, _ database: Database) throws {
    let line: Int64 = row["line"]
    let mark = try String.fetchOne(
      database, sql: "SELECT mark FROM stamp_mark WHERE source = ? AND line = ?",
      arguments: [source, line])
    if let note = mark.flatMap(SourceNote.init) {
      try takeBack(note, of: source, database)
      try database.execute(
        sql: "DELETE FROM stamp_mark WHERE source = ? AND line = ?", arguments: [source, line])
    }
    // Which stamps left it unsaid is not kept: nearly always it is all of a source.
    for note in [SourceNote.zoneless, .yearless] {
      let isAll =
        try Bool.fetchOne(
          database,
          sql: """
            SELECT n >= events FROM source JOIN source_note ON source_note.source = source.id
            WHERE source.id = ? AND name = ?
            """,
          arguments: [source, note.rawValue]) ?? false
      if isAll { try takeBack(note, of: source, database) }
    }
  }

  private func forget(_ row: Row, of source: Int64, _ database: Database) throws {
    let service: Int64 = row["service"]
    let end: Int64 = row["end_us"]
    let duration: Int64 = row["duration_us"]
    let causes = try CaseSchema.values(of: "cause", database)
    let minute = RollupAccumulator.minute(of: end)
    let key: [any DatabaseValueConvertible] = [service, minute]
    try database.execute(
      sql:
        "UPDATE rollup SET n = n - 1 WHERE unit = 0 AND service = ? AND minute_us = ? AND outcome = ? AND reason = ?",
      arguments: StatementArguments(key + [row["outcome"] as Int64, causes[row["cause"]] ?? ""]))
    if duration >= 0 {
      try database.execute(
        sql:
          "UPDATE rollup_duration SET n = n - 1 WHERE unit = 0 AND service = ? AND minute_us = ? AND bucket = ?",
        arguments: StatementArguments(key + [DurationBucket.index(microseconds: duration)]))
    }
    try database.execute(
      sql: """
        DELETE FROM rollup WHERE n = 0;
        DELETE FROM rollup_duration WHERE n = 0;
        """)
    if case .int64(requests.routes.other) = (row["route"] as DatabaseValue).storage {
      try takeBack(.otherRoutes, of: source, database)
    }
    try takeBackStamp(of: row, source, database)
    try database.execute(
      sql: "DELETE FROM request_failure WHERE service = ? AND end_us = ? AND request = ?",
      arguments: [service, end, row["rowid"] as Int64])
    try database.execute(
      sql: "DELETE FROM request WHERE rowid = ?", arguments: [row["rowid"] as Int64])
    try database.execute(
      sql: """
        UPDATE source_service SET events = events - 1
        WHERE source = ? AND service = ? AND unit = 0 AND first_us <= ? AND last_us >= ?
        """,
      arguments: [source, service, end, end])
  }
}
