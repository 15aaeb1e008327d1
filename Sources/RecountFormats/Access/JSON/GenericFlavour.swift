// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The members of JSON access logs by the names that ECS, OpenTelemetry old and new, nginx and many
/// applications give them, the preferred name first.
enum GenericFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (
      .time,
      [
        "@timestamp", "timestamp", "time", "ts", "t", "@t", "datetime", "eventTime", "date",
        "asctime", "__REALTIME_TIMESTAMP", "timeUnixNano", "time_iso8601", "msec", "time_local",
      ]
    ),
    (.startTime, ["start_time", "started_at", "startTime", "event.start"]),
    (
      .status,
      [
        "http.response.status_code", "http.status_code", "status", "status_code", "statusCode",
        "response.status", "res.statusCode", "response_code", "http.response.status",
        "response_status",
      ]
    ),
    (
      .method,
      [
        "http.request.method", "http.method", "method", "request_method", "req.method",
        "request.method",
      ]
    ),
    (
      .target,
      [
        "url.original", "url.path", "http.target", "http.url", "http.url_details.path", "path",
        "request_uri", "uri", "req.url", "request.uri", "url", "url.full",
      ]
    ),
    (.query, ["url.query"]),
    (
      .version,
      [
        "http.version", "network.protocol.version", "protocol", "request.proto",
        "request_protocol",
      ]
    ),
    (
      .client,
      [
        "client.address", "client.ip", "source.ip", "http.client_ip", "client_ip", "remote_addr",
        "remote_ip", "req.remoteAddress", "source.address", "request.client_ip",
        "request.remote_ip", "network.client.ip", "clientip",
      ]
    ),
    (.user, ["user.name", "user.id", "remote_user", "enduser.id"]),
    (
      .agent,
      [
        "user_agent.original", "http.user_agent", "http_user_agent", "user_agent", "userAgent",
        "http.useragent", "request_user_agent",
      ]
    ),
    (
      .referrer,
      [
        "http.request.referrer", "http_referer", "referer", "referrer", "http.referer",
        "request_referer",
      ]
    ),
    (
      .host,
      [
        "server.address", "url.domain", "http.host", "http.url_details.host", "host", "http_host",
        "request.host", "host.name",
      ]
    ),
    (
      .service,
      ["service.name", "service", "app", "kubernetes.labels.app", "resource.service.name"]
    ),
    (
      .trace,
      [
        "trace_id", "traceId", "trace.id", "dd.trace_id", "logging.googleapis.com/trace",
        "otelTraceID", "x_request_id", "request_id", "correlation_id", "http.request.id",
      ]
    ),
    (
      .bytes,
      [
        "http.response.body.bytes", "http.response.body.size", "body_bytes_sent", "bytes_sent",
        "http.response_content_length", "response_size", "size", "bytes_out",
        "response_body_size",
      ]
    ),
    (.upstreamStatus, ["upstream_status"]),
    (.nanoseconds, ["event.duration", "duration_ns"]),
    (.microseconds, ["duration_us"]),
    (
      .milliseconds,
      ["duration_ms", "latency_ms", "elapsed_ms", "response_time_ms", "responseTime"]
    ),
    (.seconds, ["http.server.request.duration", "request_time", "duration_s"]),
    (.text, ["duration", "latency", "elapsed", "latency_human"]),
    (.requestLine, ["request"]),
    (.upstreamSeconds, ["upstream_response_time"]),
    (.upstreamAddress, ["upstream_addr"]),
    (.mark, ["msg", "message", "level", "severity", "log.level", "lvl"]),
  ])

  /// Names of the status that say what it is the status of.
  private static let clearNames: UInt8 = 2

  /// Programs write a time and a `status` into messages of all kinds: a message with a level or a text is
  /// a request only where there is a method, a target or a client besides.
  static func isRequest(_ seen: MemberFields, statusRank: UInt8) -> Bool {
    statusRank < clearNames || !seen.contains(.mark) || seen.contains(.method)
      || seen.contains(.target) || seen.contains(.requestLine) || seen.contains(.client)
      || seen.contains(.agent)
  }

  static var takesEmptyMembers: Bool { true }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    NginxUpstream.decide(bytes, evidence, into: &fields)
  }
}
