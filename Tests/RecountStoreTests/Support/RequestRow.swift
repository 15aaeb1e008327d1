// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A request as the naive model keeps it: one value per field, nothing numbered.
struct RequestRow: Equatable {
  var line: Int64 = 1
  var byteOffset: Int64 = 0
  var start: Int64 = 0
  var end: Int64 = 0
  var status: Int16 = 200
  var outcome = Outcome.success
  var bodyBytes: Int64 = RequestColumns.absentNumber
  var duration: Int64 = RequestColumns.absentNumber
  var upstreamDuration: Int64 = RequestColumns.absentNumber
  /// In the order of `RequestColumns.dictionaryColumns`; nil for absent.
  var values: [[UInt8]?] = Array(repeating: nil, count: 12)
  var path: [UInt8] = Array("/".utf8)
  var query: [UInt8] = []
  var trace: [UInt8] = []

  static let serviceColumn = 0
  static let causeColumn = 5
  static let clientColumn = 6

  /// A request that ended `end`.
  init(
    _ end: Timestamp, _ outcome: Outcome = .success, service: String? = nil, cause: String? = nil,
    client: String? = nil, duration: Int64 = RequestColumns.absentNumber
  ) {
    self.end = end.microseconds
    start = end.microseconds - max(0, duration)
    self.outcome = outcome
    self.duration = duration
    values[RequestRow.serviceColumn] = service.map { Array($0.utf8) }
    values[RequestRow.causeColumn] = cause.map { Array($0.utf8) }
    values[RequestRow.clientColumn] = client.map { Array($0.utf8) }
  }

  init() {}
}

/// Makes batches of rows as a parser does: numbers in the order of appearance, further values
/// inline when `limit` are known.
struct RequestEncoder {
  private var known: [[[UInt8]: Int32]] = Array(repeating: [:], count: 12)
  private let limit: Int

  init(limit: Int = 1 << 16) {
    self.limit = limit
  }

  mutating func batch(_ rows: [RequestRow]) -> EventBatch {
    var events = EventBatch()
    for row in rows {
      append(row, to: &events.requests)
      events.countEventLine()
    }
    return events
  }

  private mutating func append(_ row: RequestRow, to columns: inout RequestColumns) {
    columns.line.append(row.line)
    columns.byteOffset.append(row.byteOffset)
    columns.start.append(row.start)
    columns.end.append(row.end)
    columns.status.append(row.status)
    columns.outcome.append(row.outcome.rawValue)
    columns.bodyBytes.append(row.bodyBytes)
    columns.duration.append(row.duration)
    columns.upstreamDuration.append(row.upstreamDuration)
    for (index, path) in RequestColumns.dictionaryColumns.enumerated() {
      append(row.values[index], index, to: &columns[keyPath: path])
    }
    columns.path.append(row.path)
    columns.query.append(row.query)
    columns.trace.append(row.trace)
  }

  private mutating func append(
    _ value: [UInt8]?, _ index: Int, to column: inout DictionaryColumn
  ) {
    guard let value else { return column.appendAbsent() }
    if let id = known[index][value] { return column.append(id: id) }
    guard known[index].count < limit else { return column.appendInline(value) }
    let id = Int32(known[index].count)
    known[index][value] = id
    column.appendNew(id: id, value)
  }
}

extension EventBatch {
  /// One batch of requests, as the first of its source.
  static func requests(_ rows: [RequestRow]) -> EventBatch {
    var encoder = RequestEncoder()
    return encoder.batch(rows)
  }

  static func steps(_ steps: [BuildStep]) -> EventBatch {
    var events = EventBatch()
    events.steps = steps
    for _ in steps { events.countEventLine() }
    return events
  }
}

extension Timestamp {
  /// A time of 16 December 2022, UTC.
  static func at(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Timestamp {
    Timestamp(
      CivilDate(year: 2022, month: 12, day: 16), hour: hour, minute: minute, second: second)
  }
}
