// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountReport
import Testing

/// What is recognised, and what only looks like it.
struct SensitiveScannerTests {
  private func found(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return SensitiveScanner.spans(in: text).map { span in
      "\(span.kind.rawValue)=\(String(decoding: bytes[span.range], as: UTF8.self))"
    }
  }

  private func values(_ text: String, _ kind: SensitiveKind) -> [String] {
    found(text).filter { $0.hasPrefix(kind.rawValue + "=") }
      .map { String($0.dropFirst(kind.rawValue.count + 1)) }
  }

  @Test(arguments: [
    ("upstream 10.4.0.17:8080 refused", "10.4.0.17"),
    ("{\"client\":\"203.0.113.9\"}", "203.0.113.9"),
    ("connect(/192.168.1.20)", "192.168.1.20"), ("Host/192.168.1.20:443", "192.168.1.20"),
    ("line\\n172.16.0.4 again", "172.16.0.4"), ("10.0.0.0/8", "10.0.0.0"),
    ("it was 198.51.100.7.", "198.51.100.7"), ("x=8.8.8.8,", "8.8.8.8"),
  ])
  func `an IPv4 address is found`(text: String, value: String) {
    #expect(values(text, .ipv4) == [value])
  }

  @Test(arguments: [
    "Chrome/108.0.5359.124 Safari/537.36", "Firefox/1.2.3.4", "nginx v1.2.3.4", "version 1.2.3.4",
    "release: 10.1.2.3", "127.0.0.1:80", "0.0.0.0", "255.255.255.255", "1.2.3.4.5", "1.2.3",
    "10.0.0.256", "010.0.0.1", "lib-1.2.3.4.jar", "a10.0.0.1", "10:07:33.123", "2022.12.16.10x",
    "M12.5 4.25L13.5 4.75", "points=\"1.5,2.5 3.5,4.5\"",
  ])
  func `versions, times and coordinates are no IPv4 address`(text: String) {
    #expect(values(text, .ipv4) == [])
  }

  @Test(arguments: [
    ("[2001:db8::1]:443", "2001:db8::1"), ("from fe80::1%eth0 on", "fe80::1%eth0"),
    ("addr:2001:db8:0:0:0:0:0:7,", "2001:db8:0:0:0:0:0:7"), ("client=2001:DB8::7.", "2001:DB8::7"),
    ("::ffff:10.0.0.1 ", "::ffff:10.0.0.1"), ("fd00::1: timeout", "fd00::1"),
    ("64:ff9b::1", "64:ff9b::1"),
  ])
  func `an IPv6 address is found`(text: String, value: String) {
    #expect(values(text, .ipv6) == [value])
  }

  @Test(arguments: [
    "std::string", "dead::beef", "a::b", "::before", "::1", "::", "10:07:33", "12:30:45:99",
    "Cache::Base64", "1:2:3:4:5:6:7:8:9", "2022-12-16T10:07:00.000000Z", "{a:b:c}",
    "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99", "::1234g",
  ])
  func `names and times are no IPv6 address`(text: String) {
    #expect(values(text, .ipv6) == [] && values(text, .hardwareAddress) == [])
  }

  @Test(arguments: [
    ("mail ada@example.com now", "ada@example.com"),
    ("<b.c+d@x-y.example.org>", "b.c+d@x-y.example.org"),
    ("/users/ada%40example.com/", "ada%40example.com"), ("a\\nada@example.com.", "ada@example.com"),
  ])
  func `an e-mail address is found`(text: String, value: String) {
    #expect(values(text, .email) == [value])
  }

  @Test(arguments: [
    "lodash@4.17.21", "actions/checkout@v4.1.0", "git@bitbucket.org:team/repo.git", "icon@2x.png",
    "@media print", "alpine@sha256:0f1e2d", "a@b", "user@", "@scope/pkg", "a@b..c",
  ])
  func `versions and repositories are no e-mail address`(text: String) {
    #expect(values(text, .email) == [])
  }

  private static let web = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl"

  @Test(arguments: [
    ("token was \(web).", SensitiveKind.webToken, web),
    ("cookie s-\(web);", .webToken, web),
    ("Authorization: Bearer abcdef123456", .authorization, "abcdef123456"),
    ("authorization: basic YWRhOnNlY3JldA==", .authorization, "YWRhOnNlY3JldA=="),
    ("key AKIAIOSFODNN7EXAMPLE used", .accessToken, "AKIAIOSFODNN7EXAMPLE"),
    (
      "ghp_0123456789abcdefghijABCDEFGHIJ012345", .accessToken,
      "ghp_0123456789abcdefghijABCDEFGHIJ012345"
    ),
    ("cut off: ghp_0123456789a", .accessToken, "ghp_0123456789a"),
    ("(glpat-0123456789abcdefghij)", .accessToken, "glpat-0123456789abcdefghij"),
    ("xoxb-123456789012-abcdefghij", .accessToken, "xoxb-123456789012-abcdefghij"),
    ("https://hooks.slack.com/services/T0/B0/x1", .accessToken, "T0/B0/x1"),
    ("x-token-auth:ATCTT3xyz@bitbucket.org", .urlCredentials, "ATCTT3xyz"),
    ("git clone https://x-token-auth:abc@bitbucket.org/a", .urlCredentials, "x-token-auth:abc"),
    ("redis://:pa55@cache:6379", .urlCredentials, ":pa55"),
    ("https://ghp@github.com/a", .urlCredentials, "ghp"),
    ("DB_PASSWORD=hunter2 run", .secret, "hunter2"),
    (#"{"api_key":"k 1"}"#, .secret, "k 1"), (#"{\"password\":\"p\"}"#, .secret, "p"),
    ("aws_secret_access_key = wJalrXUtn", .secret, "wJalrXUtn"),
    ("secret: s3cr3t-value", .secret, "s3cr3t-value"),
    ("user=ada;", .user, "ada"), (#""user_name": "ada""#, .user, "ada"),
    ("/home/ada/.ssh", .user, "ada"), ("/Users/ada/x", .user, "ada"),
    (#"C:\Users\ada\x"#, .user, "ada"),
    ("host db01.prod.internal down", .internalHost, "db01.prod.internal"),
    ("ip-10-0-3-4.eu-west-1.compute", .internalHost, "ip-10-0-3-4.eu-west-1.compute"),
    ("via 00:1b:44:11:3a:b7", .hardwareAddress, "00:1b:44:11:3a:b7"),
    ("GET https://api.example.com/v1", .urlHost, "api.example.com"),
    ("GET /a?b=c HTTP", .queryValue, "c"),
  ])
  func `what opens a door or names somebody is found`(
    text: String, kind: SensitiveKind, value: String
  ) {
    #expect(values(text, kind) == [value], "\(found(text))")
  }

  @Test func `a private key is found to its end`() {
    let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"
    #expect(values("a \(key) b", .privateKey) == [key])
    #expect(values("-----BEGIN PRIVATE KEY-----MIIE", .privateKey).count == 1)
    #expect(values("-----BEGIN CERTIFICATE-----MIIE", .privateKey).isEmpty)
  }

  @Test(arguments: [
    "Bearer authentication failed", "basic auth", "the token is expired", "token: not found",
    "password: required", "token=$TOKEN", "password=***", "token=null", "a == b", "user: ada",
    "eyJ", "eyJa.b", "AKIA", "AKIAIOSFODNN7EXAMPLEX", "ghp_short", "sk-learn", "xoxb-",
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "impact.pipelines.w1.failed", "access/artifact-manager-2022-12-16.log.gz:12",
    "550e8400-e29b-41d4-a716-446655440000", "WHERE service = 'web' AND status >= 500",
    "<!-- recount:begin impact v=1 sha=0123456789abcdef -->", "git@bitbucket.org:team/a.git",
    "60,123 of 70,000 (85.9 %)", "is this it? yes", "client-0123456789", "user=user-0123456789",
    "?a=value-hidden&b=value-hidden", "localhost:8080", "/home/", "internal", ".local",
    "http://localhost:80/",
  ])
  func `what only looks like it is left alone`(text: String) {
    #expect(found(text) == [])
  }

  @Test(arguments: [
    "eyJ", "eyJ-", "eyJa.", "a:", ":", "::", "1.", "10.0.0.", "@", "a@", "a@b.", "?a=", "&a=", "=",
    "token:", "token:a", "token=", "user=", "-----BEGIN PRIVATE KEY", "-----BEGIN PRIVATE KEY-----",
    "-----END ", "://", "a://", "a://b@", "x-token-auth:", "bearer ", "bearer a", "xoxb-", "AKIA",
    "ip-", "ip-1-", "a.internal", ".internal", "%40", "\\", "\\n", "\"", "/home/", "fe80:", "-",
  ])
  func `a hostile text takes time in proportion to its length`(part: String) {
    func time(_ bytes: Int) -> Duration {
      let text = String(repeating: part, count: bytes / part.utf8.count)
      return ContinuousClock().measure { _ = SensitiveScanner.spans(in: text) }
    }
    _ = time(1 << 12)
    let short = min(time(1 << 15), time(1 << 15), time(1 << 15))
    let long = min(time(1 << 18), time(1 << 18))
    // Eight times the text: sixty-four times the time would be quadratic.
    #expect(long < short * 30 + .milliseconds(40), "\(part): \(short), \(long)")
  }

  @Test func `no bytes make it fail`() {
    var state: UInt64 = 7
    let parts = [
      "eyJ", ".", ":", "::", "@", "=", "\"", "\\", "10.0.0.1", "token", "fe80", "?", "&", "/home/",
      "-----BEGIN PRIVATE KEY-----", "://", " ", "é", "%40", "x-token-auth:", "ip-1-2-3-4", "\n",
    ]
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int(state >> 33) % parts.count]
      }
      let spans = SensitiveScanner.spans(in: text)
      for (one, next) in zip(spans, spans.dropFirst()) {
        #expect(one.range.upperBound <= next.range.lowerBound)
      }
      #expect(spans.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= text.utf8.count })
    }
  }
}
