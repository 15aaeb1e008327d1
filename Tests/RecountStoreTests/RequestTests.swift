// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

/// What goes in through the writer comes out of the view `requests`, compared with a naive model.
struct RequestTests {
  private static let names = [
    "service", "method", "route", "http_version", "upstream_statuses", "cause", "client", "user",
    "agent", "referrer", "host", "attributes",
  ]

  private static let fields =
    [
      "line", "byte_offset", "start_us", "end_us", "status", "outcome", "body_bytes", "duration_us",
      "upstream_duration_us",
    ]
    + (names + ["path", "query", "trace"]).map { "CASE WHEN \($0) IS NOT NULL THEN hex(\($0)) END" }

  /// The row as the view must show it.
  private func expected(_ row: RequestRow, fallback: String, forced: String?) -> [QueryValue] {
    var texts = row.values.map { $0 ?? [] }
    let service = row.values[0].map { String(decoding: $0, as: UTF8.self) }
    texts[0] = Array((forced ?? service ?? fallback).utf8)
    // Causes are names: UTF-8 without NUL.
    texts[5] = String(decoding: texts[5], as: UTF8.self).utf8
      .flatMap { $0 == 0 ? Array("\u{FFFD}".utf8) : [$0] }
    func number(_ value: Int64, absent: Int64) -> QueryValue {
      value == absent ? .null : .integer(value)
    }
    return [
      .integer(row.line), .integer(row.byteOffset), .integer(row.start), .integer(row.end),
      number(Int64(row.status), absent: 0), .text(row.outcome.name),
      number(row.bodyBytes, absent: -1), number(row.duration, absent: -1),
      number(row.upstreamDuration, absent: -1),
    ] + texts.map(RequestTests.hex) + [
      .text(RequestTests.hexText(row.path)), RequestTests.hex(row.query),
      RequestTests.hex(row.trace),
    ]
  }

  private static func hex(_ bytes: [UInt8]) -> QueryValue {
    bytes.isEmpty ? .null : .text(hexText(bytes))
  }

  private static func hexText(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }

  private func stored(_ file: TemporaryCase, source: String) throws -> [[QueryValue]] {
    try file.rows(
      """
      SELECT \(RequestTests.fields.joined(separator: ", ")) FROM requests
      WHERE source = '\(source)' ORDER BY id
      """)
  }

  @Test(arguments: [3, 40, 1 << 16], [UInt64(1), 2, 3])
  func `rows of several sources and batches come back field by field`(
    limit: Int, seed: UInt64
  ) throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    var sample = RequestSample(seed: seed)
    var model: [(source: String, rows: [RequestRow])] = []
    for index in 0..<3 {
      let rows = sample.rows(400)
      var encoder = RequestEncoder(limit: limit)
      let batches = stride(from: 0, to: 400, by: 130).map { start in
        encoder.batch(Array(rows[start..<min(400, start + 130)]))
      }
      try writer.store(batches, as: "\(index).log", service: "fallback-\(index)")
      if index == 1 { try writer.commit() }
      model.append(("\(index).log", rows))
    }
    try writer.finish()
    for (index, (source, rows)) in model.enumerated() {
      let found = try stored(file, source: source)
      let wanted = rows.map { expected($0, fallback: "fallback-\(index)", forced: nil) }
      #expect(found == wanted)
    }
    #expect(try file.value("SELECT * FROM pragma_integrity_check") == .text("ok"))
  }

  @Test func `a forced service stands before what lines say`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let rows = [RequestRow(.at(10, 0), service: "other"), RequestRow(.at(10, 1))]
    try writer.store([.requests(rows)], service: "mine", isForced: true)
    try writer.finish()
    #expect(try file.rows("SELECT DISTINCT service FROM requests") == [[.text("mine")]])
    #expect(try file.rows("SELECT DISTINCT service FROM rollups") == [[.text("mine")]])
    #expect(try file.rows("SELECT service FROM coverage") == [[.text("mine")]])
    #expect(
      try file.value("SELECT count(*) FROM dict_service WHERE value = 'other'") == .integer(0))
  }

  @Test func `more clients than the dictionary holds stay apart`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    // Each source fits its own dictionary; together they do not fit the case's.
    for source in 0..<2 {
      let rows = (0..<50_000).map { index in
        RequestRow(.at(10, 0), .failure, client: "10.\(source).\(index)")
      }
      var encoder = RequestEncoder()
      let batches = stride(from: 0, to: rows.count, by: 9000).map { start in
        encoder.batch(Array(rows[start..<min(rows.count, start + 9000)]))
      }
      try writer.store(batches, as: "\(source).log")
    }
    try writer.finish()
    let reader = try file.reader()
    #expect(try reader.rows("SELECT count(DISTINCT client) FROM requests") == [[.integer(100_000)]])
    #expect(
      try reader.rows("SELECT client FROM requests WHERE id IN (1, 100000) ORDER BY id")
        == [[.text("10.0.0")], [.text("10.1.49999")]])
    #expect(try file.count("dict_client") == .integer(65_535))
    let minute = TimeRange(start: .at(10, 0), end: .at(10, 1))
    #expect(try reader.failedClients(service: "web", in: minute) == 100_000)
  }

  @Test func `one source with more clients than its own dictionary holds keeps them all`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let rows = (0..<70_000).map { RequestRow(.at(10, 0), .failure, client: "c\($0 % 69_000)") }
    var encoder = RequestEncoder()
    try writer.store([encoder.batch(Array(rows[..<40_000])), encoder.batch(Array(rows[40_000...]))])
    try writer.finish()
    #expect(try file.value("SELECT count(DISTINCT client) FROM requests") == .integer(69_000))
    #expect(try file.count("requests WHERE client = 'c500'") == .integer(2))
  }

  @Test func `a value has one form whether it came numbered or inline`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    var narrow = RequestEncoder(limit: 1)
    let first = ["a", "b", "b"].map { RequestRow(.at(10, 0), .failure, client: $0) }
    try writer.store([narrow.batch(first)], as: "1.log")
    try writer.store([.requests([RequestRow(.at(10, 0), .failure, client: "b")])], as: "2.log")
    try writer.finish()
    #expect(try file.value("SELECT count(DISTINCT client) FROM request") == .integer(2))
  }

  @Test func `more services than fit are counted as one and lose no event`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let rows = (0..<66_000).map { RequestRow(.at(10, 0), .failure, service: "s\($0)") }
    try writer.store([.requests(rows)])
    try writer.finish()
    #expect(try file.value("SELECT sum(n) FROM rollups") == .integer(66_000))
    // 65,535 numbers: one for "none", one for the fallback, one kept for the others.
    #expect(try file.value("SELECT n FROM rollups WHERE service = '(other)'") == .integer(467))
    #expect(try file.value("SELECT max(service) FROM rollup") == .integer(65_535))
    #expect(try file.count("rollups WHERE service IS NULL OR service = ''") == .integer(0))
  }

  @Test func `services that travel inline are stored and counted`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    var encoder = RequestEncoder(limit: 1)
    let rows = ["a", "b", "c", "b"].map { RequestRow(.at(10, 0), service: $0, cause: $0) }
    try writer.store([encoder.batch(rows)])
    try writer.finish()
    let counts = try file.rows("SELECT service, reason, n FROM rollups ORDER BY service")
    #expect(
      counts == [
        [.text("a"), .text("a"), .integer(1)], [.text("b"), .text("b"), .integer(2)],
        [.text("c"), .text("c"), .integer(1)],
      ])
  }
}
