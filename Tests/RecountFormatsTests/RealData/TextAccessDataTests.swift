// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// What each real text file is, what became of its lines, and which of them are refused and why.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct TextAccessDataTests {
  struct File: Sendable, CustomTestStringConvertible {
    var path: String
    var format: String
    var events: Int64
    var ignored: Int64 = 0
    /// Lines that are refused, with the reason.
    var rejects: [Int64: RejectReason] = [:]

    var testDescription: String { path }
  }

  static let files = [
    File(path: "elastic_apache_logs.gz", format: "combined", events: 10_000),
    File(path: "basjes_hackers_access.log.gz", format: "combined", events: 3456),
    File(path: "lnav/logfile_shop_access_log.0", format: "combined", events: 1000),
    File(path: "lnav/playground_access_log.gz", format: "combined", events: 2492),
    // The second line has neither ident nor user.
    File(
      path: "lnav/logfile_bad_access_log.0", format: "combined", events: 2,
      rejects: [2: .missingField]),
    File(path: "lnav/logfile_haproxy.0", format: "haproxy", events: 14, ignored: 3),
    File(path: "lnav/logfile_uwsgi.0", format: "uwsgi", events: 19),
    File(path: "lnav/logfile_w3c.0", format: "w3c", events: 1, ignored: 4),
    File(path: "lnav/logfile_w3c.1", format: "w3c", events: 1, ignored: 6),
    File(path: "lnav/logfile_w3c.2", format: "w3c", events: 14, ignored: 8),
    File(path: "lnav/logfile_w3c.3", format: "w3c", events: 3, ignored: 7),
    File(path: "lnav/logfile_w3c.4", format: "w3c", events: 2, ignored: 4),
    // Its header names six columns, no status among them, and its row has seventeen values.
    File(
      path: "lnav/logfile_w3c.5", format: "w3c", events: 0, ignored: 1,
      rejects: [2: .missingField]),
    File(path: "lnav/logfile_w3c.6", format: "w3c", events: 1, ignored: 4),
    File(path: "lnav/logfile_w3c_big.0", format: "w3c", events: 210, ignored: 44),
    File(path: "plaso/apache_access.log", format: "combined", events: 15),
    File(
      path: "plaso/atlassian-bitbucket-access.log", format: "bitbucket-access", events: 7,
      ignored: 1),
    File(path: "plaso/confluence_access.log", format: "confluence-access", events: 3),
    File(path: "plaso/jira_access.log", format: "confluence-access", events: 4),
    File(path: "plaso/aws_elb_access.log", format: "aws-alb", events: 16),
    File(path: "plaso/iis10.log", format: "w3c", events: 1, ignored: 4),
    File(path: "plaso/iis10_edge_cases.log", format: "w3c", events: 15, ignored: 4),
    File(path: "plaso/iis6.log", format: "w3c", events: 12, ignored: 4),
    File(path: "plaso/iis_without_date.log", format: "w3c", events: 11, ignored: 4),
    File(path: "crowdsec/apache2-logs/apache2-logs.log", format: "combined", events: 7, ignored: 2),
    File(
      path: "crowdsec/nginx_http-logs/nginx_http-logs.log", format: "combined", events: 8,
      ignored: 1),
    File(path: "crowdsec/haproxy-logs/haproxy-logs.log", format: "haproxy", events: 5),
  ]

  @Test(arguments: files)
  func `a real text log is detected and its book closes`(file: File) throws {
    let text = try SharedData.read("access/" + file.path)
    let found = FormatDetector.detect(entry: nil, LineBatches.whole(text)).format
    let format = try #require(found)
    #expect(format.name == file.format)
    let parsed = ParsedContent(LineBatches.batches(text, linesEach: 64), as: format)
    #expect(parsed.closes)
    #expect(parsed.tally.events == file.events)
    #expect(parsed.tally.ignored == file.ignored)
    let rejects = parsed.rejects.map { ($0.line, $0.reason) }
    #expect(Dictionary(uniqueKeysWithValues: rejects) == file.rejects)
    #expect(
      parsed.tally.lines == file.events + file.ignored + Int64(file.rejects.count))
  }

  private static func members(
    _ path: String, _ format: LogFormat, line: Int
  ) throws -> [String: String] {
    let text = try SharedData.read("access/" + path)
    let parsed = ParsedContent(LineBatches.batches(text, linesEach: 64), as: format)
    return try #require(parsed.members.first { $0["line"] == String(line) })
  }

  private static func expect(
    _ path: String, _ format: LogFormat, line: Int, _ expected: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let event = try members(path, format, line: line)
    for (name, value) in expected.sorted(by: { $0.key < $1.key }) {
      #expect(
        event[name] ?? "" == value, "\(name) of \(path):\(line)", sourceLocation: sourceLocation)
    }
  }

  @Test func `rows are read by the header above them`() throws {
    // Local time of a zone that the header names, columns of unequal width, microseconds.
    try Self.expect(
      "lnav/logfile_w3c.1", .w3c, line: 7,
      [
        "end": "2001-10-31T08:00:18.000000Z", "duration_us": "370879", "status": "200",
        "agent": "Mozilla/4.5 [en] (WinNT; I)", "user": "DMS.user", "client": "64.103.37.2",
        "path": "/admin/images/oc_bottomleft.gif", "body_bytes": "350",
        "referrer": "http://www.oracle.com/nl/partner/content.html",
      ])
    // FTP commands on two days.
    try Self.expect(
      "lnav/logfile_w3c.2", .w3c, line: 9,
      [
        "method": "PASS", "status": "230", "outcome": "success",
        "end": "2000-10-09T16:48:24.000000Z",
      ])
    try Self.expect(
      "lnav/logfile_w3c.2", .w3c, line: 22,
      ["method": "QUIT", "end": "2000-10-10T16:48:05.000000Z"])
    // Quoted values, one with quotes in it.
    try Self.expect(
      "lnav/logfile_w3c.3", .w3c, line: 10,
      [
        "status": "404", "duration_us": "359000", "client": "173.5.0.0",
        "host": "hello.example.com", "path": "/hello/world/6,681965",
        "end": "2012-08-15T17:00:00.675000Z",
      ])
    try Self.expect(
      "lnav/logfile_w3c.4", .w3c, line: 5,
      [
        "status": "200", "host": "www.example.com", "path": "/page.php", "query": "variable=test",
        "outcome": "success", "end": "2017-06-28T07:26:35.000000Z", "cause": "",
      ])
    try Self.expect(
      "lnav/logfile_w3c.4", .w3c, line: 6,
      ["status": "", "outcome": "error", "cause": "backend_reset", "path": "/rss/news"])
  }

  @Test func `IIS's rows keep their fields where spaces and users are odd`() throws {
    try Self.expect(
      "plaso/iis10_edge_cases.log", .w3c, line: 6,
      [
        "user": #"random\ranuser1"#, "client": "::1", "status": "500", "duration_us": "156000",
        "outcome": "failure", "cause": "app_error",
      ])
    try Self.expect(
      "plaso/iis10_edge_cases.log", .w3c, line: 10,
      ["extra.win32_status": "214784354254", "extra.substatus": "1", "status": "401"])
    try Self.expect(
      "plaso/iis_without_date.log", .w3c, line: 14,
      [
        "end": "2013-07-30T00:00:12.000000Z", "protocol": "HTTP/1.1", "status": "302",
        "service": "SOME1234NAME",
      ])
    try Self.expect(
      "plaso/iis6.log", .w3c, line: 16,
      ["end": "2015-10-16T13:01:02.000000Z", "query": "ID=ERROR[`cat%20passwd|echo`]"])
  }

  @Test func `HAProxy's compiled string and the built-in format agree`() throws {
    let text = try SharedData.read("access/lnav/logfile_haproxy.0")
    let string = ParsedContent(
      [LineBatches.whole(text)], as: try FormatString.parse("haproxy:httplog").get().format)
    let known = Dictionary(
      grouping: ParsedContent([LineBatches.whole(text)], as: .haproxy).members
    ) { $0["line"] ?? "" }
    var compared = 0
    for seen in string.members where seen["kind"] == "request" {
      let expected = try #require(known[seen["line"] ?? ""]?.first)
      #expect(
        seen.filter { !$0.key.hasPrefix("extra.") }
          == expected.filter { !$0.key.hasPrefix("extra.") })
      compared += 1
    }
    #expect(compared == 13)
  }

  @Test func `load balancers of all kinds are read side by side`() throws {
    try Self.expect(
      "plaso/aws_elb_access.log", .awsELB, line: 11,
      [
        "client": "192.168.131.39", "status": "200", "duration_us": "1178", "agent": "curl/7.38.0",
        "extra.elb": "my-loadbalancer", "upstream_statuses": "200",
      ])
    try Self.expect(
      "plaso/aws_elb_access.log", .awsELB, line: 14,
      ["status": "", "outcome": "success", "body_bytes": ""])
    try Self.expect(
      "plaso/aws_elb_access.log", .awsELB, line: 15,
      [
        "client": "72.21.218.154", "duration_us": "5000", "outcome": "success",
        "end": "2022-04-01T08:51:42.000000Z", "body_bytes": "246",
      ])
  }

  @Test func `Atlassian's lines are read`() throws {
    let bitbucket = "plaso/atlassian-bitbucket-access.log"
    try Self.expect(
      bitbucket, .bitbucketAccess, line: 1,
      [
        "client": "63.246.22.199", "user": "eaccru", "status": "200", "duration_us": "101000",
        "body_bytes": "0", "extra.labels": "refs, cache:hit",
        "path": "/git/STASH/mina-sshd-fork.git/info/refs", "end": "2012-10-29T00:06:26.838000Z",
      ])
    try Self.expect(
      bitbucket, .bitbucketAccess, line: 6,
      ["user": "admin", "status": "", "outcome": "success", "extra.scheme": "grpc"])
    try Self.expect(
      "plaso/confluence_access.log", .confluenceAccess, line: 1,
      [
        "user": "user", "client": "192.168.192.1", "status": "200", "duration_us": "1020000",
        "body_bytes": "7881", "referrer": "http://localhost/", "path": "/index.action",
      ])
    try Self.expect(
      "plaso/jira_access.log", .confluenceAccess, line: 4,
      ["method": "DELETE", "status": "204", "body_bytes": "0", "client": "192.168.1.12"])
  }
}
