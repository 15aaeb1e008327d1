// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

struct RollupTests {
  private struct Key: Hashable {
    var service: String
    var minute: Int64
    var outcome: String
    var cause: String
  }

  @Test(arguments: [UInt64(11), 12])
  func `counts equal the portable statement and a naive count over sources and commits`(
    seed: UInt64
  ) throws {
    let file = try TemporaryCase()
    var sample = RequestSample(seed: seed)
    var naive: [Key: Int64] = [:]
    var portable: [Key: Int64] = [:]
    for index in 0..<4 {
      // A writer of its own now and then, as a second run has.
      let writer = try file.writer()
      let rows = sample.rows(300)
      var encoder = RequestEncoder(limit: 4)
      try writer.store([encoder.batch(rows)], as: "\(index).log")
      try writer.finish()
      for row in rows { naive[key(row), default: 0] += 1 }
      for row in try file.rows(portableText(source: index + 1)) {
        portable[key(row), default: 0] += count(row)
      }
    }
    var stored: [Key: Int64] = [:]
    let rollup = """
      SELECT dict_service.value, minute_us, dict_outcome.value, reason, n FROM rollup
      JOIN dict_service ON dict_service.id = service JOIN dict_outcome ON dict_outcome.id = outcome
      """
    for row in try file.rows(rollup) { stored[key(row), default: 0] += count(row) }
    #expect(stored == naive)
    #expect(portable == naive)
  }

  private func portableText(source: Int) -> String {
    let text = RollupText.requestsOfSource.split(separator: ":source").joined(
      separator: "\(source) ")
    return """
      SELECT dict_service.value, minute_us, dict_outcome.value, dict_cause.value, n FROM (\(text))
      JOIN dict_service ON dict_service.id = service JOIN dict_outcome ON dict_outcome.id = outcome
      JOIN dict_cause ON dict_cause.id = cause
      """
  }

  private func key(_ row: RequestRow) -> Key {
    let cause = String(decoding: row.values[RequestRow.causeColumn] ?? [], as: UTF8.self)
    return Key(
      service: String(
        decoding: row.values[RequestRow.serviceColumn] ?? Array("web".utf8), as: UTF8.self),
      minute: row.end - row.end % 60_000_000, outcome: row.outcome.name,
      cause: String(
        String.UnicodeScalarView(cause.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })))
  }

  private func key(_ row: [QueryValue]) -> Key {
    guard case .text(let service) = row[0], case .integer(let minute) = row[1],
      case .text(let outcome) = row[2], case .text(let cause) = row[3]
    else { return Key(service: "?", minute: 0, outcome: "?", cause: "?") }
    return Key(service: service, minute: minute, outcome: outcome, cause: cause)
  }

  private func count(_ row: [QueryValue]) -> Int64 {
    guard case .integer(let count) = row[4] else { return 0 }
    return count
  }

  @Test func `stamps before 1970 and far ahead keep their minute`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let years = [1800, 1969, 1970, 2066, 2200].map {
      Timestamp(CivilDate(year: $0, month: 1, day: 1), hour: 12, minute: 30, second: 30)
    }
    try writer.store([.requests(years.map { RequestRow($0) })])
    try writer.finish()
    let minutes = try file.rows("SELECT minute FROM rollups WHERE minute_us > 0 ORDER BY minute_us")
    #expect(
      minutes
        == ["1970-01-01", "2066-01-01", "2200-01-01"].map {
          [.text("\($0)T12:30:00.000000Z")]
        })
    // Bins are cut towards zero, as `t - t % w` does.
    #expect(
      try file.rows("SELECT minute FROM rollups WHERE minute_us < 0 ORDER BY minute_us")
        == [[.text("1800-01-01T12:31:00.000000Z")], [.text("1969-01-01T12:31:00.000000Z")]])
    #expect(
      try file.rows("SELECT \"end\" FROM requests ORDER BY id LIMIT 2")
        == [[.text("1800-01-01T12:30:30.000000Z")], [.text("1969-01-01T12:30:30.000000Z")]])
  }

  @Test func `durations add up per bucket over sources and half-open ranges`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    for index in 0..<2 {
      let rows = [
        RequestRow(.at(10, 0), duration: 5), RequestRow(.at(10, 0, 59), duration: 100),
        RequestRow(.at(10, 1), duration: 100), RequestRow(.at(10, 0)),
        RequestRow(.at(10, 0), service: "other", duration: 7),
      ]
      try writer.store([.requests(rows)], as: "\(index).log")
      try writer.commit()
    }
    let reader = try file.reader()
    let hundred = DurationBucket.index(microseconds: 100)
    func durations(_ range: TimeRange) throws -> [Int: Int64] {
      try reader.durations(service: "web", in: range).reduce(into: [:]) { $0[$1.bucket] = $1.count }
    }
    #expect(
      try durations(TimeRange(start: .at(10, 0), end: .at(10, 1))) == [5: 2, hundred: 2])
    #expect(try durations(TimeRange(start: .at(10, 1), end: .at(10, 2))) == [hundred: 2])
    #expect(try durations(TimeRange(start: .at(9, 0), end: .at(10, 0))).isEmpty)
    #expect(
      try reader.durations(service: "none", in: TimeRange(start: .at(0, 0), end: .at(23, 0)))
        .isEmpty)
    let buckets = try reader.durations(
      service: "web", in: TimeRange(start: .at(0, 0), end: .at(23, 0))
    ).map(\.bucket)
    #expect(buckets == buckets.sorted())
  }

  @Test func `the statements of figures count what the series counts`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let service = "it's \u{202E}odd\n'\u{301}"
    let rows = (0..<6).map { minute in
      RequestRow(.at(10, minute), minute % 2 == 0 ? .failure : .success, service: service)
    }
    try writer.store([.requests(rows)])
    try writer.finish()
    let from = Timestamp.at(10, 1).rfc3339
    let to = Timestamp.at(10, 5).rfc3339
    let failed = RollupText.failed(service: service, unit: "request", from: from, to: to)
    let total = RollupText.total(service: service, unit: "request", from: from, to: to)
    #expect(try file.value(failed) == .integer(2))
    #expect(try file.value(total) == .integer(4))
    #expect(!failed.contains("\n") && !failed.unicodeScalars.contains("\u{202E}"))
    #expect(try file.rows(RollupText.series(service: service, unit: "request")).count == 6)
    #expect(
      try file.value(RollupText.failed(service: "none", unit: "step", from: from, to: to))
        == .integer(0))
  }
}
