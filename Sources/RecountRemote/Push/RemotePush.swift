// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes the requests of sources into the tables of a remote engine, each row exactly once.
///
/// Rows go in chunks of a fixed size by their position in the source. A push that was interrupted is
/// run again: chunks that are there are passed over, and of a chunk that is there in part only the
/// missing rows are sent. Nothing is deleted, and a source counts as pushed when its row in the table
/// of sources says so.
package struct RemotePush: Sendable {
  /// What a push did for a source.
  package struct Result: Hashable, Sendable {
    /// Rows of the source in the table.
    package var rows: Int64 = 0
    /// Rows that this push sent.
    package var sent: Int64 = 0
    package var sentBytes: Int64 = 0
    /// Whether the source was there in whole before.
    package var wasFinished = false
  }

  private let client: ClickHouseClient
  private let tables: RemoteTables
  private let chunkRows: Int

  /// A push to `tables`; tests take smaller chunks.
  package init(
    _ client: ClickHouseClient, _ tables: RemoteTables, chunkRows: Int = RemoteTables.chunkRows
  ) {
    self.client = client
    self.tables = tables
    self.chunkRows = max(1, chunkRows)
  }

  /// Pushes one source of `rows` requests.
  ///
  /// `source` is the hash of its content. `read` gives the requests of a range of positions in the
  /// order of the source, and the same ones whenever it is asked; at most a chunk of them is held.
  ///
  /// - Throws: what the engine said; `wrongRowCount` when `read` gives another number of requests;
  ///   `duplicateRows` when the table holds a row twice. What was sent before stays there.
  package func push(
    source: String, rows: Int64,
    read: (Range<Int64>) async throws(RemoteError) -> [RemoteEvent]
  ) async throws(RemoteError) -> Result {
    var result = Result(rows: rows)
    if let known = try await finishedRows(source) {
      guard known == rows else {
        throw .wrongRowCount(source: source, expected: rows, found: known)
      }
      result.wasFinished = true
      return result
    }
    let stored = try await storedChunks(source)
    if let beyond = stored.keys.max(), beyond >= rows {
      throw .wrongRowCount(source: source, expected: rows, found: beyond + 1)
    }
    var writer = TSVWriter()
    for start in stride(from: 0, to: rows, by: chunkRows) {
      let positions = start..<min(rows, start + Int64(chunkRows))
      let there = stored[start] ?? 0
      if there == Int64(positions.count) { continue }
      try await send(source, positions, partly: there > 0, &writer, read, &result)
    }
    try await finish(source, rows)
    return result
  }

  private func send(
    _ source: String, _ positions: Range<Int64>, partly: Bool, _ writer: inout TSVWriter,
    _ read: (Range<Int64>) async throws(RemoteError) -> [RemoteEvent], _ result: inout Result
  ) async throws(RemoteError) {
    if Task.isCancelled { throw .cancelled }
    let there = partly ? try await storedPositions(source, positions) : []
    let events = try await read(positions)
    guard events.count == positions.count else {
      throw .wrongRowCount(
        source: source, expected: Int64(positions.count), found: Int64(events.count))
    }
    writer.removeAll()
    for (position, event) in zip(positions, events) where !there.contains(position) {
      event.append(to: &writer, source: source, position: position)
    }
    guard writer.rows > 0 else { return }
    let names = RemoteTables.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    try await client.run(
      "INSERT INTO \(tables.request.quoted) (\(names)) FORMAT TabSeparated", body: writer.bytes)
    result.sent += Int64(writer.rows)
    result.sentBytes += Int64(writer.bytes.count)
  }

  /// Counts what is there and writes the source down as finished.
  private func finish(_ source: String, _ rows: Int64) async throws(RemoteError) {
    let found = try await storedChunks(source).values.reduce(0, +)
    guard found == rows else {
      throw found > rows
        ? .duplicateRows(source: source)
        : .wrongRowCount(source: source, expected: rows, found: found)
    }
    var writer = TSVWriter()
    writer.row(source, rows)
    try await client.run(
      "INSERT INTO \(tables.source.quoted) (\"source\", \"rows\") FORMAT TabSeparated",
      body: writer.bytes)
  }

  // MARK: - What is there

  /// Rows of a source that is there in whole; nil for one that is not.
  package func finishedRows(_ source: String) async throws(RemoteError) -> Int64? {
    let query = RemoteQuery(
      name: "finished source", columns: [.integer("rows")],
      body: """
        SELECT "rows" AS r_rows FROM \(tables.source.quoted)
        WHERE "source" = \(SQLText.literal(source))
        """)
    return try await numbers(query).first?.first
  }

  /// Sources with rows in the table that are not there in whole: their counts would be partial.
  package func unfinishedSources() async throws(RemoteError) -> [String] {
    let query = RemoteQuery(
      name: "sources", columns: [.text("source"), .integer("finished")],
      body: """
        SELECT r_source, max(r_done) AS r_finished FROM (
        SELECT "source" AS r_source, 0 AS r_done FROM \(tables.request.quoted) GROUP BY r_source
        UNION ALL
        SELECT "source" AS r_source, 1 AS r_done FROM \(tables.source.quoted) GROUP BY r_source
        ) AS known
        GROUP BY r_source
        """)
    let (sources, _) = try await client.read(query, into: [String]()) {
      (sources: inout [String], row) throws(RemoteError) in
      if row.integer(2) == 0 { sources.append(row.text(1)) }
    }
    return sources
  }

  /// Rows of a source by the position at which their chunk begins.
  private func storedChunks(_ source: String) async throws(RemoteError) -> [Int64: Int64] {
    let query = RemoteQuery(
      name: "stored chunks", columns: [.integer("chunk"), .integer("n"), .integer("positions")],
      body: """
        SELECT "position" - "position" % \(chunkRows) AS r_chunk, count(*) AS r_n, \
        count(DISTINCT "position") AS r_positions
        FROM \(tables.request.quoted)
        WHERE "source" = \(SQLText.literal(source))
        GROUP BY r_chunk
        """)
    var chunks: [Int64: Int64] = [:]
    for row in try await numbers(query) {
      guard row[1] == row[2] else { throw .duplicateRows(source: source) }
      chunks[row[0]] = row[1]
    }
    return chunks
  }

  private func storedPositions(
    _ source: String, _ positions: Range<Int64>
  ) async throws(RemoteError) -> Set<Int64> {
    let query = RemoteQuery(
      name: "stored positions", columns: [.integer("position")],
      body: """
        SELECT "position" AS r_position FROM \(tables.request.quoted)
        WHERE "source" = \(SQLText.literal(source)) AND "position" >= \(positions.lowerBound) \
        AND "position" < \(positions.upperBound)
        """)
    var found: Set<Int64> = []
    for row in try await numbers(query) {
      guard found.insert(row[0]).inserted else { throw .duplicateRows(source: source) }
    }
    return found
  }

  /// The rows of an answer that holds numbers alone.
  private func numbers(_ query: RemoteQuery) async throws(RemoteError) -> [[Int64]] {
    let (rows, _) = try await client.read(query, into: [[Int64]]()) {
      (rows: inout [[Int64]], row) throws(RemoteError) in
      let fields = (1..<row.count).compactMap { row.integer($0) }
      guard fields.count == query.columns.count else {
        throw .unexpectedContent("a field in the answer to \(query.name) that is no number")
      }
      rows.append(fields)
    }
    return rows
  }
}
