// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct LogfmtTests {
  private static let base = "ts=2025-03-12T09:14:02.31Z status=200"

  @Test(arguments: [
    (#"method=GET path="/a b" ua="\"q\" \\ \t\xC3\xa9\u00e9""#, "GET", "/a b", "\"q\" \\ \téé"),
    (#"method="POST" path=/a=b?c=d ua="#, "POST", "/a=b", ""),
    ("flag method=GET\tpath=/a   ua=x other", "GET", "/a", "x"),
    ("method=GET method=PUT path=/a path=/b ua=- ", "GET", "/a", ""),
    (#"method=GET path=/a ua=x"y"#, "GET", "/a", "x\"y"),
  ])
  func `values are bare or quoted`(text: String, method: String, path: String, agent: String) {
    expectEvent(
      "\(Self.base) \(text)", as: .logfmtAccess, ["method": method, "path": path, "agent": agent])
  }

  @Test(arguments: [
    ("duration=31ms", "31000"), ("took=1.5s", "1500000"), ("duration=416.959µs", "416"),
    ("duration=31", ""), ("duration=0.031", ""), ("duration_ms=31", "31000"),
    ("duration_seconds=0.031", "31000"), ("Duration=31067533", "31067"),
    ("controller=Jobs duration=58.33", "58330"), ("duration=-", ""), ("duration=", ""),
  ])
  func `a duration is read where its unit is known`(text: String, duration: String) {
    expectEvent(
      "\(Self.base) method=GET \(text)", as: .logfmtAccess, ["duration_us": duration])
  }

  @Test(arguments: [
    ("status=200", RejectReason.notThisFormat), ("ts=now method=GET status=200", .malformedTime),
    ("{\"ts\":1} method=GET status=200", .notThisFormat), ("=", .notThisFormat),
    ("ts=2025-03-12T09:14:02Z method=GET status=200 a=\"b\\", .malformedField),
  ])
  func `what is no request is refused`(text: String, reason: RejectReason) {
    expectReject(text, as: .logfmtAccess, reason)
  }

  // MARK: - Heroku

  @Test(arguments: [
    ("H10", 503, "failure", "no_backend"), ("H11", 503, "failure", "overload"),
    ("H12", 503, "timeout", "backend_timeout"), ("H13", 503, "failure", "backend_reset"),
    ("H18", 503, "failure", "backend_reset"), ("H19", 503, "timeout", "connect_timeout"),
    ("H21", 503, "failure", "connect_refused"), ("H27", 499, "cancelled", "client_abort"),
    ("H99", 503, "failure", ""), ("", 503, "failure", "app_error"), ("", 200, "success", ""),
  ])
  func `the router's code tells the cause`(
    code: String, status: Int, outcome: String, cause: String
  ) {
    let error = code.isEmpty ? "at=info" : "at=error code=\(code) desc=\"some text\""
    expectEvent(
      "2025-03-12T09:14:02Z heroku[router]: \(error) method=GET path=\"/\" dyno= status=\(status)",
      as: .herokuRouter, ["outcome": outcome, "cause": cause, "extra.code": code])
  }

  @Test(arguments: [
    ("connect=1ms service=20ms", "21000", "20000"), ("connect= service=", "", ""),
    ("connect=5000ms service=", "5000000", ""), ("service=20ms", "20000", "20000"),
  ])
  func `connect and service times add up`(text: String, duration: String, upstream: String) {
    expectEvent(
      "2025-03-12T09:14:02Z heroku[router]: at=info method=GET path=/ \(text) status=200",
      as: .herokuRouter, ["duration_us": duration, "upstream_duration_us": upstream])
  }

  @Test(arguments: [
    "2025-03-12T09:14:02.310000+00:00 heroku[router]: ",
    "<158>1 2025-03-12T09:14:02.310000+00:00 host heroku router - ",
    "242 <158>1 2025-03-12T09:14:02.310000+00:00 d.a-b-c heroku router - - ",
  ])
  func `the router's lines have one of its prefixes`(prefix: String) {
    expectEvent(
      prefix + "at=info method=GET path=\"/\" status=200", as: .herokuRouter,
      ["end": "2025-03-12T09:14:02.310000Z", "status": "200"])
    // The side that broke off stands first.
    expectEvent(
      prefix + "sock=client at=warning code=H27 method=GET path=\"/\" status=499",
      as: .herokuRouter, ["outcome": "cancelled", "cause": "client_abort", "extra.code": "H27"])
    expectEvent(
      prefix + "sock=backend at=error code=H18 method=GET path=\"/\" status=503",
      as: .herokuRouter, ["outcome": "failure", "cause": "backend_reset", "extra.code": "H18"])
  }
}
