// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import Testing

/// Who made a status, as the views of the case tell it.
@Suite struct StatusByTests {
  private let logs: TemporaryLogs

  init() throws {
    logs = try TemporaryLogs()
  }

  private static let id = "752178adb17130b291aefd8c386279e7"

  private static func nginx(_ status: Int, _ upstream: String) -> String {
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" \#(status) 9 "-" "-" 0.031 \#(upstream) \#(id)"#
  }

  private static func ingress(
    _ status: Int, _ addresses: String, _ sizes: String, _ times: String, _ statuses: String
  ) -> String {
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /v1 HTTP/2.0" \#(status) 160 "-" "c" 462 1.001 [shop] [] \#(addresses) \#(sizes) \#(times) \#(statuses) \#(id)"#
  }

  private static func envoy(_ status: Int, _ flags: String) -> String {
    #"[2025-03-12T09:14:02.310Z] "GET /b HTTP/1.1" \#(status) \#(flags) 0 91 226 - "-" "x" "-" "cart" "\#(flags == "-" ? "10.0.2.1:80" : "-")""#
  }

  private static func combined(_ status: Int) -> String {
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" \#(status) 157 "-" "curl/8""#
  }

  private static func haproxy(_ status: Int, _ server: String, _ end: String) -> String {
    #"203.0.113.7:33317 [12/Mar/2025:09:14:01.655] web cart/\#(server) 0/0/30/69/109 \#(status) 50 - - \#(end) 12/11/5/3/2 0/0 "GET /v1 HTTP/1.1""#
  }

  private static let tries = ("10.0.0.5:80, 10.0.0.6:80", "0, 27", "0.500, 0.501", "502, 200")

  @Test(arguments: [
    (
      [
        nginx(200, "0.030"), nginx(404, "0.030"), nginx(503, "0.030"), nginx(502, "-"),
        nginx(504, "0.030"), nginx(499, "-"), nginx(301, "-"), nginx(429, "-"),
      ],
      ["upstream", "upstream", "upstream", "proxy", "proxy", "client", "proxy", "proxy"]
    ),
    (
      [
        ingress(200, tries.0, tries.1, tries.2, tries.3),
        ingress(503, "-", "-", "-", "-"), ingress(500, "10.0.0.5:80", "5", "0.1", "500"),
      ].map { $0.replacingOccurrences(of: "0.1 ", with: "0.100 ") },
      ["upstream", "proxy", "upstream"]
    ),
    (
      [
        envoy(200, "-"), envoy(503, "UF"), envoy(503, "-"), envoy(504, "UT"), envoy(0, "DC"),
        envoy(429, "RL"),
      ],
      ["", "proxy", "upstream", "proxy", "", ""]
    ),
    (
      [
        haproxy(502, "c2", "SH--"), haproxy(503, "<NOSRV>", "SC--"), haproxy(500, "c2", "----"),
        haproxy(400, "c2", "CR--"),
        // The answer broke off on its way: what it began with was the service's.
        haproxy(200, "c2", "SD--"),
      ],
      ["proxy", "proxy", "upstream", "client", "upstream"]
    ),
    // A format that knows nothing of upstreams leaves it open.
    ([combined(200), combined(502), combined(504), combined(499)], ["", "", "", "client"]),
  ])
  func `causes and statuses of upstreams tell who made it`(
    lines: [String], makers: [String]
  ) throws {
    try logs.write(lines, "web.log")
    try logs.ingest()
    #expect(try logs.rows("SELECT status_by FROM requests ORDER BY line") == makers)
    let failed = try logs.rows(
      "SELECT line, status_by FROM requests WHERE failed ORDER BY line")
    #expect(try logs.rows("SELECT line, status_by FROM failures ORDER BY line") == failed)
    #expect(try parsed() == makers)
  }

  /// What `parse` says of the same lines.
  private func parsed() throws -> [String] {
    var makers: [String] = []
    _ = try ParseRun.run(
      [logs.folder.appendingPathComponent("logs").path], options: IngestOptions()
    ) { bytes in
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        makers.append(object?["status_by"] as? String ?? "")
      }
      return true
    }
    return makers
  }

  @Test func `each attempt upstream is a row of its own`() throws {
    let tries = StatusByTests.tries
    try logs.write(
      [
        StatusByTests.ingress(200, tries.0, tries.1, tries.2, tries.3),
        StatusByTests.ingress(503, "-", "-", "-", "-"),
        StatusByTests.ingress(504, "10.0.0.5:80", "0", "1.000", "504"),
      ], "web.log")
    try logs.ingest()
    #expect(
      try logs.rows(
        "SELECT line, attempt, upstream_status, status, status_by FROM attempts ORDER BY 1, 2")
        == ["1|1|502|200|upstream", "1|2|200|200|upstream", "3|1|504|504|proxy"])
  }
}
