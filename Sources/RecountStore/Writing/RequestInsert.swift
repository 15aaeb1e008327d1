// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// Inserts batches of requests: columns go through a virtual table, so a row costs no binding.
final class RequestInsert {
  /// Columns in the order of the table `request`, the id left out.
  private static let columns = [
    "source", "line", "byte_offset", "start_us", "end_us", "status", "outcome", "body_bytes",
    "duration_us", "service", "method", "route", "http_version", "upstream_statuses", "cause",
    "client", "user", "agent", "referrer", "host", "attributes", "path", "query", "trace",
  ]
  private static let firstDictionary = 9

  private let stage: BatchStage
  private let insert: RawStatement
  private let dictionaries: [CaseDictionary]
  /// For each dictionary column the case's number of each local number of the source.
  private var numbers: [[Int64]]
  private var forcedService: Int64?
  private var defaultService: Int64 = 0
  private var source: Int64 = 0
  /// First event, last event and number of events per service of the open source.
  private(set) var spans: [Int64: (first: Int64, last: Int64, count: Int64)] = [:]

  init(_ database: Database, dictionaries: [CaseDictionary]) throws {
    self.dictionaries = dictionaries
    numbers = Array(repeating: [], count: dictionaries.count)
    let names = RequestInsert.columns.joined(separator: ", ")
    stage = BatchStage(
      columnCount: RequestInsert.columns.count, schema: "CREATE TABLE batch(\(names))")
    guard let connection = unsafe database.sqliteConnection else {
      throw StoreError(.database("the connection is closed"), path: "")
    }
    let code = unsafe stage.register(connection, name: "request_batch")
    guard code == 0 else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    insert = try RawStatement(
      database, "INSERT INTO request(\(names)) SELECT \(names) FROM request_batch")
  }

  /// Starts a source: local numbers of the one before no longer hold.
  ///
  /// - Parameters:
  ///   - forced: Service of every event, whatever its line says.
  ///   - fallback: Service of events whose line does not say.
  func begin(source: Int64, forced: Int64?, fallback: Int64) {
    self.source = source
    forcedService = forced
    defaultService = fallback
    for index in numbers.indices { numbers[index].removeAll(keepingCapacity: true) }
    spans.removeAll(keepingCapacity: true)
  }

  func append(_ rows: RequestColumns, counting rollup: inout RollupAccumulator) throws {
    guard rows.count > 0 else { return }
    stage.setRows(rows.count)
    stage.constant(0, source)
    stage.integers(1, rows.line)
    stage.integers(2, rows.byteOffset)
    stage.integers(3, rows.start)
    stage.integers(4, rows.end)
    stage.integers(5, rows.status)
    stage.integers(6, rows.outcome)
    stage.integers(7, rows.bodyBytes)
    stage.integers(8, rows.duration)
    for (index, path) in RequestColumns.dictionaryColumns.enumerated() {
      let column = rows[keyPath: path]
      try learn(column, index)
      let place = RequestInsert.firstDictionary + index
      if index == 0, let forcedService {
        stage.constant(place, forcedService)
      } else {
        stage.dictionary(
          place, column, numbers: numbers[index], absent: index == 0 ? defaultService : 0)
      }
    }
    stage.text(21, rows.path)
    stage.text(22, rows.query)
    stage.text(23, rows.trace)
    count(rows, into: &rollup)
    try insert.run()
  }

  /// Gives the values that the batch met first their numbers in the case.
  private func learn(_ column: DictionaryColumn, _ index: Int) throws {
    guard column.newValues.count > 0 else { return }
    for row in 0..<column.newValues.count {
      let value = column.newValues.value(row)
      if let number = try dictionaries[index].number(of: value) {
        numbers[index].append(number)
      } else {
        // The case's dictionary is full though the source's is not: the value is no longer told apart.
        numbers[index].append(try dictionaries[index].number(of: "(other)"))
      }
    }
  }

  private func count(_ rows: RequestColumns, into rollup: inout RollupAccumulator) {
    let services = rows.service.ids
    let causes = rows.cause.ids
    var current: (service: Int64, first: Int64, last: Int64, count: Int64)?
    for row in 0..<rows.count {
      let service = forcedService ?? number(services[row], 0, absent: defaultService)
      let end = rows.end[row]
      rollup.count(
        service: service, end: end, outcome: rows.outcome[row],
        cause: number(causes[row], 5, absent: 0), duration: rows.duration[row])
      if var open = current, open.service == service {
        open.first = min(open.first, end)
        open.last = max(open.last, end)
        open.count += 1
        current = open
      } else {
        flush(current)
        current = (service, end, end, 1)
      }
    }
    flush(current)
  }

  private func flush(_ span: (service: Int64, first: Int64, last: Int64, count: Int64)?) {
    guard let span else { return }
    if let known = spans[span.service] {
      spans[span.service] = (
        min(known.first, span.first), max(known.last, span.last), known.count + span.count
      )
    } else {
      spans[span.service] = (span.first, span.last, span.count)
    }
  }

  /// Services and causes never travel inline past the store: such values count as absent.
  @inline(__always)
  private func number(_ local: Int32, _ column: Int, absent: Int64) -> Int64 {
    local >= 0 ? numbers[column][Int(local)] : absent
  }
}
