// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// Inserts batches of requests: rows become records in memory, which SQLite takes over whole.
final class RequestInsert {
  /// Places of the columns of the table `request` that are not dictionary columns.
  private enum Place {
    static let source = 0
    static let line = 1
    static let byteOffset = 2
    static let end = 3
    static let startGap = 4
    static let status = 5
    static let outcome = 6
    static let bodyBytes = 7
    static let duration = 8
    static let upstreamDuration = 9
    static let firstDictionary = 10
    static let path = firstDictionary + CaseSchema.requestDictionaries.count
    static let query = path + 1
    static let trace = path + 2
    static let count = path + 3
  }
  /// Places of the columns that events are counted by among the dictionary columns.
  private static let service = 0
  private static let route = 2
  private static let cause = 5

  private let stage = RecordStage(columnCount: Place.count)
  private let image: TableImage
  private let insert: RawStatement
  private let insertFailure: RawStatement
  private let writeBehind: WriteBehind
  private var dictionaries: [ColumnNumbers]
  private var forcedService: Int64?
  private var defaultService: Int64 = 0
  private var source: Int64 = 0
  /// Rowid that the next request gets: SQLite numbers them on from the last.
  private var nextRow: Int64
  /// Rowid of the first request of the open source.
  private(set) var firstRowOfSource: Int64 = 1
  /// Which routes of each service have their own name.
  var routes: RouteLimit
  /// Requests of the open source whose route has none.
  private(set) var otherRoutes: Int64 = 0

  /// Takes the dictionaries of `CaseSchema.requestDictionaries`, in this order.
  init(
    _ database: Database, dictionaries: [CaseDictionary], path: String, routesPerService: Int
  ) throws {
    routes = try RouteLimit(
      database, dictionaries[RequestInsert.route], most: routesPerService)
    writeBehind = WriteBehind(path: path)
    self.dictionaries = dictionaries.enumerated().map { index, dictionary in
      let isName = [RequestInsert.service, RequestInsert.cause].contains(index)
      return ColumnNumbers(dictionary, isName: isName)
    }
    image = try TableImage(
      database, schema: CaseSchema.requestTable, attachedAs: "request_image")
    insert = try RawStatement(
      database, "INSERT INTO main.request SELECT * FROM request_image.request")
    insertFailure = try RawStatement(
      database, "INSERT INTO request_failure VALUES (?, ?, ?, ?, ?)")
    nextRow = try RequestInsert.nextRow(database)
  }

  /// Takes up numbering again after rows were taken back.
  func didRollback(_ database: Database) throws {
    image.clear()
    nextRow = try RequestInsert.nextRow(database)
  }

  private static func nextRow(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT coalesce(max(rowid), 0) + 1 FROM request") ?? 1
  }

  /// Starts a source.
  ///
  /// Events are those of the service `forced`, whatever their line says; without it, those whose
  /// line does not say are those of `fallback`.
  func begin(source: Int64, forced: Int64?, fallback: Int64) {
    self.source = source
    firstRowOfSource = nextRow
    forcedService = forced
    defaultService = fallback
    otherRoutes = 0
    for index in dictionaries.indices { dictionaries[index].begin() }
  }

  /// Appends the next rows of the open source and counts them.
  func append(
    _ rows: RequestColumns, counting rollup: inout RollupAccumulator, _ spans: inout EventSpans
  ) throws {
    guard rows.count > 0 else { return }
    stageNumbers(rows)
    try stageDictionaries(rows)
    stage.text(Place.path, rows.path)
    stage.text(Place.query, rows.query)
    stage.traces(Place.trace, rows.trace)
    stage.append(to: image)
    try count(rows, &rollup, &spans)
    nextRow += Int64(rows.count)
    if image.isFull { try flush() }
  }

  /// Hands the rows that wait to SQLite.
  ///
  /// Several batches go over together: to show an image to SQLite costs as much as some hundred rows.
  func flush() throws {
    guard !image.isEmpty else { return }
    defer { image.clear() }
    try image.publish()
    try insert.run()
    writeBehind.nudge()
  }

  private func stageNumbers(_ rows: RequestColumns) {
    stage.setRows(rows.count)
    stage.constant(Place.source, source)
    stage.integers(Place.line, rows.line)
    stage.integers(Place.byteOffset, rows.byteOffset)
    stage.integers(Place.end, rows.end)
    stage.integers(Place.startGap, RequestInsert.startGaps(rows))
    stage.integers(Place.status, rows.status)
    stage.integers(Place.outcome, rows.outcome)
    stage.integers(Place.bodyBytes, rows.bodyBytes)
    stage.integers(Place.duration, rows.duration)
    stage.integers(Place.upstreamDuration, rows.upstreamDuration)
  }

  /// How much earlier than end less duration each request began: nearly always not at all, so that a
  /// start costs no byte of the row.
  private static func startGaps(_ rows: RequestColumns) -> [Int64] {
    (0..<rows.count).map { row in
      rows.end[row] &- max(0, rows.duration[row]) &- rows.start[row]
    }
  }

  private func stageDictionaries(_ rows: RequestColumns) throws {
    for (index, path) in RequestColumns.dictionaryColumns.enumerated() {
      let place = Place.firstDictionary + index
      let isService = index == RequestInsert.service
      if isService, let forcedService {
        stage.constant(place, forcedService)
        continue
      }
      let absent = isService ? defaultService : 0
      let column = rows[keyPath: path]
      if column.isAbsent {
        stage.constant(place, absent)
        if isService || index == RequestInsert.cause || index == RequestInsert.route {
          dictionaries[index].fill(rows.count, with: absent)
        }
        continue
      }
      try dictionaries[index].translate(column, absent: absent)
      if index == RequestInsert.route { try limitRoutes() }
      stage.mixed(place, dictionaries[index].rows, texts: dictionaries[index].texts)
    }
  }

  /// Puts `{other}` in the place of routes that their service has too many of.
  private func limitRoutes() throws {
    let services = dictionaries[RequestInsert.service].rows
    let found = dictionaries[RequestInsert.route].rows
    var lastService: Int64 = -1
    var lastRoute: Int64 = -1
    for row in found.indices where found[row] != 0 {
      let service = forcedService ?? services[row]
      let route = found[row]
      if route == lastRoute, service == lastService { continue }
      let isAdmitted =
        route > 0
        ? try routes.admits(service, route: route)
        : try routes.admits(
          service, text: dictionaries[RequestInsert.route].texts.value(Int(-1 - route)))
      if isAdmitted {
        // Texts have a place of their own in each row.
        lastService = route > 0 ? service : -1
        lastRoute = route
      } else {
        dictionaries[RequestInsert.route].rows[row] = routes.other
        otherRoutes += 1
      }
    }
  }

  private func count(
    _ rows: RequestColumns, _ rollup: inout RollupAccumulator, _ spans: inout EventSpans
  ) throws {
    let services = dictionaries[RequestInsert.service].rows
    let causes = dictionaries[RequestInsert.cause].rows
    let isFailed = RequestInsert.isFailed
    for row in 0..<rows.count {
      let service = forcedService ?? services[row]
      let end = rows.end[row]
      let outcome = rows.outcome[row]
      rollup.count(
        service: service, end: end, outcome: outcome, cause: causes[row],
        duration: rows.duration[row])
      spans.add(service: service, time: end)
      if isFailed[Int(outcome)] {
        insertFailure.bind(1, service)
        insertFailure.bind(2, end)
        insertFailure.bind(3, nextRow + Int64(row))
        insertFailure.bind(4, Int64(rows.status[row]))
        bindRoute(row)
        try insertFailure.run()
      }
    }
  }

  private func bindRoute(_ row: Int) {
    let routes = dictionaries[RequestInsert.route]
    let number = routes.rows[row]
    if number >= 0 {
      insertFailure.bind(5, number)
    } else {
      insertFailure.bind(5, text: Array(routes.texts.value(Int(-1 - number))))
    }
  }

  /// By raw values of `Outcome`.
  private static let isFailed = Outcome.allCases.map(\.isFailed)
}
