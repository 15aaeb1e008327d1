// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// What wrappers say besides the line: names, times, colours.
@Suite struct WrapperFieldTests {
  private static let request =
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5"#
  private static let undated = #"203.0.113.7 - alice "GET /a HTTP/1.1" 502 157 "-" "curl/8.5.0""#

  private static func event(
    _ text: String, as name: String, path: String = "example"
  ) throws -> [String: String] {
    let format = try #require(FormatCatalog.format(named: name))
    let parsed = ParsedContent(text, as: format, path: path)
    #expect(parsed.closes)
    return try #require(parsed.members.first)
  }

  @Test(arguments: [
    ("Mar 12 09:14:02 web1 nginx[42]: ", "syslog-3164", "nginx"),
    ("<134>Mar 12 09:14:02 web1 docker/shop_web[1]: ", "syslog-3164", "docker/shop_web"),
    ("Mar 12 09:14:02 web1 0f1a2b3c4d5e[42]: ", "syslog-3164", ""),
    ("<165>1 2025-03-12T09:14:02Z web1 cart 42 - - ", "syslog-5424", "cart"),
    ("shop-web-12  | ", "compose", "shop-web"), ("caddy  | ", "compose", "caddy"),
    ("[pod/cart-7d9f8b6c5d-x2k4p/app] ", "kubectl", "cart"),
    ("db-0 postgres ", "stern", "db"),
    ("2025-03-12T09:14:02+00:00 ecs/web/0f1a2b3c4d5e6f708192 ", "aws-tail", "web"),
    ("2025-03-12T09:14:02+00:00 i-0abc ", "aws-tail", ""), ("2025-03-12T09:14:02Z ", "stamped", ""),
  ])
  func `the name before a line is its service`(prefix: String, kind: String, service: String) throws
  {
    let event = try Self.event(prefix + Self.request, as: kind + "/combined")
    #expect(event["service"] ?? "" == service)
  }

  @Test(arguments: [
    (
      "/var/log/pods/shop_cart-7d9f8b6c5d-x2k4p_0f1a2b3c-1111-2222-3333-444455556666/app/0.log",
      "cart"
    ),
    (
      "x/cart-7d9f8b6c5d-x2k4p_shop_app-0f1a2b3c4d5e6f708192a3b4c5d6e7f80f1a2b3c4d5e6f708192a3b4c5d6e7f8.log",
      "cart"
    ),
    ("app.log", ""),
  ])
  func `a container's file names its service in its path`(path: String, service: String) throws {
    let line = "2025-03-12T09:14:02Z stdout F " + Self.request
    let event = try Self.event(line, as: "cri/combined", path: path)
    #expect(event["service"] ?? "" == service)
  }

  @Test func `a service that the line itself names counts more`() throws {
    let json = #"{"@timestamp":"2025-03-12T09:14:02Z","status":200,"service":"cart"}"#
    let bare = #"{"@timestamp":"2025-03-12T09:14:02Z","status":200}"#
    let text = ["a-1 | \(json)", "b-1 | \(bare)", "b-1 | \(json)", "a-1 | \(bare)", "c | \(bare)"]
    let format = try #require(FormatCatalog.format(named: "compose/json-access"))
    for linesEach in [1, 2, .max] {
      let batches = LineBatches.batches(
        Array(text.joined(separator: "\n").utf8), linesEach: linesEach)
      let parsed = ParsedContent(batches, as: format)
      #expect(parsed.members.map { $0["service"] } == ["cart", "b", "cart", "a", "c"])
    }
  }

  @Test(arguments: [
    ("2025-03-12T09:14:02.310Z stdout F ", "cri", "2025-03-12T09:14:02.310000Z", TimeQuality.exact),
    (
      "<165>1 2025-03-12T10:14:02+01:00 h a - - - ", "syslog-5424", "2025-03-12T09:14:02.000000Z",
      .exact
    ),
    ("Mar 12 2025 09:14:02 h a: ", "syslog-3164", "2025-03-12T09:14:02.000000Z", .zoneAssumed),
    ("Mar 12 09:14:02 h a: ", "syslog-3164", "1970-03-12T09:14:02.000000Z", .yearUnknown),
    ("Feb 29 09:14:02 h a: ", "syslog-3164", "1972-02-29T09:14:02.000000Z", .yearUnknown),
    ("web-1 | 2025-03-12T09:14:02.310000001Z ", "compose", "2025-03-12T09:14:02.310000Z", .exact),
  ])
  func `a line without a time gets that of its wrapper`(
    prefix: String, kind: String, time: String, quality: TimeQuality
  ) throws {
    let format = try #require(FormatCatalog.format(named: kind + "/common-undated"))
    let parsed = ParsedContent(prefix + Self.undated, as: format)
    let event = try #require(parsed.members.first)
    #expect(event["end"] == time && parsed.quality == quality)
    #expect(event["user"] == "alice" && event["status"] == "502" && event["agent"] == "curl/8.5.0")
    let dated = try #require(FormatCatalog.format(named: kind + "/combined"))
    let own = ParsedContent(prefix + Self.request, as: dated)
    #expect(own.members.first?["end"] == "2025-03-12T09:14:02.000000Z")
    #expect(own.quality == .exact)
  }

  @Test func `years follow from the file's name and roll over at New Year`() throws {
    let days = ["Nov 30", "Dec 31", "Jan  1", "Dec 31", "Feb  2"]
    let text = days.map { "\($0) 23:59:59 h a: \(Self.undated)" }.joined(separator: "\n")
    let format = try #require(FormatCatalog.format(named: "syslog-3164/common-undated"))
    for linesEach in [1, .max] {
      let batches = LineBatches.batches(Array(text.utf8), linesEach: linesEach)
      let parsed = ParsedContent(batches, as: format, path: "logs/messages-20250203.gz")
      #expect(
        parsed.members.map { String(($0["end"] ?? "").prefix(10)) }
          == ["2024-11-30", "2024-12-31", "2025-01-01", "2024-12-31", "2025-02-02"])
    }
  }

  @Test func `a line that neither states a time nor has one lent is a reject`() throws {
    let format = try #require(FormatCatalog.format(named: "compose/common-undated"))
    let parsed = ParsedContent("web-1 | " + Self.undated, as: format)
    #expect(parsed.rejects.map(\.reason) == [.malformedTime] && parsed.closes)
    #expect(ParsedContent(Self.undated, as: .undatedCommon).tally.rejects == 1)
  }

  @Test(arguments: [
    "\u{1B}[36mweb-1  |\u{1B}[0m \u{1B}[32mREQ\u{1B}[0m", "\u{1B}[2Kweb-1  | REQ",
    "web-1  | \u{1B}[1mREQ\u{1B}[m",
  ])
  func `colours do not hide a wrapper or a line`(line: String) throws {
    let text = line.replacing("REQ", with: Self.request)
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(Array(text.utf8)))
    #expect(verdict.format?.name == "compose/combined")
    #expect(try Self.event(text, as: "compose/combined")["status"] == "200")
  }

  @Test func `escape sequences of a client neither move text nor make a log a coloured one`() throws
  {
    let hostile = Self.request + " \"-\" \"\u{1B}[2K\u{1B}[1Gx\""
    let log = Array(repeating: Self.request, count: 9) + [hostile]
    let bare = Array(log.joined(separator: "\n").utf8)
    #expect(FormatDetector.detect(entry: nil, LineBatches.whole(bare)).format?.name == "combined")
    let event = try Self.event("2025-03-12T09:14:02Z stdout F " + hostile, as: "cri/combined")
    #expect(event["status"] == "200" && event["agent"] == "x" && event["client"] == "203.0.113.7")
  }

  @Test func `colours that JSON escapes are taken off`() throws {
    let log = Self.request.replacing("\"", with: "\\\"")
    let line =
      #"{"log":"\u001b[32m\#(log)\u001B[0m\r\n","stream":"stdout","time":"2025-03-12T09:14:02Z"}"#
    let event = try Self.event(line, as: "docker-json/combined")
    #expect(event["status"] == "200" && event["body_bytes"] == "5")
  }

  @Test func `lines without the wrapper are passed on, broken ones are rejects`() throws {
    let log = Self.request.replacing("\"", with: "\\\"")
    let good = #"{"log":"\#(log)\n","stream":"stdout","time":"2025-03-12T09:14:02Z"}"#
    let text = [good, Self.request, "", "# x", "hello", String(good.dropLast(3)), #"{"a":1}"#]
    let format = try #require(FormatCatalog.format(named: "docker-json/combined"))
    let parsed = ParsedContent(text.joined(separator: "\n"), as: format)
    #expect(parsed.tally.events == 2 && parsed.tally.ignored == 2 && parsed.closes)
    #expect(parsed.rejects.map(\.line) == [5, 6, 7])
    #expect(parsed.rejects.map(\.reason) == [.malformedTime, .malformedJSON, .malformedTime])
  }

  @Test func `a line of many is a reject when one of them is, and loses no event`() throws {
    let log = Self.request.replacing("\"", with: "\\\"")
    func bundle(_ messages: String...) -> String {
      let events = messages.map { #"{"timestamp":1741770842310,"message":"\#($0)"}"# }
      return #"{"logGroup":"/aws/ecs/cart","logEvents":[\#(events.joined(separator: ","))]}"#
    }
    let text = [bundle(log, log), bundle(log, "boom", "bang", log), bundle(), bundle("", "# c")]
    let format = try #require(FormatCatalog.format(named: "cloudwatch/combined"))
    let parsed = ParsedContent(text.joined(separator: "\n"), as: format)
    #expect(parsed.tally.lines == 4 && parsed.tally.events == 4 && parsed.closes)
    #expect(parsed.tally.eventLines == 1 && parsed.tally.ignored == 2)
    #expect(parsed.rejects.map(\.line) == [2])
    #expect(parsed.rejects.first?.excerpt == Array("boom".utf8))
    #expect(parsed.members.first?["service"] == "cart")
  }
}
