// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// The fields that CrowdSec asserts of its own sample lines, all of them.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct CrowdSecDataTests {
  /// The asserted fields of each line, from `…["s01-parse"]["…"][3].Evt.Parsed["verb"] == "GET"`.
  private static func assertions(_ suite: String) throws -> [Int: [String: String]] {
    let text = String(
      decoding: try SharedData.read("access/crowdsec/\(suite)/parser.assert"), as: UTF8.self)
    let pattern = /results\["s01-parse"\]\["[^"]+"\]\[(\d+)\]\.Evt\.Parsed\["(\w+)"\] == "(.*)"/
    var lines: [Int: [String: String]] = [:]
    for match in text.matches(of: pattern) {
      let value = String(match.3).replacing("\\\"", with: "\"")
      lines[(Int(match.1) ?? 0) + 1, default: [:]][String(match.2)] = value
    }
    return lines
  }

  /// What we call the fields that CrowdSec names, where the value is the same.
  private static let names = [
    "remote_addr": "client", "remote_user": "user", "status": "status",
    "body_bytes_sent": "body_bytes", "http_referer": "referrer", "http_user_agent": "agent",
    "verb": "method", "clientip": "client", "auth": "user", "response": "status",
    "bytes": "body_bytes", "referrer": "referrer", "client_ip": "client",
    "backend_name": "service", "bytes_read": "body_bytes", "http_status_code": "status",
    "http_verb": "method", "termination_state": "extra.termination_state",
  ]

  /// Fields that are written differently in our events.
  private static func value(_ name: String, _ event: [String: String]) -> String? {
    let target = event["query"].map { "\(event["path"] ?? "")?\($0)" } ?? event["path"]
    let host = (event["host"] ?? "").split(separator: ":").map(String.init)
    switch name {
    case "request": return target
    case "http_request": return target
    case "http_version", "httpversion":
      return event["protocol"].map { String($0.dropFirst(5)) }
    case "target_fqdn": return host.first
    case "port": return host.last
    case "time_duration":
      return event["duration_us"].map { String((Int($0) ?? 0) / 1000) }
    case "frontend_name":
      return event["extra.frontend"]?.split(separator: "/").first.map(String.init)
    case "server_name":
      return event["extra.server"]
        ?? event["extra.frontend"]?.split(separator: "/").last.map(String.init)
    default: return names[name].map { event[$0] ?? "-" }
    }
  }

  /// Of the fifth line of HAProxy's nothing is asserted but that it is one.
  @Test(arguments: [
    ("nginx_http-logs", "combined", 9, [9]), ("apache2-logs", "combined", 9, [8, 9]),
    ("haproxy-logs", "haproxy", 4, []),
  ])
  func `each line has the fields that are asserted of it`(
    suite: String, name: String, lines: Int, errors: [Int]
  ) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let text = try SharedData.read("access/crowdsec/\(suite)/\(suite).log")
    let parsed = ParsedContent([LineBatches.whole(text)], as: format)
    let assertions = try Self.assertions(suite)
    #expect(assertions.count == lines && parsed.closes && parsed.tally.rejects == 0)
    var compared = 0
    for (line, fields) in assertions {
      let event = parsed.members.first { $0["line"] == String(line) }
      if errors.contains(line) {
        // A message about a request that has a line of its own.
        #expect(event == nil && fields["loglevel"] != nil)
        continue
      }
      let seen = try #require(event)
      for (field, expected) in fields {
        guard let value = Self.value(field, seen) else { continue }
        #expect(value == expected, "\(field) of line \(line)")
        compared += 1
      }
    }
    #expect(compared >= (lines - errors.count) * 4, "\(compared) fields")
  }

  @Test func `HAProxy's connection errors are cancelled and name their cause`() throws {
    let text = try SharedData.read("access/crowdsec/haproxy-logs/haproxy-logs.log")
    let parsed = ParsedContent([LineBatches.whole(text)], as: .haproxy)
    for event in parsed.members.suffix(3) {
      #expect(event["outcome"] == "cancelled" && event["cause"] == "tls")
      #expect(event["client"] == "192.168.1.4" && event["status"] == nil)
    }
    #expect(parsed.members[4]["start"] == "2025-02-28T02:43:12.345000Z")
  }
}
