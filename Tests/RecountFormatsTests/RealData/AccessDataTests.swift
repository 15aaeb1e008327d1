// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct AccessDataTests {
  private static func parse(_ path: String, as format: LogFormat) throws -> ParsedContent {
    let batches = LineBatches.batches(try SharedData.read("access/" + path), linesEach: 1000)
    let parsed = ParsedContent(batches, as: format)
    #expect(parsed.closes)
    return parsed
  }

  /// Expects that the event of line `number` has `members`.
  private static func expect(
    _ parsed: ParsedContent, line number: Int, _ members: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let event = try #require(
      parsed.members.first { $0["line"] == String(number) }, sourceLocation: sourceLocation)
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      #expect(
        event[name] ?? "" == value, "\(name) of line \(number)", sourceLocation: sourceLocation)
    }
  }

  @Test func `ten thousand real lines have the statuses that others counted`() throws {
    let parsed = try Self.parse("elastic_apache_logs.gz", as: .combined)
    #expect(parsed.tally.lines == 10_000 && parsed.tally.events == 10_000)
    let counts = parsed.members.reduce(into: [String: Int]()) {
      $0[$1["status"] ?? "", default: 0] += 1
    }
    #expect(
      counts == [
        "200": 9126, "206": 45, "301": 164, "304": 445, "403": 2, "404": 213, "416": 2, "500": 3,
      ])
  }

  @Test func `attacks of all kinds are events with their status`() throws {
    let parsed = try Self.parse("basjes_hackers_access.log.gz", as: .combined)
    #expect(parsed.tally.events == 3456 && parsed.tally.rejects == 0)
    let classes = parsed.members.reduce(into: [String: Int]()) {
      $0[String(($1["status"] ?? "").prefix(1)), default: 0] += 1
    }
    #expect(classes == ["2": 2846, "3": 585, "4": 25])
  }

  /// Every member of every line, against the plainest reading of these well-behaved files.
  @Test(arguments: [
    "elastic_apache_logs.gz", "basjes_hackers_access.log.gz", "lnav/logfile_shop_access_log.0",
    "lnav/playground_access_log.gz",
  ])
  func `no field is wrong in files of the combined family`(path: String) throws {
    let parsed = try Self.parse(path, as: .combined)
    #expect(parsed.tally.rejects == 0)
    let lines = try SharedData.read("access/" + path).split(separator: 0x0A)
    for (line, event) in zip(lines, parsed.members) {
      let pieces = String(decoding: line, as: UTF8.self)
        .split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
      guard pieces.count == 7 || pieces.count == 9, !pieces[1].contains("\\") else { continue }
      let words = pieces[0].split(separator: " ")
      let request = pieces[1].split(separator: " ")
      let numbers = pieces[2].split(separator: " ")
      #expect(event["client"] ?? "-" == words[0])
      #expect(event["user"] ?? "-" == words[2])
      #expect(event["status"] == String(numbers[0]))
      #expect(event["body_bytes"] == (numbers[1] == "-" ? "0" : String(numbers[1])))
      #expect(event["referrer"] ?? "-" == (pieces[3].isEmpty ? "-" : pieces[3]))
      #expect(event["agent"] ?? "-" == (pieces[5].isEmpty ? "-" : pieces[5]))
      guard request.count == 3, request[1].hasPrefix("/") else { continue }
      let target = event["query"].map { "\(event["path"] ?? "")?\($0)" } ?? event["path"] ?? ""
      #expect(target == request[1] || target + "?" == request[1])
      #expect(event["method"] == String(request[0]) && event["protocol"] == String(request[2]))
    }
  }

  @Test func `lines malformed on purpose are right events`() throws {
    let parsed = try Self.parse("plaso/apache_access.log", as: .combined)
    #expect(parsed.tally.events == 15 && parsed.tally.rejects == 0)
    // Cut inside its agent.
    try Self.expect(
      parsed, line: 8,
      [
        "client": "46.118.127.106", "status": "200", "body_bytes": "235", "agent": "",
        "referrer": "",
      ])
    try Self.expect(
      parsed, line: 12,
      [
        "host": "plaso-2.log2timeline.net:443", "client": "192.168.0.2", "query": "cmd=uname+-a",
        "start": "2018-01-13T17:31:20.000000Z", "referrer": "http://localhost/",
      ])
    // Bare quotes inside the request.
    try Self.expect(
      parsed, line: 13,
      [
        "path": "/aaaa.xxxx/SomeText", "status": "404", "body_bytes": "1164",
        "query": #"action=edit&template=<script>alert("text")</script>"#, "protocol": "HTTP/1.0",
      ])
    try Self.expect(
      parsed, line: 14,
      ["path": #"/$%7B("TextString"+"123456")%7D/actionChain1.action"#, "status": "404"])
    try Self.expect(parsed, line: 15, ["user": "pyllyukko@EXAMPLE.COM", "client": "192.168.0.64"])
  }

  @Test func `a line without ident and user is refused for it`() throws {
    let parsed = try Self.parse("lnav/logfile_bad_access_log.0", as: .combined)
    #expect(parsed.tally.events == 2)
    #expect(parsed.rejects.map(\.reason) == [.missingField] && parsed.rejects.map(\.line) == [2])
  }

  @Test func `the lines of crowdsec have the fields that it asserts`() throws {
    let nginx = try Self.parse("crowdsec/nginx_http-logs/nginx_http-logs.log", as: .combined)
    #expect(nginx.tally.events == 8 && nginx.tally.ignored == 1 && nginx.rejects.isEmpty)
    try Self.expect(
      nginx, line: 6,
      [
        "host": "www.crowdsec11.net:80", "client": "192.168.1.1", "status": "301",
        "body_bytes": "0",
      ])
    try Self.expect(nginx, line: 7, ["user": "user123", "path": "/api/login", "status": "200"])
    let apache = try Self.parse("crowdsec/apache2-logs/apache2-logs.log", as: .combined)
    #expect(apache.tally.events == 7 && apache.tally.ignored == 2 && apache.rejects.isEmpty)
    try Self.expect(
      apache, line: 4,
      [
        "host": "www.crowdsec.net", "client": "1.2.3.4", "status": "500", "body_bytes": "803",
        "path": "/solr/admin/info/system", "query": "wt=json",
      ])
    try Self.expect(
      apache, line: 7,
      ["host": "website.com:443", "referrer": "abc.com", "agent": "User-agent-string"])
  }

  @Test func `the application balancer's lines are read among its cousins'`() throws {
    let parsed = try Self.parse("plaso/aws_elb_access.log", as: .awsALB)
    #expect(parsed.tally.events == 16 && parsed.rejects.isEmpty)
    try Self.expect(
      parsed, line: 1,
      [
        "client": "192.168.1.10", "status": "200", "path": "/", "body_bytes": "107999",
        "duration_us": "732586", "service": "", "host": "www.domain.name",
        "start": "2020-01-11T16:55:19.624000Z", "end": "2020-01-11T16:55:20.356586Z",
      ])
    try Self.expect(
      parsed, line: 5,
      [
        "status": "301", "upstream_statuses": "301", "path": "/images/test.png", "query": "v=5",
        "service": "dev-abc", "duration_us": "13124", "body_bytes": "290", "protocol": "HTTP/2.0",
      ])
  }

  @Test func `Caddy's lines are read`() throws {
    let parsed = try Self.parse("lnav/logfile_caddy_log.1", as: .jsonAccess)
    #expect(parsed.tally.events == 4)
    try Self.expect(
      parsed, line: 3,
      [
        "client": "10.10.10.132", "status": "200", "body_bytes": "246357", "protocol": "HTTP/2.0",
        "path": "/gentoo/gentoo-distfiles/distfiles/b6/libvirt-python-9.9.0.tar.gz",
        "host": "mirrors.tnonline.net:400", "end": "2024-05-26T11:44:00.654197Z", "duration_us": "",
      ])
    try Self.expect(parsed, line: 4, ["client": "240e:1:1::1234", "protocol": "HTTP/3.0"])
  }

  /// Formats that are not among ours: better no event than one with shifted fields.
  @Test(arguments: [
    "lnav/logfile_docker_compose.0", "lnav/playground_messages.gz",
  ])
  func `a log of another kind is neither detected nor read`(path: String) throws {
    let text = try SharedData.read("access/" + path)
    #expect(FormatDetector.detect(entry: nil, LineBatches.whole(text)).format == nil)
    for format in FormatCatalog.all where format.family == .access {
      #expect(ParsedContent([LineBatches.whole(text)], as: format).tally.events == 0)
    }
  }

  @Test(arguments: [
    ("elastic_apache_logs.gz", "combined"), ("basjes_hackers_access.log.gz", "combined"),
    ("lnav/logfile_shop_access_log.0", "combined"), ("lnav/logfile_bad_access_log.0", "combined"),
    ("plaso/apache_access.log", "combined"), ("plaso/aws_elb_access.log", "aws-alb"),
    ("lnav/logfile_caddy_log.1", "caddy"),
  ])
  func `a real log is detected`(path: String, name: String) throws {
    let sample = LineBatches.whole(try SharedData.read("access/" + path))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == name)
  }
}
