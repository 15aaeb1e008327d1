// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

/// Formats out of the text of a server's config.
@Suite struct ConfigFormatsTests {
  private static let nginx = ##"""
    user www; # log_format old '$status';
    http {
      map $uri $loggable { default 1; ~^/health 0; }
      log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" ' # size
                      '"$http_user_agent" "$http_x_forwarded_for"';

      log_format json escape=json
        '{"time":"$time_iso8601",'
        '"status":$status,"agent":"$http_user_agent"}';
      log_format double "[$time_local] \"$request\" $status";
      log_format bare $msec;
      server { access_log /var/log/a.log main; }
    }
    """##

  private static let apache = ##"""
    # LogFormat "%h" old
    ServerName shop.example
    LogFormat "%h %l %u %t \"%r\" %>s %b" common
    logformat "%v:%p %h %l %u %t \"%r\" \
      %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" vhost_combined
    LogFormat '%t "%r" %>s %D' timed
    LogFormat "%t %>s"
    CustomLog logs/access.log common
    """##

  @Test func `an nginx.conf gives its formats over several lines`() throws {
    let config = ConfigFormats(Self.nginx)
    #expect(config.dialect == .nginx)
    #expect(config.definitions.map(\.name) == ["main", "json", "double", "bare"])
    #expect(config.definitions.map(\.line) == [4, 8, 11, 12])
    let main = try config.format(named: "main", as: "nginx.conf:main").get().format
    #expect(main.name == "nginx.conf:main")
    expectEvent(
      #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl" "-""#,
      as: main, ["path": "/a", "agent": "curl", "client": "203.0.113.7"])
    let json = try config.format(named: "json", as: "nginx.conf:json").get().format
    expectEvent(
      #"{"time":"2025-03-12T09:14:02+00:00","status":504,"agent":"a \"b\""}"#, as: json,
      ["status": "504", "agent": #"a "b""#])
    let double = try config.format(named: "double", as: "x").get().format
    expectEvent(
      #"[12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200"#, as: double, ["path": "/a"])
  }

  @Test func `an httpd.conf gives its formats with continued lines`() throws {
    let config = ConfigFormats(Self.apache)
    #expect(config.dialect == .apache)
    #expect(config.definitions.map(\.name) == ["common", "vhost_combined", "timed"])
    #expect(config.definitions.map(\.line) == [3, 4, 6])
    let common = try config.format(named: "common", as: "httpd.conf:common").get().format
    expectEvent(
      #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a\"b HTTP/1.1" 200 -"#, as: common,
      ["path": #"/a\"b"#, "body_bytes": "0"])
    let timed = try config.format(named: "timed", as: "x").get().format
    expectEvent(
      #"[12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 31000"#, as: timed,
      ["duration_us": "31000", "end": "2025-03-12T09:14:02.031000Z"])
  }

  @Test func `a name that is not there is answered with those that are`() {
    func problem(_ text: String, _ name: String) -> FormatStringError.Problem? {
      if case .failure(let error) = ConfigFormats(text).format(named: name, as: "x") {
        return error.problem
      }
      return nil
    }
    #expect(
      problem(Self.nginx, "man")
        == .noSuchFormat("man", known: ["main", "json", "double", "bare"]))
    #expect(problem("", "main") == .noSuchFormat("main", known: []))
    #expect(problem(Self.nginx, "bare") == .missingStatus(["$status"]))
  }

  @Test(arguments: [
    "log_format", "log_format x", "log_format x '", "LogFormat \"", "'", "\\", "${",
  ])
  func `a config that breaks off does no harm`(text: String) {
    for cut in [text, text + " ", text + "\n\\", "{" + text] {
      _ = ConfigFormats(cut).format(named: "x", as: "x")
      for dialect in FormatString.Dialect.allCases {
        _ = FormatString.parse("\(dialect.rawValue):\(cut)")
      }
    }
  }
}
