// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Strings of the manuals and of real configs, each against lines that a renderer of its own wrote.
@Suite struct FormatStringPropertyTests {
  private static let rounds = 80

  /// Expects that `rounds` random requests come out of their lines as they went in.
  private static func check(
    _ text: String, seed: UInt64, allowsQuotes: Bool, _ render: (RequestRecord) -> RenderedLine,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let string = try FormatString.parse(text).get()
    var random = SeededGenerator(seed: seed)
    let rendered = (0..<rounds).map { _ in
      render(RequestRecord(&random, allowsQuotes: allowsQuotes))
    }
    let content = Array(rendered.map(\.line).joined(separator: [0x0A]))
    let parsed = ParsedContent(LineBatches.batches(content, linesEach: 64), as: string.format)
    #expect(parsed.closes && parsed.tally.lines == Int64(rounds), sourceLocation: sourceLocation)
    for (line, event) in zip(rendered, parsed.members) {
      let seen = event.filter { RenderedLine.members.contains($0.key) }
      guard event["kind"] != "reject", seen == line.expected else {
        let why = string.pattern.explain(line.line)?.sentence ?? ""
        Issue.record(
          """
          \(String(decoding: line.line, as: UTF8.self))
          seen     \(seen.sorted(by: <))
          expected \(line.expected.sorted(by: <)) \(why)
          """, sourceLocation: sourceLocation)
        return
      }
    }
  }

  // MARK: - nginx

  static let nginx: [(escape: String, format: String)] = [
    (
      "default",
      #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent""#
    ),
    (
      "default",
      #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_x_forwarded_for""#
    ),
    // ingress-nginx.
    (
      "default",
      #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_length $request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name] $upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id"#
    ),
    (
      "default",
      #"$remote_addr - $remote_user [$time_local] "$request" $status $bytes_sent "$http_referer" "$http_user_agent" "$gzip_ratio""#
    ),
    (
      "default",
      #"$remote_addr [$time_iso8601] $host "$request" $status $body_bytes_sent rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time" urt="$upstream_response_time""#
    ),
    (
      "json",
      #"{"time":"$time_iso8601","remote_addr":"$remote_addr","request":"$request","status":$status,"bytes":$body_bytes_sent,"agent":"$http_user_agent","referer":"$http_referer","xff":"$http_x_forwarded_for","rt":$request_time,"urt":"$upstream_response_time","us":"$upstream_status","id":"$request_id"}"#
    ),
    (
      "json",
      #"{ "msec": "$msec", "host": "$http_host", "uri": "$request_uri", "method": "$request_method", "status": "$status", "user": "$remote_user", "request_time": "$request_time", "agent": "$http_user_agent" }"#
    ),
    ("default", "$msec\t$remote_addr\t$request_method\t$request_uri\t$status\t$bytes_sent\t$pipe"),
    (
      "none",
      #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent""#
    ),
    (
      "default",
      #"${remote_addr} [${time_local}] $request_method $scheme://$host$request_uri $server_protocol $status $body_bytes_sent"#
    ),
    (
      "default",
      #"$time_iso8601 | $status | $request_method | $host$request_uri | $request_time | $upstream_response_time | $upstream_status | $upstream_addr | $request_id"#
    ),
    (
      "default",
      #"$host:$server_port $remote_addr $request_method $uri$is_args$args $server_protocol $status $msec"#
    ),
    (
      "default",
      #""$time_iso8601","$remote_addr","$request","$status","$body_bytes_sent","$http_referer","$http_user_agent","$request_time""#
    ),
    ("default", #"$msec $time_iso8601 $time_local $status$pipe $my_map_var "$request""#),
  ]

  @Test(arguments: nginx.indices)
  func `a log_format of nginx gives back every request`(index: Int) throws {
    let (escape, format) = Self.nginx[index]
    let render = NginxRenderer(format: format, escape: escape)
    try Self.check(
      "nginx:escape=\(escape) \(format)", seed: UInt64(index), allowsQuotes: escape != "none"
    ) { render.render($0) }
    try Self.check(
      "nginx:log_format x escape=\(escape) '\(format)';", seed: 7, allowsQuotes: escape != "none"
    ) { render.render($0) }
  }

  // MARK: - Apache

  static let apache = [
    #"%h %l %u %t "%r" %>s %b"#,
    #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#,
    #"%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i""#,
    #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-agent}i" %I %O"#,
    #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D"#,
    #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %T/%D"#,
    #"%{X-Forwarded-For}i %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %{ms}T"#,
    #"%h %l %u %t "%r" %s %>s %B %T %{X-Request-Id}i"#,
    #"%a %l %u [%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t] "%r" %>s %b %{us}T"#,
    #"%h [%{%Y-%m-%dT%H:%M:%S%z}t] "%m %U%q %H" %>s %b "%!200,304{Referer}i" %X"#,
    #"%{sec}t %h "%r" %>s %b %k %L"#,
    #"%{usec}t %h %m %U%q %H %>s %b %{Host}i"#,
    #"[%{end:%d/%b/%Y:%H:%M:%S}t.%{end:usec_frac}t] %h:%{remote}p %{NAME}e %{n}n %{c}C "%r" %<s %>s %b %D"#,
    #"{ "time":"%{%Y-%m-%d}tT%{%T}t.%{msec_frac}tZ", "client":"%a", "request":"%r", "status":%>s, "us":%D, "agent":"%{User-Agent}i" }"#,
    #"%V %h %A %f %P %R %t "%r" %>s %b%% %{X-Served-By}o"#,
  ]

  @Test(arguments: apache.indices)
  func `a LogFormat of Apache gives back every request`(index: Int) throws {
    let format = Self.apache[index]
    let render = ApacheRenderer(format: format.replacing("%V ", with: "%v "))
    let written = ApacheRenderer(
      format: render.format.replacing("b%% ", with: "b\u{25}\u{25} "))
    func line(_ record: RequestRecord) -> RenderedLine {
      var rendered = written.render(record)
      if format.contains("%%") {
        rendered.line = Array(
          String(decoding: rendered.line, as: UTF8.self).replacing("%% ", with: "% ").utf8)
      }
      return rendered
    }
    try Self.check("apache:\(format)", seed: UInt64(index), allowsQuotes: true, line)
    let quoted = format.replacing(#"\"#, with: #"\\"#).replacing("\"", with: "\\\"")
    try Self.check("apache:LogFormat \"\(quoted)\" x", seed: 9, allowsQuotes: true, line)
  }

  // MARK: - GoAccess

  static let goaccess: [(given: String, render: GoAccessRenderer)] = [
    ("COMBINED", GoAccessRenderer(format: #"%h %^[%d:%t %^] "%r" %s %b "%R" "%u""#)),
    ("VCOMBINED", GoAccessRenderer(format: #"%v:%^ %h %^[%d:%t %^] "%r" %s %b "%R" "%u""#)),
    ("COMMON", GoAccessRenderer(format: #"%h %^[%d:%t %^] "%r" %s %b"#)),
    ("VCOMMON", GoAccessRenderer(format: #"%v:%^ %h %^[%d:%t %^] "%r" %s %b"#)),
    (
      "W3C",
      GoAccessRenderer(
        format: "%d %t %^ %m %U %q %^ %^ %h %u %R %s %^ %^ %L", date: "%Y-%m-%d", stampsEnd: true)
    ),
    (
      "CLOUDFRONT",
      GoAccessRenderer(
        format:
          #"%d\t%t\t%^\t%b\t%h\t%m\t%v\t%U\t%s\t%R\t%u\t%q\t%^\t%C\t%^\t%^\t%^\t%^\t%T\t%^\t%K\t%k\t%^\t%H\t%^"#,
        date: "%Y-%m-%d", stampsEnd: true)
    ),
    (
      "CLOUDSTORAGE",
      GoAccessRenderer(
        format: #""%x","%h",%^,%^,"%m","%U","%s",%^,"%b","%D",%^,"%R","%u""#, date: "%f",
        stampsEnd: true)
    ),
    (
      "AWSELB",
      GoAccessRenderer(
        format: #"%^ %dT%t.%^ %^ %h:%^ %^ %^ %T %^ %s %^ %^ %b "%r" "%u" %k %K %^ "%^" "%v""#,
        date: "%Y-%m-%d", stampsEnd: true)
    ),
    (
      "SQUID",
      GoAccessRenderer(
        format: "%^ %^ %^ %v %^: %x.%^ %~%L %h %^/%s %b %m %U", date: "%s", stampsEnd: true)
    ),
    (
      "AWSS3",
      GoAccessRenderer(format: #"%^ %v [%d:%t %^] %h %^"%r" %s %^ %b %^ %L %^ "%R" "%u""#)
    ),
    (
      "TRAEFIKCLF",
      GoAccessRenderer(format: #"%h - %e [%d:%t %^] "%r" %s %b "%R" "%u" %^ "%v" "%U" %Lms"#)
    ),
    (
      #"log-format %h %^[%d:%t %^] "%r" %s %b "%R" "%u" %T"#,
      GoAccessRenderer(
        format: #"%h %^[%d:%t %^] "%r" %s %b "%R" "%u" %T"#, stampsEnd: true)
    ),
    (
      "time-format %T\ndate-format %Y-%m-%d\n# x\nlog-format [%d %t] %h %m %U %s %n",
      GoAccessRenderer(format: "[%d %t] %h %m %U %s %n", date: "%Y-%m-%d")
    ),
    (
      #"--log-format='%x %h "%r" %s %D' --datetime-format="%Y-%m-%dT%H:%M:%S" "#,
      GoAccessRenderer(format: #"%x %h "%r" %s %D"#, date: "%Y-%m-%dT%H:%M:%S")
    ),
  ]

  @Test(arguments: goaccess.indices)
  func `a format of GoAccess gives back every request`(index: Int) throws {
    let (given, render) = Self.goaccess[index]
    try Self.check("goaccess:\(given)", seed: UInt64(index), allowsQuotes: true) {
      render.render($0)
    }
  }

  // MARK: - HAProxy

  static let haproxy: [(given: String?, format: String)] = [
    ("tcplog", "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq"),
    (
      "httplog",
      "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r"
    ),
    (
      "httpslog",
      "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed] %[ssl_fc_sni]/%sslv/%sslc"
    ),
    (nil, #"%ci:%cp [%trg] %ft %b/%s %ST %B %tsc "%HM %HU %HV" %ID %Ta"#),
    (nil, "%Ts.%ms %ci %HM %HP%HQ %HV %ST %B %Tr %Tt %tsc %[var(txn.x)]"),
    (nil, #"%ci - - [%T] %{+Q}r %ST %B "%[capture.req.hdr(0)]" %tsc %Tt"#),
  ]

  @Test(arguments: haproxy.indices)
  func `a log-format of HAProxy gives back every request`(index: Int) throws {
    let (given, format) = Self.haproxy[index]
    let render = HAProxyRenderer(format: format)
    for text in [given, format, "log-format \"\(format.replacing("\"", with: "\\\""))\""] {
      guard let text else { continue }
      try Self.check("haproxy:\(text)", seed: UInt64(index), allowsQuotes: true) {
        render.render($0)
      }
    }
  }

  // MARK: - Envoy

  static let envoy: [(given: String?, format: String)] = [
    (
      "default",
      #"[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"\n"#
    ),
    (
      "istio",
      #"[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% "%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER% %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME% %ROUTE_NAME%\n"#
    ),
    (
      nil,
      #"%START_TIME(%Y/%m/%dT%H:%M:%S.%3f)% %DOWNSTREAM_REMOTE_ADDRESS% %REQ(:METHOD):10% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %RESPONSE_CODE% %DURATION% %DYNAMIC_METADATA(a:b:c)% %FILTER_STATE(x)%"#
    ),
    (
      nil,
      #"%START_TIME(%s)% %DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT% "%REQ(REFERER)%" "%REQ(USER-AGENT)%" %RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_SENT% %PROTOCOL%"#
    ),
  ]

  @Test(arguments: envoy.indices)
  func `a format of Envoy gives back every request`(index: Int) throws {
    let (given, format) = Self.envoy[index]
    let render = EnvoyRenderer(format: format.replacing("\\n", with: ""))
    for text in [given, format, format.replacing("\\n", with: "\n")] {
      guard let text else { continue }
      try Self.check("envoy:\(text)", seed: UInt64(index), allowsQuotes: false) {
        render.render($0)
      }
    }
  }
}
