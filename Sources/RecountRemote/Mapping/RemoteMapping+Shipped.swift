// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Mappings for tables that many have.
///
/// Names of columns are those that the named tools create; a table that differs needs a mapping of
/// its own. The engine needs the functions used: all but Recount's own table need ClickHouse of 2021
/// or later.
extension RemoteMapping {
  /// Every mapping by its name in a configuration.
  package static let shipped = [recount, nginx, otelLogs, otelTraces, envoy]

  /// The table that `recount remote push` fills; it alone is read by plain SQL throughout.
  package static let recount = RemoteMapping(
    name: "recount", time: "end_us", service: "service", status: "status", duration: "duration_us",
    outcome: .number("outcome"), cause: .text("cause"), route: "route", trace: "trace",
    text: "path",
    dimensions: [
      Dimension("method", "method"), Dimension("route", "route"), Dimension("host", "host"),
      Dimension("http_version", "http_version"),
    ])

  /// The table of ClickHouse's guide for nginx logs that Vector delivers; times are whole seconds.
  ///
  /// It names no service: give it one with `named(service:)`. nginx stamps the end of a request.
  /// Source: https://clickhouse.com/docs/integrations/vector
  package static let nginx = RemoteMapping(
    name: "nginx", time: "toInt64(toUnixTimestamp(TimeLocal)) * 1000000",
    prefilter: "TimeLocal >= toDateTime({start_s}) AND TimeLocal < toDateTime({end_s})",
    service: "'nginx'", status: "toInt64(Status)",
    text: "concat(RequestMethod, ' ', Request)",
    dimensions: [
      Dimension("method", "RequestMethod"), Dimension("http_version", "HttpVersion"),
    ])

  /// `otel_logs` of the OpenTelemetry collector's ClickHouse exporter: records with an HTTP status.
  ///
  /// Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/clickhouseexporter
  package static let otelLogs = RemoteMapping(
    name: "otel_logs", time: "toUnixTimestamp64Micro(Timestamp)", prefilter: otelRange,
    filter: attribute("LogAttributes", "http.response.status_code", "http.status_code") + " <> ''",
    service: "toString(ServiceName)", status: otelStatus("LogAttributes"),
    route: attribute("LogAttributes", "http.route", "url.path", "http.target"), trace: "TraceId",
    text: "Body",
    dimensions: [
      Dimension("method", attribute("LogAttributes", "http.request.method", "http.method")),
      Dimension("route", attribute("LogAttributes", "http.route")),
      Dimension("host", "ResourceAttributes['host.name']"),
      Dimension("region", "ResourceAttributes['cloud.region']"),
      Dimension("version", "ResourceAttributes['service.version']"),
    ])

  /// `otel_traces` of the same exporter: spans of servers, counted when they end.
  ///
  /// A span that lasted longer than a day is not found. Without an HTTP status a span failed when its
  /// own status is an error.
  package static let otelTraces = RemoteMapping(
    name: "otel_traces",
    time: "intDiv(toUnixTimestamp64Nano(Timestamp) + toInt64(Duration), 1000)",
    prefilter: """
      Timestamp >= fromUnixTimestamp64Micro(toInt64({start_us}) - 86400000000) \
      AND Timestamp < fromUnixTimestamp64Micro(toInt64({end_us}))
      """,
    filter: "SpanKind IN ('Server', 'SPAN_KIND_SERVER')", service: "toString(ServiceName)",
    status: otelStatus("SpanAttributes"), duration: "intDiv(toInt64(Duration), 1000)",
    outcome: .statusOrFailed("StatusCode IN ('Error', 'STATUS_CODE_ERROR')"),
    route: attribute("SpanAttributes", "http.route", "rpc.method"), trace: "TraceId",
    text: "if(StatusMessage = '', toString(SpanName), StatusMessage)",
    dimensions: [
      Dimension("operation", "toString(SpanName)"),
      Dimension("method", attribute("SpanAttributes", "http.request.method", "http.method")),
      Dimension("host", "ResourceAttributes['host.name']"),
      Dimension("region", "ResourceAttributes['cloud.region']"),
      Dimension("version", "ResourceAttributes['service.version']"),
    ])

  /// Envoy's and Istio's JSON access log, one column per key, `start_time` a `DateTime64`.
  ///
  /// The log stamps the start, so the end is that and the duration. A request that lasted longer than
  /// a day is not found.
  /// Source: https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
  package static let envoy = RemoteMapping(
    name: "envoy", time: "toUnixTimestamp64Micro(start_time) + toInt64(duration) * 1000",
    prefilter: """
      start_time >= fromUnixTimestamp64Micro(toInt64({start_us}) - 86400000000) \
      AND start_time < fromUnixTimestamp64Micro(toInt64({end_us}))
      """,
    service: "toString(authority)", status: "toInt64(response_code)",
    duration: "toInt64(duration) * 1000", outcome: .number(envoyOutcome),
    cause: .text(EnvoyCause.text(flags: "response_flags", status: "response_code")),
    route: "route_name", trace: "request_id",
    text: "concat(method, ' ', path, ' ', toString(response_flags))",
    dimensions: [
      Dimension("method", "toString(method)"), Dimension("route", "toString(route_name)"),
      Dimension("upstream", "toString(upstream_host)"),
      Dimension("http_version", "toString(protocol)"),
    ])

  private static let otelRange = """
    Timestamp >= fromUnixTimestamp64Micro(toInt64({start_us})) \
    AND Timestamp < fromUnixTimestamp64Micro(toInt64({end_us}))
    """

  /// Status 0 is an error of the proxy unless the client had left.
  private static let envoyOutcome = """
    CASE WHEN response_code = 0 AND \
    \(EnvoyCause.byFlags("response_flags")) NOT IN ('', 'client_abort') THEN 2 \
    ELSE \(outcome(ofStatus: "response_code", unanswered: .cancelled)) END
    """

  private static func otelStatus(_ map: String) -> String {
    "toInt64OrZero(" + attribute(map, "http.response.status_code", "http.status_code") + ")"
  }

  /// The first of several keys of a map that has a value: conventions have changed their names.
  private static func attribute(_ map: String, _ keys: String...) -> String {
    let values = keys.map { "\(map)['\($0)']" }
    guard var text = values.last else { return "''" }
    for value in values.dropLast().reversed() { text = "if(\(value) <> '', \(value), \(text))" }
    return text
  }
}
