// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A format string as the manual of its server has it, with a line that such a server writes.
struct ManualString {
  /// As it is given to `--as`.
  var given: String
  var line: String

  init(_ given: String, _ line: String) {
    self.given = given
    self.line = line
  }

  /// Strings of one server and the page that they stand on.
  struct Chapter {
    var title: String
    var source: String
    var strings: [ManualString]
  }

  static let chapters = [
    Chapter(
      title: "nginx", source: "https://nginx.org/en/docs/http/ngx_http_log_module.html",
      strings: [
        ManualString(
          "nginx:combined",
          #"203.0.113.7 - alice [12/Mar/2025:09:14:02 +0000] "GET /v1/cart?id=9 HTTP/1.1" 502 157 "-" "curl/8.5.0""#
        ),
        ManualString(
          #"""
          nginx:log_format compression '$remote_addr - $remote_user [$time_local] '
                                 '"$request" $status $bytes_sent '
                                 '"$http_referer" "$http_user_agent" "$gzip_ratio"';
          """#,
          #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 612 "-" "curl/8.5.0" "3.14""#
        ),
        ManualString(
          #"""
          nginx:log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                                '$status $body_bytes_sent "$http_referer" '
                                '"$http_user_agent" "$http_x_forwarded_for"';
          """#,
          #"10.0.0.1 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 612 "-" "curl/8.5.0" "203.0.113.7, 10.0.0.2""#
        ),
        ManualString(
          #"""
          nginx:log_format upstream_time '$remote_addr - $remote_user [$time_local] '
                                   '"$request" $status $body_bytes_sent '
                                   '"$http_referer" "$http_user_agent"'
                                   'rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time" urt="$upstream_response_time"';
          """#,
          #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 504 167 "-" "curl/8.5.0"rt=60.001 uct="0.001, 0.000" uht="30.000, -" urt="30.000, 30.001""#
        ),
        ManualString(
          #"nginx:escape=json {"time":"$time_iso8601","request":"$request","status":$status,"took":$request_time}"#,
          #"{"time":"2025-03-12T09:14:02+00:00","request":"GET /\"a\" HTTP/1.1","status":200,"took":0.031}"#
        ),
      ]),
    Chapter(
      title: "Apache", source: "https://httpd.apache.org/docs/current/mod/mod_log_config.html",
      strings: [
        ManualString(
          #"apache:%h %l %u %t "%r" %>s %b"#,
          #"203.0.113.7 - frank [12/Mar/2025:09:14:02 +0000] "GET /apache_pb.gif HTTP/1.0" 200 -"#
        ),
        ManualString(
          #"apache:%v %h %l %u %t "%r" %>s %b"#,
          #"shop.example 203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 404 209"#
        ),
        ManualString(
          #"apache:LogFormat "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\"" combined"#,
          #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a\"b HTTP/1.1" 200 5316 "-" "curl/8.5.0""#
        ),
        ManualString(
          #"apache:%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %I %O"#,
          #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 503 299 "-" "curl/8.5.0" 78 503"#
        ),
        ManualString(
          #"apache:%a %{%Y-%m-%dT%H:%M:%S}t.%{usec_frac}t "%m %U%q %H" %>s %D %X"#,
          #"203.0.113.7 2025-03-12T09:14:02.310019 "GET /a?b=c HTTP/1.1" 200 31000 +"#
        ),
      ]),
    Chapter(
      title: "GoAccess", source: "https://goaccess.io/man",
      strings: [
        ManualString(
          "goaccess:COMBINED",
          #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 612 "-" "curl/8.5.0""#
        ),
        ManualString(
          "goaccess:VCOMBINED",
          #"shop.example:443 203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 612 "-" "curl/8.5.0""#
        ),
        ManualString(
          "goaccess:COMMON",
          #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 612"#),
        ManualString(
          "goaccess:TRAEFIKCLF",
          #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 502 11 "-" "curl/8.5.0" 7 "cart@docker" "http://10.0.0.5:80" 31ms"#
        ),
        ManualString(
          """
          goaccess:time-format %H:%M:%S
          date-format %d/%b/%Y
          log-format %h %^[%d:%t %^] "%r" %s %b "%R" "%u" %T
          """,
          #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 612 "-" "curl/8.5.0" 0.031"#
        ),
      ]),
    Chapter(
      title: "HAProxy", source: "https://docs.haproxy.org/3.0/configuration.html",
      strings: [
        ManualString(
          "haproxy:httplog",
          #"203.0.113.7:33317 [12/Mar/2025:09:14:02.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1""#
        ),
        ManualString(
          "haproxy:tcplog",
          "203.0.113.7:33313 [12/Mar/2025:09:14:02.655] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0"
        ),
        ManualString(
          #"haproxy:log-format "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r""#,
          #"203.0.113.7:33317 [12/Mar/2025:09:14:02.655] http-in static/<NOSRV> 10/-1/-1/-1/109 503 194 - - SC-- 1/1/0/0/3 0/0 "GET /a HTTP/1.1""#
        ),
      ]),
    Chapter(
      title: "Envoy",
      source:
        "https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage",
      strings: [
        ManualString(
          "envoy:default",
          #"[2025-03-12T09:14:02.310Z] "GET /a HTTP/1.1" 503 UF 0 91 226 - "203.0.113.7" "curl/8.5.0" "b5e5c5d2" "cart" "-""#
        ),
        ManualString(
          "envoy:istio",
          #"[2025-03-12T09:14:02.310Z] "GET /a HTTP/1.1" 200 - via_upstream - "-" 0 94 31 30 "-" "curl/8.5.0" "b5e5c5d2" "cart:8080" "10.0.0.5:8080" outbound|8080||cart.shop.svc.cluster.local 10.0.0.9:52846 10.96.0.7:8080 10.0.0.9:52840 - default"#
        ),
        ManualString(
          #"envoy:%START_TIME(%Y/%m/%dT%H:%M:%S.%3f)% "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %DURATION%"#,
          #"2025/03/12T09:14:02.310 "POST /a HTTP/2" 429 3"#),
      ]),
  ]
}
