// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct W3CTests {
  private static let fields = "#Fields: date time c-ip cs-method cs-uri-stem sc-status"

  private static func iis(_ columns: String, _ row: String) -> String {
    "#Software: Microsoft Internet Information Services 10.0\n\(fields) \(columns)\n"
      + "2025-03-12 09:14:02 203.0.113.7 GET /a \(row)"
  }

  private static func event(_ text: String) -> [String: String] {
    ParsedContent(text, as: .w3c).members.first { $0["kind"] == "request" } ?? [:]
  }

  @Test func `columns that change in mid-file change the rows behind them`() {
    let parsed = ParsedContent(
      """
      \(Self.fields)
      2025-03-12 09:14:02 203.0.113.7 GET /a 200
      #Software: Microsoft Internet Information Services 10.0
      #Date: 2025-03-12 09:15:00
      #Fields: time sc-status cs-uri-stem cs-method time-taken X-Forwarded-For
      09:15:01 503 /b POST 31 198.51.100.9
      """, as: .w3c)
    #expect(parsed.closes && parsed.tally.events == 2 && parsed.tally.ignored == 4)
    let second = parsed.members[1]
    #expect(second["path"] == "/b" && second["status"] == "503" && second["method"] == "POST")
    #expect(second["duration_us"] == "31000" && second["client"] == "198.51.100.9")
    #expect(second["end"] == "2025-03-12T09:15:01.000000Z")
    #expect(parsed.quality == .exact)
  }

  @Test func `rows that do not fit their header are refused with the reason`() {
    let parsed = ParsedContent(
      """
      2025-03-12 09:14:02 203.0.113.7 GET /a 200
      \(Self.fields)
      2025-03-12 09:14:02 203.0.113.7 GET /a
      2025-03-12 09:14:02 203.0.113.7 GET /a 200 more
      2025-03-12 9:14:02 203.0.113.7 GET /a 200
      2025-02-30 09:14:02 203.0.113.7 GET /a 200
      2025-03-12 09:14:02 203.0.113.7 GET /a OK
      2025-03-12 09:14:02 203.0.113.7 GET /a 200
      #Fields: date time cs-method cs-uri-stem
      2025-03-12 09:14:02 GET /a
      """, as: .w3c)
    #expect(
      parsed.rejects.map(\.reason) == [
        .missingField, .missingField, .malformedField, .malformedTime, .malformedTime,
        .malformedStatus, .missingField,
      ])
    #expect(parsed.tally.events == 1 && parsed.closes)
  }

  @Test func `a row with too few or too many values is told as that, whatever was shifted`() {
    let parsed = ParsedContent(
      """
      #Fields: date time cs-method cs-uri-stem cs-username sc-status sc-substatus
      2025-03-12 09:14:02 GET /a alice 200 0
      2025-03-12 09:14:02 GET /a 200 0
      2025-03-12 09:14:02 GET /a b alice 200 0
      2025-03-12 GET /a alice 200 0
      2025-03-12 09:14:02 GET /a alice OK 0
      """, as: .w3c)
    #expect(parsed.tally.events == 1 && parsed.closes)
    #expect(
      parsed.rejects.map(\.reason) == [
        .missingField, .malformedField, .missingField, .malformedStatus,
      ])
  }

  @Test func `a row without a date needs one in the header`() {
    let text = "#Fields: time cs-method cs-uri-stem sc-status\n09:14:02 GET /a 200"
    #expect(ParsedContent(text, as: .w3c).rejects.map(\.reason) == [.malformedTime])
    let dated = "#Date: 28/Jun/2017 07:28:59\n" + text
    #expect(ParsedContent(dated, as: .w3c).rejects.map(\.reason) == [.malformedTime])
  }

  /// Substatus and error of Windows.
  @Test(arguments: [
    ("503 2 0", "overload", "failure"), ("503 0 0", "no_backend", "failure"),
    ("502 3 12002", "backend_timeout", "failure"), ("502 3 12029", "connect_refused", "failure"),
    ("502 3 12030", "backend_reset", "failure"), ("502 3 12007", "dns", "failure"),
    ("500 19 13", "app_error", "failure"), ("200 0 64", "client_abort", "success"),
    ("200 0 1236", "client_abort", "success"), ("504 0 0", "backend_timeout", "timeout"),
    ("429 0 0", "rate_limit", "failure"), ("404 0 2", "", "success"),
    ("- 0 64", "client_abort", "cancelled"),
  ])
  func `what Windows said tells the cause`(answer: String, cause: String, outcome: String) {
    let event = Self.event(Self.iis("sc-substatus sc-win32-status", answer))
    #expect(event["cause"] ?? "" == cause && event["outcome"] == outcome)
  }

  @Test(arguments: [
    ("Microsoft Internet Information Services 10.0", "time-taken", "31", "31000"),
    ("Microsoft HTTP API 2.0", "time-taken", "31", "31000"),
    ("Oracle9iAS Web Cache/2.0.0.2.0", "time-taken", "370879", "370879"),
    ("Somebody's server", "time-taken", "31", ""),
    ("Somebody's server", "TimeTakenMS", "31", "31000"),
  ])
  func `the unit of the time taken is that of the software`(
    software: String, column: String, value: String, duration: String
  ) {
    let text =
      "#Software: \(software)\n\(Self.fields) \(column)\n"
      + "2025-03-12 09:14:02 203.0.113.7 GET /a 200 \(value)"
    #expect(Self.event(text)["duration_us"] ?? "" == duration)
  }

  @Test(arguments: [
    ("OriginConnectError", "connect_refused"), ("OriginDnsError", "dns"),
    ("AbortedOrigin", "backend_reset"), ("ClientCommError", "client_abort"),
    ("ExceededCapacity", "overload"), ("OriginCommError", "backend_timeout"),
    ("ClientGeoBlocked", "auth"), ("InvalidRequestCertificate", "tls"),
    ("LimitExceeded", "rate_limit"), ("OriginHeaderTooBigError", "protocol"), ("Miss", ""),
  ])
  func `CloudFront's detailed result tells the cause, in JSON too`(result: String, cause: String) {
    let text =
      "#Fields: date time x-edge-location sc-status cs(User-Agent) x-edge-detailed-result-type\n"
      + "2025-03-12\t09:14:02\tFRA56-P2\t200\ta b\t\(result)"
    let event = Self.event(text)
    #expect(event["cause"] ?? "" == cause && event["agent"] == "a b")
    let json =
      #"{"date":"2025-03-12","time":"09:14:02","sc-status":"200","x-edge-detailed-result-type":"\#(result)"}"#
    expectEvent(json, as: .cloudfrontJSON, ["cause": cause])
  }

  @Test func `values between tabs may be empty, the last one too`() {
    let text =
      "#Fields: date time cs-method cs-uri-stem sc-status x\n2025-03-12\t09:14:02\t\t/a\t200\t"
    let event = Self.event(text)
    #expect(event["path"] == "/a" && event["method"] == nil && event["status"] == "200")
  }

  @Test func `local times are of a zone that is assumed`() {
    let text =
      "#Fields: date-local time-local cs-method cs-uri-stem sc-status\n2025-03-12 09:14:02.5 GET /a 200"
    let parsed = ParsedContent(text, as: .w3c)
    #expect(parsed.quality == .zoneAssumed)
    #expect(parsed.members[0]["end"] == "2025-03-12T09:14:02.500000Z")
  }

  @Test func `connections of HTTP.sys on which nothing was asked are no requests`() {
    let parsed = ParsedContent(
      """
      #Software: Microsoft HTTP API 2.0
      #Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename
      2025-03-12 09:14:02 203.0.113.7 1094 10.0.0.4 80 - - - - - Timer_ConnectionIdle -
      2025-03-12 09:14:03 203.0.113.7 1094 10.0.0.4 80 HTTP/1.1 GET /a 503 1 QueueFull pool
      """, as: .w3c)
    #expect(parsed.tally.events == 1 && parsed.tally.ignored == 3 && parsed.closes)
    #expect(parsed.members[0]["cause"] == "overload" && parsed.members[0]["path"] == "/a")
  }

  @Test(arguments: [
    ("-", "Connection_Abandoned_By_ReqQueue", "backend_reset", "error"),
    ("-", "Connection_Abandoned_By_AppPool", "backend_reset", "error"),
    ("-", "Connection_Dropped", "client_abort", "cancelled"),
    ("-", "Connection_Dropped_List_Full", "overload", "error"),
    ("-", "Connections_Refused", "overload", "error"), ("-", "Timer_AppPool", "overload", "error"),
    ("503", "Timer_AppPool", "overload", "failure"), ("-", "Timer_ReqQueue", "overload", "error"),
    ("-", "Timer_ConnectionIdle", "client_abort", "cancelled"),
    ("-", "Timer_EntityBody", "client_abort", "cancelled"),
    ("-", "Timer_MinBytesPerSecond", "client_abort", "cancelled"),
    ("-", "Client_Reset", "client_abort", "cancelled"),
    ("503", "AppOffline", "no_backend", "failure"),
    ("503", "AppPoolTimer", "overload", "failure"), ("400", "Hostname", "protocol", "success"),
  ])
  func `HTTP.sys's reason tells whose failure it is`(
    status: String, reason: String, cause: String, outcome: String
  ) {
    let text =
      "#Software: Microsoft HTTP API 2.0\n"
      + "#Fields: date time c-ip cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename\n"
      + "2025-03-12 09:14:02 203.0.113.7 HTTP/1.1 GET /a \(status) 1 \(reason) pool"
    let event = Self.event(text)
    #expect(event["cause"] ?? "" == cause && event["outcome"] == outcome)
  }

  @Test func `FTP's failures are its 4xx`() {
    func outcome(_ status: String) -> String {
      let text = "\(Self.fields)\n2025-03-12 09:14:02 203.0.113.7 [3]sent /a \(status)"
      return Self.event(text)["outcome"] ?? ""
    }
    #expect(outcome("226") == "success" && outcome("550") == "success")
    #expect(outcome("421") == "failure")
  }

  @Test(arguments: [
    "#Fields: date-time,client-ip,server-hostname", "#Fields: date time s-event",
    "#fields\tts\tuid",
    "#Remark: a", "# Date: today",
  ])
  func `other headers are not taken for it`(line: String) {
    #expect(!LogFormat.w3c.matches(Array(line.utf8)))
  }

  @Test func `a long log is told by its header`() {
    let row = "2025-03-12 09:14:02 203.0.113.7 GET /a 200\n"
    let text = Self.fields + "\n" + String(repeating: row, count: 300)
    let sample = LineBatches.whole(Array(text.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "w3c")
  }
}
