// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import RecountModel
import Testing

/// Logs whose stamps state no zone, over the nights in which clocks are changed.
@Suite struct ZoneTests {
  private let logs: TemporaryLogs

  init() throws {
    logs = try TemporaryLogs()
  }

  /// What the clocks of New York showed on 3 November 2024, when two o'clock became one again.
  private static let night = [
    "00:59:58", "01:10:00", "01:59:59", "01:00:01", "01:25:00", "02:00:00",
  ]
  /// The same moments.
  private static let moments = [
    "04:59:58", "05:10:00", "05:59:59", "06:00:01", "06:25:00", "07:00:00",
  ]

  private static let haproxy = night.map {
    #"203.0.113.7:33317 [03/Nov/2024:\#($0).000] web cart/c2 0/0/1/5/6 200 27 - - ---- 1/1/0/0/0 0/0 "GET /v1/cart HTTP/1.1""#
  }
  private static let iis =
    ["#Software: Microsoft Internet Information Services 10.0", "#Version: 1.0"]
    + ["#Fields: date-local time-local cs-method cs-uri-stem sc-status time-taken"]
    + night.map { "2024-11-03 \($0) GET /default.aspx 200 15" }
  private static let bitbucket = night.map {
    #"203.0.113.7 | https | o@1BYB6Qx9x74 | alice | 2024-11-03 \#($0),000 | "GET /projects HTTP/1.1" | "" "curl/8.5.0" | 200 | 0 | 157 | - | 6 | - |"#
  }
  /// Apache's `%{%F %T}t`, as people write it who want no brackets.
  private static let apache = night.map {
    #"203.0.113.7 - - 2024-11-03 \#($0) "GET /a HTTP/1.1" 200 12"#
  }
  /// Tomcat's AccessLogValve with a pattern of its own: `%h %l %u [%{dd/MMM/yyyy HH:mm:ss}t] "%r" %s %b`.
  private static let tomcat = night.map {
    #"203.0.113.7 - - [03/Nov/2024 \#($0)] "GET /app HTTP/1.1" 200 12"#
  }

  @Test(arguments: [
    (haproxy, nil), (iis, nil), (bitbucket, nil),
    (apache, #"apache:%h %l %u %{%Y-%m-%d %H:%M:%S}t "%r" %>s %b"#),
    (tomcat, #"apache:%h %l %u [%{%d/%b/%Y %H:%M:%S}t] "%r" %>s %b"#),
  ])
  func `the order of the lines tells the two hours apart`(
    lines: [String], format: String?
  ) throws {
    try logs.write(lines, "web.log")
    let summary = try logs.ingest { options in
      options.format = format
      try options.useZones(["America/New_York"])
    }
    let stamped = format != nil || lines == ZoneTests.haproxy ? "start_us" : "end_us"
    #expect(
      try logs.rows(
        "SELECT strftime('%H:%M:%S', \(stamped) / 1000000, 'unixepoch'), stamp_mark FROM requests ORDER BY line"
      )
        == zip(ZoneTests.moments, [false, true, true, true, true, false]).map {
          $0 + "|" + ($1 ? "repeated_hour" : "")
        })
    #expect(
      try logs.rows("SELECT zone, time_quality, zoneless, repeated_hour, skipped_hour FROM sources")
        == ["America/New_York|zone_assumed|6|4|"])
    #expect(
      summary.remarks.contains {
        $0.hasSuffix("4 stamps stand in an hour that came twice: the order of the lines told which")
      }, "\(summary.remarks)")
  }

  @Test func `an hour that never was is read as if clocks had not been changed yet`() throws {
    let night = ["01:59:59", "02:30:00", "03:00:00"]
    try logs.write(
      night.map {
        #"203.0.113.7:33317 [10/Mar/2024:\#($0).000] web cart/c2 0/0/1/5/0 200 27 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1""#
      }, "lb.log")
    let summary = try logs.ingest { try $0.useZones(["America/New_York"]) }
    #expect(
      try logs.rows("SELECT \"end\", stamp_mark FROM requests ORDER BY line") == [
        "2024-03-10T06:59:59.000000Z|", "2024-03-10T07:30:00.000000Z|skipped_hour",
        "2024-03-10T07:00:00.000000Z|",
      ])
    #expect(
      summary.remarks.contains { $0.contains("1 stamp stands in an hour that the clocks skip") })
  }

  @Test func `a source without a zone is read as UTC and says so`() throws {
    try logs.write(ZoneTests.haproxy, "lb.log")
    let summary = try logs.ingest()
    let sentence =
      "6 stamps state no zone and were read as UTC, because no zone was given: give --tz"
    #expect(summary.remarks == ["lb.log: " + sentence])
    #expect(try logs.rows("SELECT zone, zoneless, zone_given FROM sources") == ["UTC|6|"])
    let listing = Listing.sources(casePath: logs.casePath)
    #expect(listing.remarks == ["lb.log: " + sentence])
    #expect(try listing.text(.json).contains(#""assumptions":"\#(sentence)""#))
    // Who says that it is UTC is not asked again.
    let other = logs.folder.appendingPathComponent("other.recount").path
    let given = try logs.ingest(into: other) { try $0.useZones(["UTC"]) }
    #expect(given.remarks == ["lb.log: 6 stamps state no zone and were read in UTC"])
  }

  @Test func `a pattern gives some logs another zone, and incident.yml gives a service one`() throws
  {
    for name in ["a.log", "b.log", "c.log"] {
      try logs.write(
        [
          #"203.0.113.7:1 [01/Jul/2024:12:00:00.000] \#(name) b/s 0/0/1/5/0 200 2 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1""#
        ], name)
    }
    try logs.write(
      [
        "services:", "  - {name: a, logs: [a.log], zone: Asia/Kolkata}",
        "  - {name: b, logs: [b.log], zone: Asia/Kolkata}", "  - {name: c, logs: [c.log]}",
      ], "incident.yml")
    try logs.ingest { try $0.useZones(["b.*=Europe/Berlin"]) }
    #expect(
      try logs.rows("SELECT service, zone, first FROM sources ORDER BY 1").sorted() == [
        "a|Asia/Kolkata|2024-07-01T06:30:00.000000Z", "b|Europe/Berlin|2024-07-01T10:00:00.000000Z",
        "c|UTC|2024-07-01T12:00:00.000000Z",
      ])
  }

  @Test(arguments: [
    ("Europe/Berln", "Europe/Berlin"), ("new york", "America/New_York"),
    ("EST", "America/New_York"), ("Tokyo", "Asia/Tokyo"), ("europe/paris", "Europe/Paris"),
  ])
  func `a zone that is not known is refused with the one that was meant`(
    given: String, meant: String
  ) throws {
    let error = try #require(throws: RecountError.self) {
      var options = IngestOptions()
      try options.useZones([given])
    }
    #expect(error.exit == .usage)
    #expect(error.rendered.contains("did you mean `\(meant)`?"), "\(error.rendered)")
  }

  @Test(arguments: [
    ("CET", "2024-07-01T10:00:00.000000Z"), ("EST5EDT", "2024-07-01T16:00:00.000000Z"),
  ])
  func `a name without a region that says when clocks are changed is a zone`(
    name: String, first: String
  ) throws {
    try logs.write(
      [
        #"203.0.113.7:1 [01/Jul/2024:12:00:00.000] a b/s 0/0/1/5/0 200 2 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1""#
      ], "a.log")
    try logs.ingest { try $0.useZones([name]) }
    #expect(try logs.rows("SELECT first FROM sources") == [first])
  }

  @Test(arguments: ["+02:00", "GMT+3", "Foo/Bar", ""])
  func `offsets and words are no zones`(given: String) {
    #expect(throws: RecountError.self) {
      var options = IngestOptions()
      try options.useZones([given])
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5])
  func `a log that grows in that night counts like one that was read whole`(known: Int) throws {
    let whole = logs.folder.appendingPathComponent("whole.recount").path
    func zone(_ options: inout IngestOptions) throws {
      try options.useZones(["America/New_York"])
    }
    try logs.write(Array(ZoneTests.haproxy.prefix(known)), "lb.log")
    try logs.ingest(zone)
    try logs.write(ZoneTests.haproxy, "lb.log")
    // The zone of the beginning holds for the rest, even if nobody says it again.
    try logs.ingest()
    try logs.ingest(into: whole, zone)
    let statements = [
      "SELECT line, \"end\", stamp_mark FROM requests ORDER BY line",
      "SELECT lines, events, zone, zoneless, repeated_hour, first, last FROM sources",
      "SELECT minute, n FROM rollups ORDER BY 1",
    ]
    for sql in statements { #expect(try logs.rows(sql) == logs.rows(sql, of: whole)) }
  }
}
