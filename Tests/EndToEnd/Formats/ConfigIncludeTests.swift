// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Format strings out of a server's config with all the files that it includes.
@Suite struct ConfigIncludeTests {
  private let folder: TemporaryFolder
  private let log: String

  init() throws {
    folder = try TemporaryFolder()
    log = try folder.write(
      #"203.0.113.7 [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 502 0.031"# + "\n", "web.log")
  }

  private func parse(_ name: String, _ path: String? = nil) throws -> Binary.Outcome {
    try Binary.run(["parse", path ?? log, "--as", name], folder: folder.url)
  }

  private static let timed = """
    log_format timed '$remote_addr [$time_local] "$request" '  # who, when, what
                     '$status $request_time';

    """

  @Test func `nginx includes by pattern, by name and from another machine`() throws {
    try folder.write(
      "events {}\nhttp {\n  include mime.types;\n  include conf.d/*.conf;\n}\n",
      "nginx/nginx.conf")
    try folder.write("types { text/html html; }\n", "nginx/mime.types")
    try folder.write("include parts/formats;\n", "nginx/conf.d/20-log.conf")
    try folder.write("log_format other '$msec $status';\n", "nginx/conf.d/10-other.conf")
    try folder.write(Self.timed, "nginx/parts/formats")
    let found = try parse("nginx/nginx.conf:timed")
    #expect(found.status == 0, "\(found.error)")
    #expect(found.output.contains(#""duration_us":31000"#))
    try folder.write(
      "http { include /etc/nginx/elsewhere/formats.conf; }\n", "copied/nginx.conf")
    try folder.write(Self.timed, "copied/elsewhere/formats.conf")
    #expect(try parse("copied/nginx.conf:timed").status == 0)
  }

  @Test func `Apache includes relative to its root, and whole folders`() throws {
    try folder.write(
      """
      ServerRoot "\(folder.path("httpd"))"
      Include conf/extra/*.conf
      IncludeOptional conf/sites
      """, "httpd/conf/httpd.conf")
    try folder.write(
      #"LogFormat "%h %t \"%r\" \"# + "\n" + #"%>s %{ms}T" odd"#,
      "httpd/conf/extra/log.conf")
    try folder.write(
      #"LogFormat "%h %t \"%r\" %>s %T" timed"#, "httpd/conf/sites/shop/log.conf")
    let found = try parse("httpd/conf/httpd.conf:timed")
    #expect(found.output.contains(#""duration_us":31000"#), "\(found.error)")
    let whole = try folder.write(
      #"203.0.113.7 [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 502 31"# + "\n", "whole.log")
    let odd = try parse("httpd/conf/httpd.conf:odd", whole)
    #expect(odd.output.contains(#""duration_us":31000"#), "\(odd.error)")
    #expect(
      try parse("httpd/conf/httpd.conf:timed", whole).output
        .contains(#""duration_us":31000000"#))
  }

  @Test func `names that the server knows need no definition`() throws {
    let combined = try folder.write(Logs.combined(3), "combined.log")
    try folder.write("http { }\n", "nginx.conf")
    try folder.write("ServerName shop\nInclude extra/*.conf\n", "httpd.conf")
    #expect(try parse("nginx.conf:combined", combined).status == 0)
    for name in ["combined"] {
      #expect(try parse("httpd.conf:\(name)", combined).status == 0, "\(name)")
    }
    let vhost = try folder.write("shop.example:443 " + Logs.combined(1), "vhost.log")
    for name in ["vhost_combined", "vhost"] {
      #expect(try parse("httpd.conf:\(name)", vhost).status == 0, "\(name)")
    }
    #expect(try parse("apache:vhost", vhost).status == 0)
  }

  @Test func `a cycle is refused with its chain`() throws {
    try folder.write("include a/*.conf;\n", "nginx.conf")
    try folder.write("include b.conf;\n", "a/x.conf")
    try folder.write("# once more\ninclude nginx.conf;\n", "b.conf")
    let outcome = try parse("nginx.conf:timed")
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("the config includes itself"), "\(outcome.error)")
    #expect(outcome.error.contains("b.conf:2"))
    #expect(outcome.error.contains("a/x.conf → "))
  }

  @Test func `a name that is nowhere tells those that are, and what was not there`() throws {
    try folder.write(
      Self.timed + "include gone.conf;\ninclude none/*.conf;\n", "nginx.conf")
    let outcome = try parse("nginx.conf:main")
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("defines no log format main, but timed"), "\(outcome.error)")
    #expect(outcome.error.contains("included, but not there: gone.conf"))
    #expect(!outcome.error.contains("none/"))
  }

  @Test func `a format that cannot be used is told with file and line`() throws {
    try folder.write("include parts/*;\n", "nginx.conf")
    try folder.write("\n\nlog_format bad '$remote_addr$status';\n", "parts/log")
    let outcome = try parse("nginx.conf:bad")
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("parts/log:3: bad"), "\(outcome.error)")
  }

  @Test func `incident yml names a config beside it`() throws {
    try folder.write("include formats;\n", "case/conf/nginx.conf")
    try folder.write(Self.timed, "case/conf/formats")
    try folder.write(try folder.read("web.log"), "case/web.log")
    try folder.write(
      "services:\n  - {name: web, logs: [web.log], format: conf/nginx.conf:timed}\n",
      "case/incident.yml")
    let outcome = try Binary.run(
      ["ingest", "case", "--dry-run", "--json"], folder: folder.url)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains(#""format":"conf/nginx.conf:timed""#))
  }
}
