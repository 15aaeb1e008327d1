// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes lines as Apache's mod_log_config does, from its manual.
struct ApacheRenderer {
  var format: String

  func render(_ record: RequestRecord) -> RenderedLine {
    var out = RenderedLine(stampsEnd: format.contains("%{end:"))
    var rest = Substring(format)
    while let match = rest.firstMatch(
      of: /%[!0-9,]*[<>]?(?:\{(?<name>[^}]*)\})?[<>]?(?<letter>\^..|[A-Za-z])/)
    {
      out.append(String(rest[..<match.range.lowerBound]))
      let sign = match.output.0.contains(">") ? ">" : ""
      append(sign + match.letter, match.name.map(String.init), record, to: &out)
      rest = rest[match.range.upperBound...]
    }
    out.append(String(rest))
    return out
  }

  static func escaped(_ value: [UInt8]) -> [UInt8] {
    if value.isEmpty { return [0x2D] }
    return RenderedLine.escaped(value) {
      (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C
    } _: {
      $0 == 0x22 || $0 == 0x5C
        ? "\\" + String(Unicode.Scalar($0)) : "\\x" + RenderedLine.hex($0, uppercase: false)
    }
  }

  private func append(
    _ letter: String, _ name: String?, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    switch letter {
    case "h", "a": out.append(record.client, "client")
    case "u": out.append(ApacheRenderer.escaped(record.user), "user")
    case "r":
      out.append(ApacheRenderer.escaped(record.requestLine))
      expectTarget(record, &out)
      out.expect("method", record.method)
      out.expect("protocol", record.version)
    case "m": out.append(record.method, "method")
    case "U": out.append(ApacheRenderer.escaped(record.path), "path", rank: 1)
    case "q":
      if !record.query.isEmpty {
        out.append("?")
        out.append(ApacheRenderer.escaped(record.query), "query", rank: 1)
      }
    case "H": out.append(record.version, "protocol")
    case ">s", "s":
      let rank = letter == ">s" ? 0 : 1
      let status = letter == ">s" || !format.contains("%>s") ? record.status : 301
      out.append(status == 0 ? "-" : String(status))
      out.expectStatus(status, rank: rank)
    case "b":
      out.append(record.bytes == 0 ? "-" : String(record.bytes))
      out.expect("body_bytes", String(record.bytes))
    case "B": out.append(String(record.bytes), "body_bytes")
    case "O": out.append(String(record.bytes + 300), "body_bytes", rank: 1)
    case "D":
      out.append(String(record.duration * 1000))
      out.expect("duration_us", String(record.duration * 1000))
    case "T": appendDuration(name, record, to: &out)
    case "v": out.append(record.host, "host", rank: 1)
    case "p": appendPort(name, record, to: &out)
    case "X": out.append("+")
    case "t": appendTime(name ?? "", record, to: &out)
    case "i": appendHeader(name ?? "", record, to: &out)
    case "L": out.append("Zx8@\(record.port)", "trace", rank: 3)
    default: out.append("-")
    }
  }

  private func expectTarget(_ record: RequestRecord, _ out: inout RenderedLine) {
    out.expect("path", ApacheRenderer.escaped(record.path))
    if !record.query.isEmpty { out.expect("query", ApacheRenderer.escaped(record.query)) }
  }

  private func appendDuration(
    _ unit: String?, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    switch unit {
    case "us": out.append(String(record.duration * 1000))
    case "ms": out.append(String(record.duration))
    default: out.append(String(record.duration / 1000))
    }
    let isWhole = unit == nil || unit == "s"
    out.expect(
      "duration_us", String(isWhole ? record.duration / 1000 * 1_000_000 : record.duration * 1000),
      rank: isWhole ? 2 : 1)
  }

  private func appendPort(_ name: String?, _ record: RequestRecord, to out: inout RenderedLine) {
    out.append(name == "remote" ? String(record.port) : "443")
    if format.contains("%v:%p") { out.expect("host", "\(record.host):443") }
  }

  private func appendHeader(
    _ name: String, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    switch name.lowercased() {
    case "referer": out.append(ApacheRenderer.escaped(record.referrer), "referrer")
    case "user-agent": out.append(ApacheRenderer.escaped(record.agent), "agent")
    case "host": out.append(record.host, "host")
    case "x-request-id": out.append(record.trace, "trace")
    case "x-forwarded-for":
      out.append(
        record.forwarded.isEmpty ? "-" : record.forwarded.joined(separator: ", "))
      out.expect("client", record.forwarded.first ?? "", rank: 1)
    default: out.append("value of \(name)")
    }
  }

  private func appendTime(
    _ format: String, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    var name = format
    for prefix in ["begin:", "end:"] where name.hasPrefix(prefix) {
      name.removeFirst(prefix.count)
    }
    // Fractions stand beside a time that is whole without them.
    let hasFraction = self.format.contains("_frac}t")
    switch name {
    case "": out.append("[" + record.time("%d/%b/%Y:%H:%M:%S %z", zone: record.zone) + "]")
    case "sec": out.append(String(record.stamp / 1_000_000))
    case "msec": out.append(String(record.stamp / 1000))
    case "usec": out.append(String(record.stamp))
    case "msec_frac": return out.append(record.milliseconds)
    case "usec_frac": return out.append(record.milliseconds + "000")
    default:
      let isZoned = self.format.contains("%z")
      out.append(record.time(name, zone: isZoned ? record.zone : 0))
    }
    let isFine = hasFraction || name == "msec" || name == "usec"
    out.expectTime(record.stamp, step: isFine ? 1000 : 1_000_000)
  }
}
