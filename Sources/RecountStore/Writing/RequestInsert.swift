// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// Inserts batches of requests: columns go through a virtual table, so a row costs no binding.
final class RequestInsert {
  /// Columns in the order of the table `request`, the id left out.
  private static let columns =
    [
      "source", "line", "byte_offset", "start_us", "end_us", "status", "outcome", "body_bytes",
      "duration_us",
    ] + CaseSchema.requestDictionaries + ["path", "query", "trace"]
  private static let firstDictionary = 9
  private static let firstText = firstDictionary + CaseSchema.requestDictionaries.count
  /// Places of the columns that events are counted by among the dictionary columns.
  private static let service = 0
  private static let cause = 5

  private let stage: BatchStage
  private let insert: RawStatement
  private var dictionaries: [ColumnNumbers]
  private var forcedService: Int64?
  private var defaultService: Int64 = 0
  private var source: Int64 = 0

  /// Takes the dictionaries of `CaseSchema.requestDictionaries`, in this order.
  init(_ database: Database, dictionaries: [CaseDictionary]) throws {
    self.dictionaries = dictionaries.enumerated().map { index, dictionary in
      let isName = [RequestInsert.service, RequestInsert.cause].contains(index)
      return ColumnNumbers(dictionary, isName: isName)
    }
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

  /// Starts a source.
  ///
  /// Events are those of the service `forced`, whatever their line says; without it, those whose
  /// line does not say are those of `fallback`.
  func begin(source: Int64, forced: Int64?, fallback: Int64) {
    self.source = source
    forcedService = forced
    defaultService = fallback
    for index in dictionaries.indices { dictionaries[index].begin() }
  }

  /// Appends the next rows of the open source and counts them.
  func append(
    _ rows: RequestColumns, counting rollup: inout RollupAccumulator, _ spans: inout EventSpans
  ) throws {
    guard rows.count > 0 else { return }
    stageNumbers(rows)
    for (index, path) in RequestColumns.dictionaryColumns.enumerated() {
      let isService = index == RequestInsert.service
      if isService, forcedService != nil { continue }
      try dictionaries[index].translate(rows[keyPath: path], absent: isService ? defaultService : 0)
      stage.mixed(
        RequestInsert.firstDictionary + index, dictionaries[index].rows,
        texts: dictionaries[index].texts)
    }
    if let forcedService {
      stage.constant(RequestInsert.firstDictionary + RequestInsert.service, forcedService)
    }
    for (index, column) in [rows.path, rows.query, rows.trace].enumerated() {
      stage.text(RequestInsert.firstText + index, column)
    }
    count(rows, &rollup, &spans)
    try insert.run()
  }

  private func stageNumbers(_ rows: RequestColumns) {
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
  }

  private func count(
    _ rows: RequestColumns, _ rollup: inout RollupAccumulator, _ spans: inout EventSpans
  ) {
    let services = dictionaries[RequestInsert.service].rows
    let causes = dictionaries[RequestInsert.cause].rows
    for row in 0..<rows.count {
      let service = forcedService ?? services[row]
      let end = rows.end[row]
      rollup.count(
        service: service, end: end, outcome: rows.outcome[row], cause: causes[row],
        duration: rows.duration[row])
      spans.add(service: service, time: end)
    }
  }
}
