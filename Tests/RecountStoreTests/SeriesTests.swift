// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

struct SeriesTests {
  private func file(_ sources: [[RequestRow]], service: String = "web") throws -> TemporaryCase {
    let file = try TemporaryCase()
    let writer = try file.writer()
    for (index, rows) in sources.enumerated() {
      try writer.store([.requests(rows)], as: "\(index).log", service: service)
    }
    try writer.finish()
    return file
  }

  @Test func `events are binned by the minute of their end`() throws {
    let file = try file([
      [
        RequestRow(.at(10, 0, 0), .failure), RequestRow(.at(10, 0, 59)), RequestRow(.at(10, 1, 0)),
        RequestRow(.at(10, 3, 30), .timeout), RequestRow(.at(10, 3, 31), .error),
        RequestRow(.at(10, 3, 32), .cancelled), RequestRow(.at(10, 2), .skipped),
      ]
    ])
    let series = try #require(try file.reader().series().first)
    #expect(series.service == "web" && series.unit == .request)
    #expect(series.start == .at(10, 0) && series.binWidth == .minute)
    #expect(series.failed == [1, 0, 0, 2])
    #expect(series.total == [2, 1, 0, 3])
    #expect(series.covered == [true, true, true, true])
    #expect(try file.reader().strayEvents().isEmpty)
  }

  @Test func `a gap between two sources is no coverage, a quiet minute within one is zero`() throws
  {
    let file = try file([
      [RequestRow(.at(10, 0)), RequestRow(.at(10, 2))],
      [RequestRow(.at(10, 6)), RequestRow(.at(10, 7))],
    ])
    let series = try #require(try file.reader().series().first)
    #expect(series.total == [1, 0, 1, 0, 0, 0, 1, 1])
    #expect(series.covered == [true, true, true, false, false, false, true, true])
  }

  @Test func `overlapping sources add up`() throws {
    let rows = [RequestRow(.at(10, 0)), RequestRow(.at(10, 1), .failure)]
    let series = try #require(
      try file([rows, rows, [RequestRow(.at(10, 1))]]).reader().series().first)
    #expect(series.total == [2, 3] && series.failed == [0, 2])
  }

  @Test func `series come in the order of their names and units`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let rows = ["b", "a", "c"].map { RequestRow(.at(10, 0), service: $0) }
    var events = EventBatch.requests(rows)
    var step = BuildStep(
      key: StepKey(provider: "p", run: "r", job: "j"), origin: .record, outcome: .success)
    step.repository = "b"
    step.end = .at(10, 0)
    events.steps = [step]
    try writer.store([events])
    try writer.finish()
    let series = try file.reader().series()
    #expect(series.map(\.service) == ["a", "b", "b", "c"])
    #expect(series.map(\.unit) == [.request, .request, .step, .request])
  }

  @Test func `between two build logs nothing was built, which is zero steps`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    for minute in [0, 5] {
      var step = BuildStep(
        key: StepKey(provider: "p", run: "r\(minute)", job: "j"), origin: .record,
        outcome: .success)
      step.end = .at(10, minute)
      try writer.store([.steps([step])], as: "\(minute)")
    }
    try writer.finish()
    let series = try #require(try file.reader().series().first)
    #expect(series.covered == Array(repeating: true, count: 6))
  }

  // MARK: - Stray stamps

  private static let far = [1970, 2066].map {
    Timestamp(CivilDate(year: $0, month: 1, day: 1), minute: 5)
  }

  @Test(arguments: [0, 1, 2])
  func `stamps of 1970 and 2066 are listed and leave the series alone`(position: Int) throws {
    var rows = [RequestRow(.at(10, 0)), RequestRow(.at(10, 2), .failure)]
    rows.insert(contentsOf: SeriesTests.far.map { RequestRow($0, .failure) }, at: position)
    let file = try file([rows, [RequestRow(.at(10, 6))]])
    let reader = try file.reader()
    let series = try #require(try reader.series().first)
    #expect(series.start == .at(10, 0))
    #expect(series.total == [1, 0, 1, 0, 0, 0, 1])
    #expect(series.failed == [0, 0, 1, 0, 0, 0, 0])
    // Years without a log are not years without a request.
    #expect(series.covered == [true, true, true, false, false, false, true])
    let strays = try reader.strayEvents()
    #expect(strays.map(\.first) == SeriesTests.far)
    #expect(strays.map(\.last) == SeriesTests.far)
    #expect(strays.map(\.failed) == [1, 1] && strays.map(\.total) == [1, 1])
    #expect(strays.allSatisfy { $0.service == "web" && $0.unit == .request })
    // They stay in the case, in their own bins.
    #expect(try file.value("SELECT sum(n) FROM rollups") == .integer(5))
    #expect(try file.count("coverage") == .integer(4))
  }

  @Test func `stray stamps all over the decades cannot chain into a long series`() throws {
    let strays = (0..<2000).map { week in
      RequestRow(SeriesTests.far[0] + .hours(24 * 7 * Int64(week)))
    }
    let dense = (0..<600).map { RequestRow(.at($0 / 60, $0 % 60)) }
    let reader = try file([strays + dense]).reader()
    let series = try #require(try reader.series().first)
    #expect(series.count <= 366 * 24 * 60)
    #expect(series.range.contains(.at(5, 0)))
    let outside = try reader.strayEvents().reduce(Int64(0)) { $0 + $1.total }
    #expect(series.total.reduce(0, +) + outside == 2600)
  }

  @Test func `a service with nothing but a wild stamp has a series of one bin`() throws {
    let reader = try file([[RequestRow(SeriesTests.far[1], .failure)]]).reader()
    #expect(try reader.series().map(\.total) == [[1]])
    #expect(try reader.strayEvents().isEmpty)
  }

  @Test func `of two years with as many events the later is the series`() throws {
    let reader = try file([SeriesTests.far.map { RequestRow($0) }]).reader()
    #expect(try reader.series().map(\.start) == [SeriesTests.far[1]])
    #expect(try reader.strayEvents().map(\.first) == [SeriesTests.far[0]])
  }

  @Test func `stamps at the ends of time break nothing`() throws {
    let ends = [Int64.min, .max, 0, -1].map { RequestRow(Timestamp(microseconds: $0)) }
    let file = try file([ends + [RequestRow(.at(10, 0)), RequestRow(.at(10, 1))]])
    let reader = try file.reader()
    let inside = try reader.series().first?.total.reduce(0, +) ?? 0
    let outside = try reader.strayEvents().reduce(Int64(0)) { $0 + $1.total }
    #expect(inside == 2 && outside == 4)
    #expect(try file.count("requests") == .integer(6))
    #expect(try file.rows("SELECT * FROM coverage").count <= 4)
  }

  // MARK: - Windows

  @Test func `failed events are counted by reason, the most first`() throws {
    let file = try file([
      [
        RequestRow(.at(10, 0), .failure, cause: "upstream_reset"),
        RequestRow(.at(10, 1), .failure, cause: "rate_limit"),
        RequestRow(.at(10, 1), .timeout, cause: "rate_limit"),
        RequestRow(.at(10, 1), .failure), RequestRow(.at(10, 1), .success, cause: "rate_limit"),
        RequestRow(.at(10, 2), .failure, cause: "late"),
        RequestRow(.at(10, 1), .failure, service: "other", cause: "elsewhere"),
      ]
    ])
    let reasons = try file.reader().failedByReason(
      service: "web", unit: .request, in: TimeRange(start: .at(10, 0), end: .at(10, 2)))
    #expect(reasons.map(\.reason) == ["rate_limit", "", "upstream_reset"])
    #expect(reasons.map(\.count) == [2, 1, 1])
  }

  @Test func `clients are counted once, and only where a line names one`() throws {
    let file = try file([
      [
        RequestRow(.at(10, 0), .failure, client: "a"),
        RequestRow(.at(10, 1), .failure, client: "a"),
        RequestRow(.at(10, 1), .error, client: "b"), RequestRow(.at(10, 1), .failure),
        RequestRow(.at(10, 1), .success, client: "c"),
        RequestRow(.at(10, 2), .failure, client: "d"),
        RequestRow(.at(10, 1), .failure, service: "other", client: "e"),
      ]
    ])
    let range = TimeRange(start: .at(10, 0), end: .at(10, 2))
    #expect(try file.reader().failedClients(service: "web", in: range) == 2)
    #expect(try file.reader().failedClients(service: "none", in: range) == 0)
  }
}
