// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes lines as Envoy's text formatter does, from its manual: nothing is escaped.
struct EnvoyRenderer {
  var format: String

  func render(_ record: RequestRecord) -> RenderedLine {
    var out = RenderedLine(stampsEnd: false)
    var rest = Substring(format)
    while let match = rest.firstMatch(of: /%([A-Z_]+)(?:\(([^)]*)\))?(?::\d+)?%/) {
      out.append(String(rest[..<match.range.lowerBound]))
      append(String(match.1), String(match.2 ?? ""), record, to: &out)
      rest = rest[match.range.upperBound...]
    }
    out.append(String(rest))
    return out
  }

  private func missing(_ value: [UInt8]) -> [UInt8] { value.isEmpty ? [0x2D] : value }

  private func append(
    _ name: String, _ argument: String, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    switch name {
    case "START_TIME":
      if argument.isEmpty {
        out.append(record.time("%Y-%m-%dT%H:%M:%S", zone: 0) + ".\(record.milliseconds)Z")
      } else {
        let format = argument.replacing("%3f", with: record.milliseconds)
        out.append(record.time(format, zone: 0))
      }
      let isFine = argument.isEmpty || argument.contains("%3f")
      out.expectTime(record.stamp, step: isFine ? 1000 : 1_000_000)
    case "REQ": appendHeader(argument, record, to: &out)
    case "RESP":
      let time = record.attempts.first?.time
      out.append(time.map(String.init) ?? "-")
      out.expect("upstream_duration_us", time.map { String($0 * 1000) } ?? "")
    case "PROTOCOL": out.append(record.version, "protocol")
    case "RESPONSE_CODE":
      out.append(String(record.status))
      out.expectStatus(record.status)
    case "RESPONSE_FLAGS": out.append(record.status == 0 ? "DC" : "-")
    case "BYTES_SENT": out.append(String(record.bytes), "body_bytes")
    case "BYTES_RECEIVED": out.append("154")
    case "DURATION":
      out.append(String(record.duration))
      out.expect("duration_us", String(record.duration * 1000))
    case "DOWNSTREAM_REMOTE_ADDRESS":
      let client = record.client.contains(":") ? "[\(record.client)]" : record.client
      out.append("\(client):\(record.port)")
      out.expect("client", record.client, rank: 2)
    case "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT": out.append(record.client, "client", rank: 1)
    case "UPSTREAM_HOST": out.append("10.0.2.1:80")
    case "UPSTREAM_CLUSTER": out.append("outbound|8080||cart.shop.svc.cluster.local")
    default: out.append("-")
    }
  }

  private func appendHeader(
    _ argument: String, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    switch argument.lowercased() {
    case ":method": out.append(record.method, "method")
    case "x-envoy-original-path?:path":
      out.append(record.target)
      out.expect("path", record.path)
      out.expect("query", record.query)
    case ":authority":
      out.append(record.host, "host")
      out.expect("service", record.host)
    case "user-agent": out.append(missing(record.agent), "agent")
    case "referer": out.append(missing(record.referrer), "referrer")
    case "x-request-id": out.append(record.trace, "trace")
    case "x-forwarded-for":
      out.append(
        record.forwarded.isEmpty ? "-" : record.forwarded.joined(separator: ","))
      out.expect("client", record.forwarded.first ?? "")
    default: out.append("-")
    }
  }
}
