// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct NginxTimedTests {
  private static let id = "4e43168a01e6907cba172f72fad816a8"

  private static func line(_ status: String, _ tail: String) -> String {
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" \#(status) 5 "-" "x" \#(tail)"#
  }

  @Test(arguments: [
    ("200", "0.031 0.030", "31000", "2025-03-12T09:14:01.969000Z", ""),
    ("200", "0.000 -", "0", "2025-03-12T09:14:02.000000Z", ""),
    ("502", "0.002 0.001", "2000", "2025-03-12T09:14:01.998000Z", "backend_reset"),
    ("502", "0.000 -", "0", "2025-03-12T09:14:02.000000Z", "no_backend"),
    ("502", "3.000 -, 0.001", "3000000", "2025-03-12T09:13:59.000000Z", "backend_reset"),
    ("503", "0.010 0.009", "10000", "2025-03-12T09:14:01.990000Z", "app_error"),
    ("504", "60.001 30.000, 30.001", "60001000", "2025-03-12T09:13:01.999000Z", "backend_timeout"),
    ("200", "1.500 0.500 : 1.000", "1500000", "2025-03-12T09:14:00.500000Z", ""),
    ("500", "0.010 0.009", "10000", "2025-03-12T09:14:01.990000Z", "app_error"),
    ("500", "0.010 -", "10000", "2025-03-12T09:14:01.990000Z", ""),
    ("499", "5.000 -", "5000000", "2025-03-12T09:13:57.000000Z", "client_abort"),
    ("429", "0.000 -", "0", "2025-03-12T09:14:02.000000Z", "rate_limit"),
  ])
  func `the stamp is the end and the times tell start and cause`(
    status: String, times: String, duration: String, start: String, cause: String
  ) {
    expectEvent(
      Self.line(status, "\(times) \(Self.id)"), as: .nginxTimed,
      [
        "duration_us": duration, "start": start, "end": "2025-03-12T09:14:02.000000Z",
        "cause": cause, "trace": Self.id, "agent": "x",
      ])
  }

  @Test(arguments: [
    ("", RejectReason.missingField), ("0.031", .missingField), ("0.031 0.030", .missingField),
    ("0.031 0.030 abc", .malformedField), ("31 - \(id)", .malformedField),
    ("0.31 - \(id)", .malformedField), ("x.031 - \(id)", .malformedField),
    ("0.031 a \(id)", .malformedField), ("0.031 - \(id.dropLast())g", .malformedField),
    ("0.031 - \(id) more", .malformedField), ("99999999999999.000 - \(id)", .malformedField),
    ("0.031 \(id)", .missingField),
  ])
  func `a tail of another kind is refused`(tail: String, reason: RejectReason) {
    expectReject(Self.line("200", tail), as: .nginxTimed, reason)
  }

  @Test func `the stamp may be ISO 8601`() {
    let line = Self.line("200", "0.031 0.030 \(Self.id)")
    expectEvent(
      line.replacing("12/Mar/2025:09:14:02 +0000", with: "2025-03-12T09:14:02+00:00"),
      as: .nginxTimed, ["duration_us": "31000", "start": "2025-03-12T09:14:01.969000Z"])
  }

  @Test func `an agent with bare quotes keeps its place before the times`() {
    let line = Self.line("200", "0.031 - \(Self.id)").replacing(#""x""#, with: #""a "b" c""#)
    expectEvent(line, as: .nginxTimed, ["agent": #"a "b" c"#, "duration_us": "31000"])
  }

  @Test func `the times of thousands of attempts end at a century`() {
    let times = Array(repeating: "3155760000.000", count: 4000).joined(separator: ", ")
    let event = ["duration_us": "31000", "upstream_duration_us": "3155760000000000"]
    expectEvent(Self.line("504", "0.031 \(times) \(Self.id)"), as: .nginxTimed, event)
    let all = Array(repeating: "10.0.0.5:80", count: 4000).joined(separator: ", ")
    let counts = Array(repeating: "504", count: 4000).joined(separator: ", ")
    expectEvent(
      Self.line("504", "462 0.031 [a] [] \(all) \(counts) \(times) \(counts) \(Self.id)"),
      as: .ingressNginx, event)
  }
}
