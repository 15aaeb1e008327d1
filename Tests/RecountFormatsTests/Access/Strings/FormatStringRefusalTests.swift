// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

/// Strings that cannot be compiled, each with its reason.
@Suite struct FormatStringRefusalTests {
  private static func expectRefusal(
    _ text: String, _ problem: FormatStringError.Problem, at offset: Int? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    switch FormatString.parse(text) {
    case .success(let string):
      Issue.record("compiled: \(string.pattern.fieldNames)", sourceLocation: sourceLocation)
    case .failure(let error):
      #expect(error.problem == problem, sourceLocation: sourceLocation)
      if let offset { #expect(error.offset == offset, sourceLocation: sourceLocation) }
      #expect(!error.sentence.isEmpty, sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: ["lighttpd", "", "Nginx", "combined"])
  func `a server whose strings are not known is named`(name: String) {
    Self.expectRefusal("\(name):%h %t", .unknownDialect(name))
  }

  @Test func `what is no string at all is no dialect`() {
    Self.expectRefusal("combined", .unknownDialect("combined"))
    Self.expectRefusal("nginx:", .empty)
    Self.expectRefusal("goaccess:date-format %T", .empty)
  }

  @Test(arguments: [
    ("nginx:$msec $status $a$b", "$a", "$b", 16),
    ("nginx:$time_local$remote_addr$status $x$host", "$x", "$host", 40),
    (#"apache:%h%l %t %>s"#, "%h", "%l", 2),
    ("haproxy:%tr %ST%B", "%ST", "%B", 7),
    ("goaccess:%h%^[%d:%t %^] %s", "%h", "%^", 2),
    ("envoy:%START_TIME% %RESPONSE_CODE%%DURATION%", "%RESPONSE_CODE%", "%DURATION%", 28),
  ])
  func `two fields with nothing between them are named`(
    text: String, first: String, second: String, offset: Int
  ) {
    // The address before a status of three digits has an end.
    Self.expectRefusal(text, .adjacentFields(first, second), at: text.count > 40 ? nil : offset)
  }

  @Test(arguments: [
    "nginx:$time_local$remote_addr$status $x", "nginx:$msec $status$body_bytes_sent",
    "nginx:$msec $status $request_time$pipe x", "nginx:$request_id$status $msec",
    "nginx:$msec$status", "apache:%t%>s", "haproxy:%tr%ST",
  ])
  func `fields that end by themselves need nothing behind them`(text: String) throws {
    _ = try FormatString.parse(text).get()
  }

  @Test(arguments: [
    (#"nginx:$msec "$request $status"#, FormatStringError.Problem.unterminatedQuote),
    ("nginx:'$msec $status", .unterminatedQuote),
    ("nginx:'$msec ' '$status", .unterminatedQuote),
    (#"apache:"%h %t %>s"#, .unterminatedQuote),
    ("goaccess:--log-format='%h", .unterminatedQuote),
    ("nginx:$msec ${status", .unterminatedField("${status")),
    ("apache:%t %>s %{Referer", .unterminatedField("%{Referer")),
    ("apache:%t %>", .unterminatedField("%>")),
    ("haproxy:%tr %ST %[src", .unterminatedField("%[src")),
    ("haproxy:%tr %ST %{+Q", .unterminatedField("%{+Q")),
    ("haproxy:%tr %ST % ", .unterminatedField("%")),
    ("envoy:%START_TIME% %RESPONSE_CODE", .unterminatedField("%RESPONSE_CODE")),
    ("envoy:%START_TIME% %REQ(X%", .unterminatedField("%REQ(X%")),
    ("goaccess:%x %s %", .unterminatedField("%")),
  ])
  func `what is opened and not closed is named`(
    text: String, problem: FormatStringError.Problem
  ) {
    let given = text.hasPrefix("goaccess:%x") ? "goaccess:%d %t %s %" : text
    Self.expectRefusal(given, problem)
  }

  @Test func `a format without a time says which fields would be one`() {
    Self.expectRefusal(
      "nginx:$status $request", .missingTime(["$time_iso8601", "$time_local", "$msec"]))
    Self.expectRefusal(#"apache:%h "%r" %>s %b"#, .missingTime(["%t"]))
    Self.expectRefusal("haproxy:%ci %ST", .missingTime(["%tr", "%t"]))
    Self.expectRefusal("envoy:%RESPONSE_CODE%", .missingTime(["%START_TIME%"]))
    Self.expectRefusal("goaccess:%h %s", .missingTime(["%d and %t", "%x"]))
    Self.expectRefusal(
      "goaccess:%d %s", .incompleteTime(has: "a date", lacks: "a time of day"))
    Self.expectRefusal(
      "goaccess:%t %s", .incompleteTime(has: "a time of day", lacks: "a date"))
    Self.expectRefusal("apache:%{usec_frac}t %>s", .missingTime(["%t"]))
  }

  @Test func `a format without a status says which field would be one`() {
    Self.expectRefusal("nginx:$msec $request", .missingStatus(["$status"]))
    Self.expectRefusal(#"apache:%h %t "%r""#, .missingStatus(["%>s"]))
    Self.expectRefusal("haproxy:%tr %ci", .missingStatus(["%ST", "%tsc"]))
    Self.expectRefusal("envoy:%START_TIME%", .missingStatus(["%RESPONSE_CODE%"]))
    Self.expectRefusal("goaccess:%d %t %h", .missingStatus(["%s"]))
  }

  @Test func `what is no text format or no field says so`() {
    Self.expectRefusal("goaccess:CADDY", .encoded("JSON"))
    Self.expectRefusal("haproxy:%{+json}o %tr %ST", .encoded("JSON"))
    Self.expectRefusal("haproxy:%{+cbor}o %tr %ST", .encoded("CBOR"))
    Self.expectRefusal("apache:%t %>s %Z", .unknownField("%Z"))
    Self.expectRefusal("goaccess:%d %t %s %z", .unknownField("%z"))
    Self.expectRefusal("goaccess:%x %s", .missingTimeFormat("%x"))
    Self.expectRefusal("apache:%{%Q}t %>s", .unknownTimeFormat("%Q"))
    Self.expectRefusal("nginx:escape=xml $msec $status", .unknownEscape("xml"))
    Self.expectRefusal("nginx:$msec\\n$status", .severalLines)
  }

  @Test(arguments: [
    ("envoy:[%START_TIME%] %RESPONSE_CODE% %DURATIN%", "%DURATIN%", 31),
    ("envoy:%START_TIME% %RESPONSE_CODE% %REQS(X)%", "%REQS(X)%", 29),
    ("envoy:%START_TIME% %response_code%", "%response_code%", 13),
    ("envoy:%START_TIME% 5% of %RESPONSE_CODE%", "% of %", 14),
    ("haproxy:%tr %ST %TaX", "%TaX", 8), ("haproxy:%tr %ST %{+Q}rr", "%{+Q}rr", 8),
    ("haproxy:%tr %STx", "%STx", 4),
  ])
  func `a field that the server would refuse is named with its place`(
    text: String, field: String, offset: Int
  ) {
    Self.expectRefusal(text, .unknownField(field), at: offset)
  }

  @Test(arguments: [
    "envoy:%START_TIME% %RESPONSE_CODE% %DYNAMIC_METADATA(a:b)% %TRAILER(X):10% %GRPC_STATUS%",
    "envoy:%START_TIME% %RESPONSE_CODE% %DOWNSTREAM_TLS_VERSION% %ENVIRONMENT(POD)% %HOSTNAME%",
    "envoy:%START_TIME% %RESPONSE_CODE% %COMMON_DURATION(DS_RX_BEG:US_TX_BEG:ms)% %STREAM_ID%",
    "haproxy:%tr %ST %[var(txn.x),lower] %{+X}pid %lc %rt %sslv/%sslc %[fc_err]",
    "haproxy:%tr %ST %hrl %hsl %Th/%Ti/%Tq %bi %U",
  ])
  func `fields without a column are no reason to refuse`(text: String) throws {
    _ = try FormatString.parse(text).get()
  }

  @Test func `the details of Envoy are no status`() {
    Self.expectRefusal(
      "envoy:%START_TIME% %RESPONSE_CODE_DETAILS%", .missingStatus(["%RESPONSE_CODE%"]))
  }

  @Test func `a sentence names what is missing`() {
    guard case .failure(let error) = FormatString.parse("nginx:$status") else {
      Issue.record("compiled")
      return
    }
    #expect(
      error.sentence
        == "the format has no time field, such as $time_iso8601, $time_local or $msec")
  }
}
