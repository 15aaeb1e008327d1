// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// How servers vary the combined family: their lines are events wherever the columns are sound.
@Suite struct ServerVariantTests {
  private static let time = "[12/Mar/2025:09:14:02 +0000]"

  @Test(arguments: [
    // Varnish rebuilds the address.
    (
      #"203.0.113.7 - - \#(time) "GET http://shop.example/v1/cart?id=9 HTTP/1.1" 503 278 "-" "curl""#,
      ["host": "shop.example", "path": "/v1/cart", "query": "id=9", "status": "503"]
    ),
    (
      #"203.0.113.7 - - \#(time) "GET http://shop.example/a HTTP/1.1" - - "-" "curl""#,
      ["status": "", "outcome": "cancelled", "path": "/a"]
    ),
    // Jetty doubles spaces, and adds what a request took.
    (
      #"203.0.113.7 -  -  \#(time) "GET /a HTTP/1.1" 200 12 "-" "curl" 31"#,
      ["client": "203.0.113.7", "user": "", "status": "200", "extra.tail": "31"]
    ),
    // Tomcat without referrer and agent.
    (
      #"0:0:0:0:0:0:0:1 - tomcat \#(time) "GET /manager HTTP/1.1" 401 2473 15"#,
      ["client": "0:0:0:0:0:0:0:1", "user": "tomcat", "status": "401", "extra.tail": "15"]
    ),
    (#"203.0.113.7 - - \#(time) "-" 408 -"#, ["path": "", "status": "408", "body_bytes": "0"]),
    (
      #"203.0.113.7 - - \#(time) "\x16\x03\x01\x00\xA5" 400 157 "-" "-""#,
      ["path": #"\x16\x03\x01\x00\xA5"#, "status": "400", "method": ""]
    ),
    // No ident or no user at all.
    (#"203.0.113.7 - \#(time) "GET /a HTTP/1.1" 200 100"#, ["client": "203.0.113.7", "user": ""]),
    (
      #"shop.example:443 2001:db8::7 - Jane Q. Doe \#(time) "GET /a HTTP/2.0" 200 100 "-" "-""#,
      ["host": "shop.example:443", "client": "2001:db8::7", "user": "Jane Q. Doe"]
    ),
    // HAProxy's httplog in the common format.
    (
      #"203.0.113.7 - - \#(time) "GET /a HTTP/1.1" 502 2750 "" "" 33317 655 "web~" "cart" "c1" 10"#,
      ["status": "502", "body_bytes": "2750", "path": "/a"]
    ),
    // Jira's valve: id and user before the time, the agent behind a number.
    (
      #"203.0.113.7 554x7x1 alice \#(time) "GET /secure/Dashboard.jspa HTTP/1.1" 200 12345 350 "http://localhost/" "Mozilla/5.0" "1abc2d""#,
      ["user": "alice", "status": "200", "body_bytes": "12345", "client": "203.0.113.7"]
    ),
  ])
  func `a line of the family is an event`(line: String, members: [String: String]) {
    expectEvent(line, as: .combined, members)
    let sample = LineBatches.whole(Array(line.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "combined")
  }

  @Test(arguments: [
    (#"203.0.113.7 \#(time) "GET /a HTTP/1.1" 200 100"#, RejectReason.missingField),
    (#"web1 a 203.0.113.7 - - \#(time) "GET /a HTTP/1.1" 200 100"#, .malformedField),
    (#"203.0.113.7 - - \#(time) "GET /a HTTP/1.1" 20 100"#, .malformedStatus),
    (#"203.0.113.7 - - \#(time) "GET /a HTTP/1.1" 200 1x0"#, .malformedField),
  ])
  func `a line whose columns are not sound is refused`(line: String, reason: RejectReason) {
    expectReject(line, as: .combined, reason)
  }

  // MARK: - Bitbucket and S3

  @Test(arguments: [
    ("0", "success"), ("1", "cancelled"), ("4", "timeout"), ("5", "success"), ("14", "failure"),
  ])
  func `a code of gRPC is no status`(code: String, outcome: String) {
    expectEvent(
      #"10.0.0.5 | grpc | o@1x2 | @5x0 | admin | 2025-03-12 09:14:02,086 | "Hosting/Backend" | - | \#(code) | 2 | 1 | 1 | 1 | - | 5 |"#,
      as: .bitbucketAccess, ["outcome": outcome, "status": "", "user": "admin"])
  }

  @Test(arguments: [
    ("SSH - git-upload-pack '/shop/cart.git'", "0", "success", "/shop/cart.git"),
    (#""SSH - git-upload-pack '/shop/cart.git'""#, "0", "success", "/shop/cart.git"),
    (#""SSH - git-upload-pack '/shop/cart.git'""#, "1", "failure", "/shop/cart.git"),
    ("SSH - git-receive-pack '/shop/cart.git'", "128", "failure", "/shop/cart.git"),
    ("SSH - git-upload-pack '/shop/a b.git'", "-1", "failure", "git-upload-pack '/shop/a b.git'"),
    ("SSH - whoami", "0", "success", "whoami"),
  ])
  func `a command of SSH has an exit code and no status`(
    action: String, code: String, outcome: String, path: String
  ) {
    expectEvent(
      "203.0.113.7 | ssh | o@9K7Zx1 | alice | 2025-03-12 09:14:03,838 | \(action) | - | \(code) | 13 | 52 | fetch | 1001 | 7g5q4m |",
      as: .bitbucketAccess,
      [
        "outcome": outcome, "status": "", "method": "", "path": path, "cause": "",
        "extra.exit_code": code, "duration_us": "1001000", "body_bytes": "52", "user": "alice",
      ])
  }

  @Test func `a command of SSH without a code was broken off, and one with a word is refused`() {
    func line(_ code: String) -> String {
      "203.0.113.7 | ssh | o@1x1 | - | 2025-03-12 09:14:03,838 | SSH - whoami | - | \(code) | 1 | 5 | - | 10 | - |"
    }
    expectEvent(
      line("-"), as: .bitbucketAccess,
      ["outcome": "cancelled", "extra.exit_code": "", "status": ""])
    expectEvent(
      line("200"), as: .bitbucketAccess,
      ["outcome": "success", "extra.exit_code": "", "status": "200"])
    expectReject(line("failed"), as: .bitbucketAccess, .malformedStatus)
  }

  @Test(arguments: [
    ("http-nio-8080-exec-6 203.0.113.7 GET /a HTTP/1.1", RejectReason.malformedField),
    ("alice 203.0.113.7 GET /a HTTP/1.1", .malformedField),
    ("alice b http-nio-8080-exec-6 203.0.113.7 GET /a HTTP/1.1", .malformedField),
    ("alice exec-6 203.0.113.7 /a HTTP/1.1", .malformedRequest),
    ("alice exec-6 203.0.113.7, 10.0.0.1 GET /a HTTP/1.1", .malformedRequest),
  ])
  func `Confluence's fields are refused where they are shifted`(
    fields: String, reason: RejectReason
  ) {
    expectReject(
      "\(Self.time) \(fields) 200 46ms 7881 - curl/8.5.0", as: .confluenceAccess, reason)
  }

  @Test(arguments: ["203.0.113.7", "2001:db8::7", "client.example", "localhost"])
  func `a client of Confluence is an address or a name`(client: String) {
    expectEvent(
      "\(Self.time) - exec-6 \(client) GET /a HTTP/1.1 200 46ms 7881 - curl/8.5.0",
      as: .confluenceAccess, ["client": client, "method": "GET", "path": "/a"])
  }

  @Test func `a request of Bitbucket counts once, by the line of its end`() {
    func line(_ id: String, _ answer: String) -> String {
      #"203.0.113.7 | https | \#(id) | - | 2025-03-12 09:14:02,723 | "GET /a?b=c | d HTTP/1.1" | "" "git "x" | y" | \#(answer) |"#
    }
    let text =
      line("i@1x1", "- | - | - | - | - | -") + "\n" + line("o@1x1", "504 | 1 | 2 | - | 30 | a")
    let parsed = ParsedContent(text, as: .bitbucketAccess)
    #expect(parsed.tally.events == 1 && parsed.tally.ignored == 1 && parsed.closes)
    #expect(parsed.members[0]["outcome"] == "timeout" && parsed.members[0]["body_bytes"] == "2")
    #expect(
      parsed.members[0]["agent"] == #"git "x" | y"# && parsed.members[0]["query"] == "b=c | d")
  }

  @Test(arguments: [
    ("REST.GET.OBJECT", Int64(1), Int64(0)), ("REST.COPY.OBJECT", 1, 0),
    ("REST.COPY.OBJECT_GET", 0, 1), ("BATCH.DELETE.OBJECT", 0, 1), ("S3.EXPIRE.OBJECT", 0, 1),
    ("WEBSITE.GET.OBJECT", 1, 0), ("REST.POST.MULTI_OBJECT_DELETE", 1, 0),
  ])
  func `S3's lines count what was asked for, once`(
    operation: String, events: Int64, ignored: Int64
  ) {
    let owner = String(repeating: "7a", count: 32)
    let line =
      #"\#(owner) shop \#(Self.time) 203.0.113.7 - 3E57 \#(operation) a.png "GET /a.png HTTP/1.1" 200 - - 5 41 39 "-" "a "b" c" -"#
    let parsed = ParsedContent(line, as: .awsS3)
    #expect(parsed.tally.events == events && parsed.tally.ignored == ignored && parsed.closes)
  }
}
