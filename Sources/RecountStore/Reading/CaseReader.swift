// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import GRDBSQLite
package import RecountModel

/// Reads a case file without being able to change it.
package final class CaseReader {
  /// Version of the SQLite library in use.
  package static var sqliteVersion: String { unsafe String(cString: sqlite3_libversion()) }

  let queue: DatabaseQueue
  package let path: String

  /// Opens the case at `path`.
  package init(path: String) throws(StoreError) {
    self.path = path
    queue = try CaseDatabase.openForReading(path)
  }

  /// A text that was kept beside the events; nil when there is none.
  package func text(_ key: String) throws(StoreError) -> String? {
    try read { database in
      try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }
  }

  /// All sources in the order in which they were committed.
  package func sources() throws(StoreError) -> [SourceRecord] {
    try read { database in
      let notes = try CaseReader.notes(database)
      let formats = try CaseReader.formats(database)
      // By position: a build log each makes tens of thousands of sources.
      return try Row.fetchAll(
        database,
        sql: """
          SELECT path, file_sha256, content_sha256, opening_sha256, bytes, content_bytes, format,
            service, zone, time_quality, lines, event_lines, continuation_lines, rejects, ignored,
            events, first_us, last_us, state, remarks, id
          FROM source ORDER BY id
          """
      ).map { row in
        var record = SourceRecord(path: row[0])
        record.fileHash = row[1]
        record.contentHash = row[2]
        record.openingHash = row[3]
        record.storedBytes = row[4]
        record.contentBytes = row[5]
        record.format = row[6]
        record.service = row[7]
        record.zone = row[8]
        let quality: String = row[9]
        record.timeQuality = TimeQuality.allCases.first { $0.name == quality } ?? .exact
        record.tally.lines = row[10]
        record.tally.eventLines = row[11]
        record.tally.continuationLines = row[12]
        record.tally.rejects = row[13]
        record.tally.ignored = row[14]
        record.tally.events = row[15]
        let first: Int64 = row[16]
        let last: Int64 = row[17]
        record.first = first == 0 ? nil : Timestamp(microseconds: first)
        record.last = last == 0 ? nil : Timestamp(microseconds: last)
        let state: String = row[18]
        record.state = SourceRecord.State(rawValue: state) ?? .damaged
        let remarks: String = row[19]
        record.remarks = remarks.isEmpty ? [] : remarks.split(separator: "\n").map(String.init)
        record.notes = notes[row[20]] ?? [:]
        record.formats = formats[row[20]] ?? []
        return record
      }
    }
  }

  /// The notes on sources by their ids; none in a case of an older version.
  private static func notes(_ database: Database) throws -> [Int64: [SourceNote: Int64]] {
    guard try database.tableExists("source_note") else { return [:] }
    var notes: [Int64: [SourceNote: Int64]] = [:]
    let rows = try RawStatement(database, "SELECT source, name, n FROM source_note")
    while try rows.step() {
      guard let note = SourceNote(rawValue: rows.text(1)) else { continue }
      notes[rows.integer(0), default: [:]][note] = rows.integer(2)
    }
    return notes
  }

  /// Where formats begin, by the sources that have several; a case of an earlier version has none.
  private static func formats(_ database: Database) throws -> [Int64: [FormatRange]] {
    guard try database.tableExists("source_format") else { return [:] }
    var formats: [Int64: [FormatRange]] = [:]
    for row in try Row.fetchAll(
      database,
      sql: "SELECT source, format, first_line, byte_offset FROM source_format ORDER BY 1, 3")
    {
      formats[row[0], default: []].append(
        FormatRange(format: row[1], firstLine: row[2], byteOffset: row[3]))
    }
    return formats
  }

  /// Rejects in the order of source and line.
  package func rejects(limit: Int) throws(StoreError) -> [(source: String, reject: Reject)] {
    try read { database in
      var found: [(String, Reject)] = []
      let rows = try RawStatement(
        database,
        """
        SELECT source.path, reject.line, reject.byte_offset, reject.reason, reject.excerpt
        FROM reject JOIN source ON source.id = reject.source
        ORDER BY reject.source, reject.line LIMIT \(limit > 0 ? limit : -1)
        """)
      while try rows.step() {
        let name = String(decoding: rows.bytes(3), as: UTF8.self)
        let reason = RejectReason.allCases.first { $0.name == name } ?? .notThisFormat
        found.append(
          (
            String(decoding: rows.bytes(0), as: UTF8.self),
            Reject(
              line: rows.integer(1), byteOffset: rows.integer(2), reason: reason,
              excerpt: rows.bytes(4)[...])
          ))
      }
      return found
    }
  }

  /// Number of rejects per source and reason, the most first.
  package func rejectCounts() throws(StoreError) -> [(source: String, reason: String, count: Int64)]
  {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT source.path AS path, reason, count(*) AS n FROM reject
          JOIN source ON source.id = reject.source
          GROUP BY source.id, reason ORDER BY n DESC, path, reason
          """
      ).map { ($0["path"], $0["reason"], $0["n"]) }
    }
  }

  /// Milestones of the records in the order of time, then of their record.
  package func milestones() throws(StoreError) -> [Milestone] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT milestone.*, coalesce(source.path, '') AS path FROM milestone
          LEFT JOIN source ON source.id = milestone.source
          ORDER BY time_us, milestone.source, position, milestone.id
          """
      ).compactMap(CaseReader.milestone)
    }
  }

  /// The milestone of a row with the path of its source, which is empty for a marked one.
  static func milestone(_ row: Row) -> Milestone? {
    let kind: String = row["kind"]
    let clock: String = row["clock"]
    let service: String = row["service"]
    let path: String = row["path"]
    let line: Int64 = row["line"]
    guard let kind = Milestone.Kind(rawValue: kind),
      let clock = Milestone.Clock(rawValue: clock)
    else { return nil }
    return Milestone(
      kind: kind, time: Timestamp(microseconds: row["time_us"]),
      plusMinus: TimeSpan(microseconds: row["plus_minus_us"]),
      service: service.isEmpty ? nil : service, clock: clock, text: row["text"],
      evidence: path.isEmpty ? row["evidence"] : "\(path):\(line)", position: row["position"])
  }

  /// Runs `body` with the connection; whatever it throws leaves as a `StoreError`.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try queue.read(body) } catch { throw StoreError(error, path: path) }
  }
}
