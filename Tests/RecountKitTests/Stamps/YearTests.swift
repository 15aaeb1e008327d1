// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountKit
import RecountModel
import Testing

/// Logs of a daemon whose stamps state no year.
@Suite struct YearTests {
  private let logs: TemporaryLogs

  init() throws {
    logs = try TemporaryLogs()
  }

  private func line(_ stamp: String) -> String {
    #"\#(stamp) lb1 web: 203.0.113.7 - - "GET /a HTTP/1.1" 502 157 "-" "curl/8.5.0""#
  }

  private func days() throws -> [String] {
    try logs.rows("SELECT substr(\"end\", 1, 10) FROM requests ORDER BY line")
  }

  /// Nine lines around New Year.
  private var newYear: [String] {
    (1...9).map { line($0 < 5 ? "Dec 31 23:59:5\($0)" : "Jan  1 00:00:0\($0)") }
  }

  @Test func `nothing tells the year, and the source says so`() throws {
    try logs.write(newYear, "messages")
    let error = try #require(throws: RecountError.self) { try logs.ingest() }
    #expect(error.rendered.contains("year unknown (messages)"), "\(error.rendered)")
    #expect(error.rendered.contains("--year"))
  }

  @Test func `a source of an unknown year is left out and the others are kept`() throws {
    try logs.write(newYear, "messages")
    try logs.write(
      [#"[2025-03-12T09:14:02.310Z] "GET /b HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#],
      "proxy.log")
    // The other tells the year; without it there would be none.
    try logs.ingest()
    #expect(try logs.rows("SELECT count(*) FROM sources") == ["2"])
  }

  @Test func `a given year is that of the first line, and the next one begins in January`() throws {
    try logs.write(newYear, "messages")
    let summary = try logs.ingest { try $0.useYear(2023) }
    #expect(
      try days()
        == Array(repeating: "2023-12-31", count: 4) + Array(repeating: "2024-01-01", count: 5))
    #expect(
      summary.remarks.contains(
        "messages: 9 stamps state no year: counted on from 2023, which was given"))
    #expect(
      try logs.rows("SELECT time_quality, yearless, zoneless, year_given FROM sources")
        == ["year_inferred|9|9|2023"])
  }

  @Test func `the name of the log tells the year`() throws {
    try logs.write(newYear, "messages-20210103")
    try logs.ingest()
    #expect(Set(try days()) == ["2020-12-31", "2021-01-01"])
  }

  @Test(arguments: [
    ("2025-01-12", "2024-12-31"), ("2024-11-20", "2024-12-31"),
    ("2024-03-12", "2023-12-31"),
  ])
  func `another log tells the year that is nearest`(day: String, first: String) throws {
    try logs.write(newYear, "messages")
    try logs.write(
      [#"[\#(day)T09:14:02.310Z] "GET /b HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#],
      "proxy.log")
    try logs.ingest()
    #expect(
      try logs.rows(
        "SELECT substr(\"end\", 1, 10) FROM requests WHERE source = 'messages' AND line = 1")
        == [first])
  }

  @Test func `the claimed beginning of the incident tells the year before other logs do`() throws {
    try logs.write(newYear, "messages")
    try logs.write(
      [#"[2012-03-12T09:14:02.310Z] "GET /b HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#],
      "proxy.log")
    try logs.write(["claims: {onset: 2019-01-01T00:00Z}"], "incident.yml")
    try logs.ingest()
    #expect(
      try logs.rows("SELECT DISTINCT substr(\"end\", 1, 4) FROM requests WHERE source = 'messages'")
        .sorted() == ["2018", "2019"])
  }

  @Test func `incident.yml gives a service a year and a zone`() throws {
    try logs.write([line("Jul  4 12:00:00")], "messages")
    try logs.write(
      ["services:", "  - {name: web, logs: [messages], year: 2016, zone: America/New_York}"],
      "incident.yml")
    try logs.ingest()
    #expect(try logs.rows("SELECT \"end\" FROM requests") == ["2016-07-04T16:00:00.000000Z"])
  }

  @Test func `a log that grows over New Year goes on in the next year`() throws {
    try logs.write(Array(newYear.prefix(3)), "messages")
    try logs.ingest { try $0.useYear(2023) }
    try logs.write(newYear, "messages")
    try logs.ingest { try $0.useYear(2023) }
    #expect(
      try days()
        == Array(repeating: "2023-12-31", count: 4) + Array(repeating: "2024-01-01", count: 5))
  }

  @Test func `a 29th of February is of a leap year`() throws {
    try logs.write([line("Feb 29 12:00:00")], "messages")
    try logs.write(
      [#"[2025-03-12T09:14:02.310Z] "GET /b HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#],
      "proxy.log")
    try logs.ingest()
    #expect(
      try logs.rows("SELECT substr(\"end\", 1, 10) FROM requests WHERE source = 'messages'")
        == ["2024-02-29"])
  }
}
