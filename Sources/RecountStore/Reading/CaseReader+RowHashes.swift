// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

/// A number that changes with any row of a table that comes from one source, and with nothing else.
package struct RowHash: Hashable, Sendable {
  package var table: String
  /// Path of the source; empty for tables that are made of all sources.
  package var source: String
  /// SHA-256 of the content of the source.
  package var contentHash: String
  package var rows: Int64
  package var hash: UInt64
}

extension CaseReader {
  /// Hashes of all rows that come from sources, so that two cases can be compared without their rows.
  ///
  /// Numbers of rows and of dictionary values are left out, and the order of rows makes no
  /// difference: the same logs give the same hashes, however they were taken in. Rows of remote
  /// engines are not in it.
  package func rowHashes() throws(StoreError) -> [RowHash] {
    try read { database in
      let sources = try Row.fetchAll(
        database, sql: "SELECT id, path, content_sha256 FROM source WHERE format <> 'remote'")
      var names: [Int64: (path: String, content: String)] = [:]
      for row in sources { names[row[0]] = (row[1], row[2]) }
      var found: [RowHash] = []
      for table in RowHashes.bySource {
        // A case of an earlier version has no ranges of formats.
        if table.name == RowHashes.formats.name, try !database.tableExists("source_format") {
          continue
        }
        let sums = try RowHashes.sums(
          table.sql, RowHashes.dictionaries(of: table, database), database)
        for (source, sum) in sums {
          guard let name = names[source] else { continue }
          found.append(
            RowHash(
              table: table.name, source: name.path, contentHash: name.content, rows: sum.rows,
              hash: sum.hash))
        }
      }
      for (name, sql) in RowHashes.whole {
        for sum in try RowHashes.sums(sql, [:], database).values {
          found.append(
            RowHash(table: name, source: "", contentHash: "", rows: sum.rows, hash: sum.hash))
        }
      }
      return found
    }
  }
}

/// The statements whose rows are hashed: the first column is what the sums are kept by.
private enum RowHashes {
  struct Table {
    var name: String
    var sql: String
    /// Columns of the statement that hold numbers of a dictionary.
    var dictionaries: [Int: String]
  }

  struct Sum {
    var rows: Int64 = 0
    var hash: UInt64 = 0
  }

  static let bySource = [requests, failures, rejects, milestones, formats]

  private static var requests: Table {
    let plain = [
      "line", "byte_offset", "end_us", "start_gap_us", "status", "outcome", "body_bytes",
      "duration_us", "upstream_duration_us", "path", "query", "trace",
    ]
    let columns = ["source"] + plain + CaseSchema.requestDictionaries
    var dictionaries: [Int: String] = [:]
    for (index, column) in CaseSchema.requestDictionaries.enumerated() {
      dictionaries[1 + plain.count + index] = column
    }
    return Table(
      name: "requests", sql: "SELECT \(columns.joined(separator: ", ")) FROM request",
      dictionaries: dictionaries)
  }

  private static let failures = Table(
    name: "failures",
    sql: """
      SELECT request.source, request.line, request_failure.end_us, request_failure.status,
        request_failure.service, request_failure.route
      FROM request_failure JOIN request ON request.rowid = request_failure.request
      """, dictionaries: [4: "service", 5: "route"])

  private static let rejects = Table(
    name: "rejects", sql: "SELECT source, line, byte_offset, reason, excerpt FROM reject",
    dictionaries: [:])

  static let formats = Table(
    name: "formats", sql: "SELECT source, first_line, byte_offset, format FROM source_format",
    dictionaries: [:])

  private static let milestones = Table(
    name: "milestones",
    sql: """
      SELECT source, kind, time_us, plus_minus_us, service, clock, text, line, position
      FROM milestone WHERE source <> 0
      """, dictionaries: [:])

  /// Tables that are made of all sources; the key is the same for all rows.
  static let whole: [(String, String)] = [
    (
      "steps",
      """
      SELECT 0, provider, service, repository, pipeline, run, job, attempt, number, name, start_us,
        end_us, outcome, conclusion, exit_code, failure_class, deciding_rule, image, runner, excerpt,
        line, end_line, byte_offset, failure_line, failure_end_line, tests_run, tests_passed,
        tests_failed, tests_skipped, tests_duration_us, fate FROM steps
      """
    ),
    (
      "jobs",
      """
      SELECT 0, provider, service, repository, run, job, attempt, name, start, "end", outcome, runner,
        line, end_line FROM jobs
      """
    ),
    (
      "runs",
      """
      SELECT 0, provider, service, repository, run, attempt, start, "end", outcome, steps, failed_steps
      FROM runs
      """
    ),
    (
      "failed_tests",
      "SELECT 0, test, service, repository, run, job, attempt, end_us, fate FROM failed_tests"
    ),
    (
      "step_failure",
      """
      SELECT 0, step.run, step.job, step.attempt, step.number, step_failure.line, step_failure.end_line
      FROM step_failure JOIN step ON step.id = step_failure.step
      """
    ),
  ]

  /// Sums of the hashes of all rows by the first column.
  static func sums(
    _ sql: String, _ dictionaries: [Int: [Int64: UInt64]], _ database: Database
  ) throws -> [Int64: Sum] {
    let rows = try RawStatement(database, sql)
    let count = rows.columnNames.count
    let lookups = (0..<count).map { dictionaries[$0] }
    var sums: [Int64: Sum] = [:]
    var (key, sum) = (Int64.min, Sum())
    while try rows.step() {
      let source = rows.integer(0)
      if source != key {
        if key != .min { sums[key] = sum }
        (key, sum) = (source, sums[source] ?? Sum())
      }
      var hash = Fingerprint()
      for column in 1..<count {
        if let lookup = lookups[column], rows.isInteger(column) {
          hash.mix(lookup[rows.integer(column)] ?? 0)
        } else if rows.isInteger(column) {
          hash.mix(UInt64(bitPattern: rows.integer(column)))
        } else {
          unsafe rows.withBytes(column) { unsafe hash.mix($0) }
        }
      }
      sum.rows += 1
      sum.hash &+= hash.value
    }
    if key != .min { sums[key] = sum }
    return sums
  }

  /// Hashes of the values of a table's dictionaries, as `mix` of their bytes gives them.
  static func dictionaries(
    of table: Table, _ database: Database
  ) throws -> [Int: [Int64: UInt64]] {
    try table.dictionaries.mapValues { column in
      let rows = try RawStatement(database, "SELECT id, value FROM dict_\(column)")
      var hashes: [Int64: UInt64] = [:]
      while try rows.step() {
        hashes[rows.integer(0)] = unsafe rows.withBytes(1) { unsafe Fingerprint.of($0) }
      }
      return hashes
    }
  }
}

/// A hash that is the same on every machine: FNV-1a, with words mixed as a whole.
///
/// It guards against slips and edits by hand, not against somebody who looks for a collision.
private struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01B3

  mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* Self.prime
    value ^= value >> 29
  }

  mutating func mix(_ bytes: UnsafeRawBufferPointer) { mix(unsafe Fingerprint.of(bytes)) }

  /// The hash of a text or a blob, its length included.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let seed: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    return unsafe bytes.reduce(seed) { ($0 ^ UInt64($1)) &* prime }
  }
}
