// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes lines as nginx's log module does, from its manual.
struct NginxRenderer {
  var format: String
  var escape = "default"

  func render(_ record: RequestRecord) -> RenderedLine {
    var out = RenderedLine(stampsEnd: true)
    var rest = Substring(format)
    while let match = rest.firstMatch(of: /\$\{?([a-z0-9_]+)\}?/) {
      out.append(String(rest[..<match.range.lowerBound]))
      append(String(match.1), record, to: &out)
      rest = rest[match.range.upperBound...]
    }
    out.append(String(rest))
    return out
  }

  private func escaped(_ value: [UInt8]) -> [UInt8] {
    switch escape {
    case "json":
      return RenderedLine.escaped(value) {
        $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C
      } _: {
        $0 < 0x20
          ? "\\u00" + RenderedLine.hex($0, uppercase: true)
          : "\\" + String(Unicode.Scalar($0))
      }
    case "none": return value
    default:
      if value.isEmpty { return [0x2D] }
      return RenderedLine.escaped(value) {
        (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C
      } _: {
        "\\x" + RenderedLine.hex($0, uppercase: true)
      }
    }
  }

  /// Appends a text and expects it: as it was where JSON's escapes are taken out, else as written.
  private func text(
    _ value: [UInt8], _ member: String, _ out: inout RenderedLine, rank: Int = 0
  ) {
    out.append(escaped(value))
    out.expect(member, escape == "json" ? value : escaped(value), rank: rank)
  }

  private func missing(_ value: String) -> String {
    value.isEmpty && escape == "default" ? "-" : value
  }

  private func seconds(_ milliseconds: Int) -> String {
    let text = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - text.count) + text
  }

  private func append(_ name: String, _ record: RequestRecord, to out: inout RenderedLine) {
    switch name {
    case "remote_addr": out.append(record.client, "client")
    case "remote_user": text(record.user, "user", &out)
    case "http_x_forwarded_for":
      out.append(missing(record.forwarded.joined(separator: ", ")))
      out.expect("client", record.forwarded.first ?? "", rank: 1)
    case "http_referer": text(record.referrer, "referrer", &out)
    case "http_user_agent": text(record.agent, "agent", &out)
    case "host":
      out.append(record.host)
      // A port stays with its host, as in the combined format.
      let hasPort = format.contains("$host:$server_port")
      out.expect("host", hasPort ? "\(record.host):443" : record.host)
    case "server_port": out.append("443")
    case "http_host": out.append(record.host, "host", rank: 1)
    case "request_id", "req_id": out.append(record.trace, "trace")
    case "server_protocol": out.append(record.version, "protocol")
    case "request_method": out.append(record.method, "method")
    case "status":
      out.append(record.status == 0 ? "000" : String(record.status))
      out.expectStatus(record.status)
    case "body_bytes_sent": out.append(String(record.bytes), "body_bytes")
    case "bytes_sent": out.append(String(record.bytes + 200), "body_bytes", rank: 1)
    case "request_time":
      out.append(seconds(record.duration))
      out.expect("duration_us", String(record.duration * 1000))
    case "proxy_upstream_name": out.append("shop-cart-8080", "service")
    case "scheme": out.append("https")
    case "pipe": out.append("p")
    default: appendOther(name, record, to: &out)
    }
  }

  private func appendOther(_ name: String, _ record: RequestRecord, to out: inout RenderedLine) {
    switch name {
    case "time_local":
      out.append(record.time("%d/%b/%Y:%H:%M:%S %z", zone: record.zone))
      out.expectTime(record.stamp, step: 1_000_000, rank: 2)
    case "time_iso8601":
      let zone = record.time("%z", zone: record.zone)
      out.append(record.time("%Y-%m-%dT%H:%M:%S", zone: record.zone))
      out.append(zone.prefix(3) + ":" + zone.suffix(2))
      out.expectTime(record.stamp, step: 1_000_000, rank: 1)
    case "msec":
      out.append("\(record.stamp / 1_000_000).\(record.milliseconds)")
      out.expectTime(record.stamp, step: 1000)
    case "request":
      out.append(escaped(record.requestLine))
      expectTarget(record, &out)
      out.expect("method", record.method)
      out.expect("protocol", record.version)
    case "request_uri":
      out.append(escaped(record.target))
      expectTarget(record, &out)
    case "uri": text(record.path, "path", &out, rank: 1)
    case "is_args": out.append(record.query.isEmpty ? "" : "?")
    case "args":
      // Behind `$is_args` nothing is what a missing query adds to the target.
      if !record.query.isEmpty { text(record.query, "query", &out, rank: 1) }
    case "upstream_addr": out.append(missing(record.list(\.address)))
    case "upstream_status":
      out.append(missing(record.list { $0.status.map(String.init) ?? "-" }))
      out.expect(
        "upstream_statuses",
        record.attempts.compactMap(\.status).map(String.init).joined(separator: ","))
    case "upstream_response_time":
      out.append(missing(record.list { $0.time.map(seconds) ?? "-" }))
      let times = record.attempts.compactMap(\.time)
      out.expect(
        "upstream_duration_us", times.isEmpty ? "" : String(times.reduce(0, +) * 1000))
    case "upstream_response_length", "upstream_connect_time", "upstream_header_time":
      out.append(missing(record.list { _ in "0" }))
    default: out.append("value_of-\(name)")
    }
  }

  private func expectTarget(_ record: RequestRecord, _ out: inout RenderedLine) {
    out.expect("path", escape == "json" ? record.path : escaped(record.path))
    if !record.query.isEmpty {
      out.expect("query", escape == "json" ? record.query : escaped(record.query))
    }
  }
}
