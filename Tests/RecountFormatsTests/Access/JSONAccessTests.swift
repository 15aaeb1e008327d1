// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct JSONAccessTests {
  private static let stamp = #""@timestamp":"2025-03-12T09:14:02.310Z""#

  // MARK: - Names

  @Test(arguments: [
    // ECS, dotted, nested, and both in one line.
    (
      #"{\#(stamp),"http.request.method":"POST","url.path":"/a","http.response.status_code":503}"#,
      "POST", "/a", "503"
    ),
    (
      #"{\#(stamp),"http":{"request":{"method":"PUT"},"response":{"status_code":200}},"url":{"path":"/b"}}"#,
      "PUT", "/b", "200"
    ),
    (
      #"{\#(stamp),"http.request":{"method":"PUT"},"http":{"response.status_code":201},"url.path":"/c"}"#,
      "PUT", "/c", "201"
    ),
    // OpenTelemetry, old and new.
    (
      #"{"time":"2025-03-12T09:14:02Z","http.method":"GET","http.target":"/d","http.status_code":404}"#,
      "GET", "/d", "404"
    ),
    // nginx in JSON, pino, Caddy.
    (
      #"{"time_iso8601":"2025-03-12T09:14:02+00:00","request_method":"GET","request_uri":"/e","status":"200"}"#,
      "GET", "/e", "200"
    ),
    (
      #"{"level":30,"time":1741770842310,"pid":1,"req":{"method":"GET","url":"/f"},"res":{"statusCode":200}}"#,
      "GET", "/f", "200"
    ),
    (
      #"{"ts":1741770842.31,"logger":"http.log.access","request":{"method":"GET","uri":"/g"},"status":502}"#,
      "GET", "/g", "502"
    ),
    (
      #"{"time_local":"12/Mar/2025:09:14:02 +0000","request":"GET /h HTTP/1.1","status":"502"}"#,
      "GET", "/h", "502"
    ),
    // Fastly.
    (
      #"{"timestamp":"2025-03-12T09:14:02+0000","request_method":"GET","url":"/i","response_status":503}"#,
      "GET", "/i", "503"
    ),
  ])
  func `names are found dotted and nested`(
    line: String, method: String, path: String, status: String
  ) {
    expectEvent(line, as: .jsonAccess, ["method": method, "path": path, "status": status])
  }

  @Test(arguments: [
    (
      #""http.url":"https://shop.example/v1?id=9","http.status_code":502,"network":{"client":{"ip":"203.0.113.7"}}"#,
      ["host": "shop.example", "path": "/v1", "query": "id=9", "client": "203.0.113.7"]
    ),
    (
      #""http":{"url_details":{"path":"/v1","host":"shop.example"},"status_code":502,"useragent":"x"}"#,
      ["host": "shop.example", "path": "/v1", "agent": "x"]
    ),
    (
      #""http.url":"https://shop.example/v1","http.target":"/v2","status":502"#,
      ["host": "", "path": "/v2"]
    ),
    (
      #""remote_ip":"203.0.113.7","uri":"/v1","status":502,"latency":31000000,"latency_human":"31ms","bytes_in":0,"bytes_out":13"#,
      ["client": "203.0.113.7", "body_bytes": "13", "duration_us": "31000"]
    ),
    (#""clientip":"203.0.113.7","status":502"#, ["client": "203.0.113.7"]),
  ])
  func `names of Datadog, Echo and Apache are known`(members: String, expected: [String: String]) {
    expectEvent(
      #"{\#(Self.stamp),\#(members)}"#, as: .jsonAccess,
      expected.merging(["status": "502"]) { $1 })
  }

  @Test func `Caddy's own members are taken`() {
    let line = #"""
      {"level":"info","ts":1741770842.31,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"10.0.0.1","client_ip":"203.0.113.7","proto":"HTTP/2.0","method":"GET","host":"shop.example","uri":"/v1/cart?id=9","headers":{"User-Agent":["curl/8.5.0"]}},"bytes_read":0,"user_id":"","duration":0.0123,"size":157,"status":502,"resp_headers":{"Server":["Caddy"]}}
      """#
    expectEvent(
      line, as: .jsonAccess,
      [
        "client": "203.0.113.7", "host": "shop.example", "path": "/v1/cart", "query": "id=9",
        "protocol": "HTTP/2.0", "body_bytes": "157", "status": "502", "duration_us": "",
        "end": "2025-03-12T09:14:02.310000Z",
      ])
  }

  @Test func `the preferred name wins wherever it stands, and the first of equal ones`() {
    for line in [
      #"{\#(Self.stamp),"status":500,"http.response.status_code":200,"path":"/b","url.path":"/a"}"#,
      #"{\#(Self.stamp),"http.response.status_code":200,"status":500,"url.path":"/a","path":"/b"}"#,
      #"{\#(Self.stamp),"http.response.status_code":200,"http.response.status_code":500,"url.path":"/a","url.path":"/b"}"#,
    ] {
      expectEvent(line, as: .jsonAccess, ["status": "200", "path": "/a"])
    }
  }

  @Test func `a value of another kind leaves the place to the next name`() {
    expectEvent(
      #"{"@timestamp":"soon","time":"2025-03-12T09:14:02Z","http.response.status_code":"ok","status":7,"status_code":200,"url.original":null,"url.path":["x"],"path":"/a","http.method":true}"#,
      as: .jsonAccess,
      ["status": "200", "path": "/a", "method": "", "end": "2025-03-12T09:14:02.000000Z"])
  }

  // MARK: - Times and durations

  @Test(arguments: [
    ("1741770842", "2025-03-12T09:14:02.000000Z"), ("1741770842.31", "2025-03-12T09:14:02.310000Z"),
    (#""1741770842.310019""#, "2025-03-12T09:14:02.310019Z"),
    ("1741770842310", "2025-03-12T09:14:02.310000Z"),
    (#""1741770842310""#, "2025-03-12T09:14:02.310000Z"),
    ("1741770842310.5", "2025-03-12T09:14:02.310500Z"),
    ("1741770842310019", "2025-03-12T09:14:02.310019Z"),
    ("1741770842310019456", "2025-03-12T09:14:02.310019Z"),
    (#""1741770842310019456""#, "2025-03-12T09:14:02.310019Z"),
    (#""2025-03-12T10:14:02.310+01:00""#, "2025-03-12T09:14:02.310000Z"),
    (#""12/Mar/2025:09:14:02 +0000""#, "2025-03-12T09:14:02.000000Z"),
  ])
  func `a time is a text or an epoch number of any unit`(text: String, time: String) {
    expectEvent(#"{"time":\#(text),"status":200}"#, as: .jsonAccess, ["start": time, "end": time])
  }

  @Test(arguments: [
    "5", "-1", "0", "946684799", "1.7e9", "99999999999999999999", "1741770842310019456.5", "\"\"",
    "\".\"", "\"1741770842 \"", "\"2025-03-12\"", "null", "true", "[1741770842]", "\"09:14:02\"",
  ])
  func `an uptime, a day or a list is no time`(text: String) {
    expectReject(#"{"time":\#(text),"status":200}"#, as: .jsonAccess, .malformedTime)
  }

  @Test(arguments: [
    (#""event.duration":31000000"#, "31000"), (#""event":{"duration":"31000999"}"#, "31000"),
    (#""duration_us":31"#, "31"), (#""duration_ms":31"#, "31000"), (#""duration_ms":0.5"#, "500"),
    (#""responseTime":12"#, "12000"), (#""request_time":0.031"#, "31000"),
    (#""request_time":"0.031""#, "31000"), (#""http.server.request.duration":1.5"#, "1500000"),
    (#""duration":"31ms""#, "31000"), (#""duration":"1.5s""#, "1500000"),
    (#""duration":"1m32.05s""#, "92050000"), (#""duration":"1h0m1s""#, "3601000000"),
    (#""duration":"250µs""#, "250"), (#""duration":"250μs""#, "250"), (#""duration":"7us""#, "7"),
    (#""duration":"1500ns""#, "1"), (#""latency":"0.123s""#, "123000"),
    (#""elapsed":"31 ms""#, "31000"), (#""duration":"PT1.5S""#, "1500000"),
    (#""duration":"PT1M2S""#, "62000000"),
    // The nanoseconds of ECS are preferred, wherever they stand.
    (#""duration":"9s","request_time":8,"event.duration":31000000"#, "31000"),
    (#""event.duration":31000000,"duration":"9s","duration_ms":7"#, "31000"),
    // No unit, no number, more than a century.
    (#""duration":31"#, ""), (#""duration":"31""#, ""), (#""duration":"ms""#, ""),
    (#""duration":"1x""#, ""), (#""duration":"s1""#, ""), (#""duration":"PT""#, ""),
    (#""duration":"-1ms""#, ""), (#""duration":"1.2.3s""#, ""), (#""duration":"P1D""#, ""),
    (#""duration":"999999999h""#, ""), (#""duration_ms":999999999999999999"#, ""),
    (#""duration":"\#(String(repeating: "99y", count: 40))""#, ""),
    (#""duration":"\#(String(repeating: "800000h", count: 400))""#, ""),
    (#""event.duration":99999999999999999999"#, ""), (#""request_time":"-""#, ""),
    (#""request_time":"0.1, 0.2""#, ""),
  ])
  func `a duration is read where its unit is known`(member: String, duration: String) {
    expectEvent(
      #"{\#(Self.stamp),"status":200,\#(member)}"#, as: .jsonAccess, ["duration_us": duration])
  }

  @Test(arguments: [
    // Only a start: the duration tells the end.
    (#""start_time":"2025-03-12T09:14:02Z","duration_ms":500"#, "02.000000", "02.500000"),
    // Only an end: the duration tells the start.
    (#""time":"2025-03-12T09:14:02Z","duration_ms":500"#, "01.500000", "02.000000"),
    // Both, in either order.
    (
      #""time":"2025-03-12T09:14:02Z","start_time":"2025-03-12T09:14:01Z""#, "01.000000",
      "02.000000"
    ),
    (
      #""start_time":"2025-03-12T09:14:01Z","time":"2025-03-12T09:14:02Z""#, "01.000000",
      "02.000000"
    ),
    // An end of whole seconds before its start.
    (
      #""start_time":"2025-03-12T09:14:02.6Z","time":"2025-03-12T09:14:02Z""#, "02.000000",
      "02.000000"
    ),
  ])
  func `start and end come from the names of the stamps`(
    members: String, start: String, end: String
  ) {
    expectEvent(
      #"{\#(members),"status":200}"#, as: .jsonAccess,
      ["start": "2025-03-12T09:14:\(start)Z", "end": "2025-03-12T09:14:\(end)Z"])
  }

  // MARK: - Text

  @Test(arguments: [
    (#"x \"quoted\" \u00e9"#, #"x "quoted" é"#), (#"\u20ac \ud83d\ude00 \/ \\"#, #"€ 😀 / \"#),
    (#"tab\tfeed\nreturn\rback\bform\f"#, "tab\tfeed\nreturn\rback\u{8}form\u{C}"),
    (#"lone \ud83d end"#, "lone \u{FFFD} end"), (#"low \ude00"#, "low \u{FFFD}"),
    (#"pair \ud83d\u0041"#, "pair \u{FFFD}A"), (#"short \u12"#, "short \u{FFFD}12"),
    (#"bad \uzzzz"#, "bad \u{FFFD}zzzz"), (#"odd \q"#, "odd q"), ("plain é", "plain é"),
    (#"nul \u0000"#, "nul \u{0}"),
  ])
  func `escapes are undone, and broken ones do no harm`(text: String, agent: String) {
    let line = #"{\#(Self.stamp),"status":200,"user_agent":"\#(text)","path":"/a"}"#
    expectEvent(line, as: .jsonAccess, ["agent": agent, "path": "/a", "status": "200"])
    // As the second line of a batch the places of the copy differ from those of the line.
    let pair = ParsedContent("\(line)\n\(line)", as: .jsonAccess)
    #expect(pair.members.map { $0["agent"] } == [agent, agent])
    #expect(pair.members.map { $0["path"] } == ["/a", "/a"])
  }

  @Test func `brackets and quotes inside texts and lists are no structure`() {
    expectEvent(
      #"{ "a" : [1,{"status":500},"]}\"",[[]]] , "b":"}{][\",", "status" : 200 , \#(Self.stamp) }"#,
      as: .jsonAccess, ["status": "200"])
  }

  @Test func `objects may nest deeper than any sane log`() {
    let depth = 5000
    let nested =
      String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    expectEvent(
      #"{\#(Self.stamp),"x":\#(nested),"status":200}"#, as: .jsonAccess, ["status": "200"])
    expectReject(
      #"{\#(Self.stamp),"x":\#(nested.dropLast()),"status":200}"#, as: .jsonAccess, .malformedJSON)
  }

  @Test(arguments: [
    (#"{"time":1741770842,"status":200"#, RejectReason.malformedJSON),
    (#"{"time":1741770842,"status":200}}"#, .malformedJSON),
    (#"{"time":1741770842,"status":200} trailing"#, .malformedJSON),
    (#"{"time":1741770842,"status":200,"a":}"#, .malformedJSON),
    (#"{"time":1741770842,"status":200,"a"}"#, .malformedJSON),
    (#"{"time":1741770842,"status":200,"a":"x\"}"#, .malformedJSON),
    (#"{"time":1741770842,"status":200,"a":"x\"#, .malformedJSON),
    (#"{"time":1741770842,"status":200,"a":[1}"#, .malformedJSON),
    (#"{"time":1741770842,"status":200,a:1}"#, .malformedJSON),
    (#"{"t":,"time":1741770842,"status":200}"#, .malformedJSON),
    ("{", .malformedJSON), ("{}", .malformedTime), (#"{"status":200}"#, .malformedTime),
    (#"{"time":1741770842}"#, .missingField), ("[]", .notThisFormat),
    (#" {"time":1741770842,"status":200}"#, .notThisFormat),
  ])
  func `what is no whole object with a time and a status is refused`(
    line: String, reason: RejectReason
  ) {
    expectReject(line, as: .jsonAccess, reason)
  }

  @Test(arguments: [
    ("42", RejectReason.malformedStatus), ("2000", .malformedStatus), ("99999", .malformedStatus),
    ("true", .malformedStatus), ("200.5", .malformedStatus), ("200.", .malformedStatus),
    ("-1", .malformedStatus), (#""ok""#, .malformedStatus), ("[200]", .malformedStatus),
    ("null", .missingField), (#""""#, .missingField), (#""-""#, .missingField),
  ])
  func `a status that is none is malformed, and none is missing`(
    status: String, reason: RejectReason
  ) {
    expectReject(#"{\#(Self.stamp),"status":\#(status)}"#, as: .jsonAccess, reason)
    expectReject(#"{\#(Self.stamp),"path":"/","status":\#(status)}"#, as: .jsonAccess, reason)
    // The message of a program, which is no request whatever its status.
    expectReject(
      #"{\#(Self.stamp),"level":"info","status":\#(status)}"#, as: .jsonAccess, .missingField)
  }

  @Test(arguments: ["200", "200.0", #""200.00""#])
  func `a status may be written as a float`(status: String) {
    expectEvent(
      #"{\#(Self.stamp),"status":\#(status)}"#, as: .jsonAccess,
      ["status": "200", "outcome": "success"])
  }

  @Test(arguments: [
    ("504", "timeout", "backend_timeout"), ("499", "cancelled", "client_abort"),
    ("429", "failure", "rate_limit"),
    ("0", "cancelled", ""), (#""000""#, "cancelled", ""), ("418", "success", ""),
  ])
  func `a status has its outcome`(status: String, outcome: String, cause: String) {
    expectEvent(
      #"{\#(Self.stamp),"status":\#(status),"upstream_status":"502, 200"}"#, as: .jsonAccess,
      ["outcome": outcome, "cause": cause, "upstream_statuses": "502,200"])
  }
}
