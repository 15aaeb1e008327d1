// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// What single fields of a format string make of their values.
@Suite struct FormatStringFieldTests {
  private static func format(_ text: String) throws -> LogFormat {
    try FormatString.parse(text).get().format
  }

  @Test(arguments: [
    ("backend", "no_backend"), ("shop-cart-8080", "no_backend"),
    ("10.0.0.5:80, backend", "no_backend"), ("10.0.0.5:80", "backend_reset"),
    ("[2001:db8::7]:80", "backend_reset"), ("unix:/run/cart.sock", "backend_reset"),
    ("backend, 10.0.0.5:80", "backend_reset"), ("10.0.0.5", "backend_reset"),
  ])
  func `the name of an upstream for an address says that none of its peers was alive`(
    address: String, cause: String
  ) throws {
    let format = try Self.format(
      "nginx:$msec $status $request_time $upstream_addr $upstream_status $upstream_response_time")
    expectEvent(
      "1741770842.310 502 0.000 \(address) 502 0.000", as: format,
      ["cause": cause, "status_by": "proxy", "extra.upstream_addr": address])
    expectEvent(
      "1741770842.310 504 0.000 \(address) 504 0.000", as: format, ["cause": "backend_timeout"])
  }

  @Test(arguments: ["foo", "ns", "sec"])
  func `a duration of Apache in no unit of it is refused`(unit: String) {
    switch FormatString.parse("apache:%t %>s %{\(unit)}T") {
    case .success(let string): Issue.record("compiled: \(string.pattern.fieldNames)")
    case .failure(let error):
      #expect(error.problem == .unknownField("%{\(unit)}T") && error.offset == 7)
    }
  }

  @Test(arguments: [("s", "31000000"), ("S", "31000000"), ("ms", "31000"), ("us", "31")])
  func `a duration of Apache has the unit that stands in its braces`(
    unit: String, duration: String
  ) throws {
    expectEvent(
      "[12/Mar/2025:09:14:02 +0000] 200 31", as: try Self.format("apache:%t %>s %{\(unit)}T"),
      ["duration_us": duration])
  }
}
