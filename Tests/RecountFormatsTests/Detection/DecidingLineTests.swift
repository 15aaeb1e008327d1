// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Logs in which some lines tell more than most.
@Suite struct DecidingLineTests {
  private static func content(_ lines: [String], _ prefix: String = "") -> [UInt8] {
    lines.flatMap { Array((prefix + $0 + "\n").utf8) }
  }

  /// Two lines of Caddy for each request that failed: what went wrong, then the request.
  private static let outage = (0..<20).flatMap { index in
    [
      #"{"level":"error","ts":17417708\#(index + 10).31,"logger":"http.log.error","msg":"dial tcp: refused","request":{"remote_ip":"203.0.113.7","method":"GET","host":"shop.example","uri":"/a"},"duration":0.0011,"status":502,"err_id":"x","err_trace":"y"}"#,
      #"{"level":"error","ts":17417708\#(index + 10).32,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"203.0.113.7","method":"GET","host":"shop.example","uri":"/a"},"duration":0.0123,"size":0,"status":502}"#,
    ]
  }

  @Test(arguments: [
    ("", "caddy"), ("caddy-1  | ", "compose/caddy"),
    ("2025-03-12T09:14:02.310000000Z stdout F ", "cri/caddy"),
  ])
  func `Caddy's failures are counted once`(prefix: String, name: String) throws {
    let text = Self.content(Self.outage, prefix)
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(text))
    let format = try #require(verdict.format)
    #expect(format.name == name)
    let parsed = ParsedContent(LineBatches.batches(text, linesEach: 7), as: format)
    #expect(parsed.tally.events == 20 && parsed.tally.rejects == 0 && parsed.closes)
  }

  @Test func `a few lines of Caddy do not hide the requests of another program`() throws {
    let other = (0..<30).map {
      #"{"time":"2025-03-12T09:14:\#(10 + $0)Z","method":"GET","path":"/b","status":200}"#
    }
    let text = Self.content(other + Self.outage.prefix(6))
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(text))
    #expect(verdict.format?.name == "json-access")
  }

  @Test(arguments: [
    #"{"jsonPayload":{"@timestamp":"2025-03-12T09:14:00.310Z","method":"GET","path":"/a","status":503},"resource":{"type":"k8s_container","labels":{"container_name":"cart"}},"timestamp":"2025-03-12T09:14:01Z"}"#,
    #"{"date":1741770840.31,"stream":"stdout","log":{"time":"2025-03-12T09:14:00.310Z","method":"GET","path":"/a","status":503},"kubernetes":{"container_name":"cart","pod_name":"cart-0"}}"#,
  ])
  func `an object that a collector carries is read like a line`(line: String) throws {
    let text = Self.content(Array(repeating: line, count: 20))
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(text))
    let format = try #require(verdict.format, "\(verdict.ranking)")
    #expect(format.name == "json-message/json-access")
    let parsed = ParsedContent([LineBatches.whole(text)], as: format)
    #expect(parsed.tally.events == 20 && parsed.closes)
    let event = try #require(parsed.members.first)
    #expect(event["service"] == "cart" && event["path"] == "/a" && event["status"] == "503")
    #expect(event["end"] == "2025-03-12T09:14:00.310000Z")
  }

  /// The length that an export gives counts the colours.
  @Test func `a coloured message of an export is found`() throws {
    let message =
      "\u{1B}[32m203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] \"GET /a HTTP/1.1\" 502 157 \"-\" \"c\"\u{1B}[0m"
    var text: [UInt8] = []
    // An entry has a score of fields, and most of its lines are such.
    let fields = (1...18).map { "_FIELD_\($0)=value\n" }.joined()
    for _ in 0..<12 {
      text += Array("__REALTIME_TIMESTAMP=1741770842310000\n\(fields)MESSAGE\n".utf8)
      let length = UInt64(message.utf8.count)
      text += (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
      text += Array((message + "\n\n").utf8)
    }
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(text))
    let format = try #require(verdict.format, "\(verdict.wrappers)")
    #expect(format.name == "journald-export/combined")
    let parsed = ParsedContent([LineBatches.whole(text)], as: format)
    #expect(parsed.tally.events == 12 && parsed.closes)
  }
}
