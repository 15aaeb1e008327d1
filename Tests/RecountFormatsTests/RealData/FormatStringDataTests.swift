// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Format strings on real logs, against the built-in formats and what stands in the files.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct FormatStringDataTests {
  private static func parse(_ path: String, as format: LogFormat) throws -> ParsedContent {
    let batches = LineBatches.batches(try SharedData.read("access/" + path), linesEach: 1000)
    let parsed = ParsedContent(batches, as: format)
    #expect(parsed.closes)
    return parsed
  }

  private static func format(_ text: String) throws -> LogFormat {
    try FormatString.parse(text).get().format
  }

  @Test(arguments: [
    // One line of this file breaks off inside its last value.
    ("elastic_apache_logs.gz", "", 10_000, 1), ("basjes_hackers_access.log.gz", "", 3456, 0),
    ("lnav/logfile_shop_access_log.0", #" "%{X-Forwarded-For}i""#, 1000, 0),
  ])
  func `Apache's string makes of real lines what the built-in format makes`(
    path: String, tail: String, lines: Int64, cut: Int64
  ) throws {
    let builtIn = try Self.parse(path, as: .combined)
    let string = try Self.parse(
      path,
      as: Self.format(
        #"apache:%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"\#(tail)"#))
    #expect(string.tally.rejects == cut && string.tally.lines == lines)
    for (seen, expected) in zip(string.members, builtIn.members) where seen["kind"] != "reject" {
      #expect(
        seen.filter { !$0.key.hasPrefix("extra.") }
          == expected.filter { !$0.key.hasPrefix("extra.") })
    }
    if cut == 0 { #expect(string.routes == builtIn.routes) }
  }

  @Test func `a wrong string refuses real lines instead of shifting them`() throws {
    let common = try Self.parse("elastic_apache_logs.gz", as: Self.format("apache:common"))
    #expect(common.tally.events == 0 && common.tally.rejects == 10_000)
    let hosted = try Self.parse("elastic_apache_logs.gz", as: Self.format("apache:vhost_combined"))
    #expect(hosted.tally.events == 0)
    let plain = try Self.parse(
      "crowdsec/nginx_http-logs/nginx_http-logs.log",
      as: Self.format("nginx:combined"))
    // Three lines have a virtual host, one no user, and one is of the error log.
    #expect(plain.tally.events == 4 && plain.tally.rejects == 5)
  }

  @Test func `HAProxy's string finds the requests among its notices`() throws {
    let parsed = try Self.parse("lnav/logfile_haproxy.0", as: Self.format("haproxy:httplog"))
    #expect(parsed.tally.events == 13 && parsed.tally.rejects == 4)
    let first = try #require(parsed.members.first { $0["kind"] == "request" })
    #expect(first["client"] == "141.35.244.171" && first["duration_us"] == "1487000")
    #expect(first["service"] == "bk_admin" && first["path"] == "/admin/colt/administration")
    #expect(first["start"] == "2019-02-25T16:19:48.143000Z")
  }

  @Test func `GoAccess's string for load balancers agrees with the built-in format`() throws {
    let builtIn = try Self.parse("plaso/aws_elb_access.log", as: .awsALB)
    let string = try Self.parse("plaso/aws_elb_access.log", as: Self.format("goaccess:AWSELB"))
    let known = Dictionary(grouping: builtIn.members) { $0["line"] ?? "" }
    var compared = 0
    for seen in string.members where seen["kind"] == "request" {
      guard let expected = known[seen["line"] ?? ""]?.first, expected["kind"] == "request" else {
        continue
      }
      compared += 1
      for name in ["client", "status", "path", "method", "agent", "end", "body_bytes"] {
        #expect(seen[name] == expected[name], "\(name) of line \(seen["line"] ?? "")")
      }
    }
    #expect(compared >= 3, "\(compared) of \(builtIn.tally) and \(string.tally)")
  }
}
