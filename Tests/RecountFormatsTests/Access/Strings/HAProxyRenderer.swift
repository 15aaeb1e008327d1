// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes lines as HAProxy does, from its manual.
struct HAProxyRenderer {
  var format: String

  func render(_ record: RequestRecord) -> RenderedLine {
    var out = RenderedLine(stampsEnd: false)
    if record.port % 3 == 0 { out.append("Mar 12 09:14:02 lb1 haproxy[14389]: ") }
    var rest = Substring(format)
    while let match = rest.firstMatch(
      of: /%(?:\{(?<flags>[^}]*)\})?(?:\[(?<expression>[^\]]*)\]|(?<name>[A-Za-z]+))/)
    {
      out.append(String(rest[..<match.range.lowerBound]))
      rest = rest[match.range.upperBound...]
      let isQuoted = match.flags?.contains("+Q") ?? false
      if isQuoted { out.append("\"") }
      append(String(match.name ?? "[]"), record, to: &out)
      // Captures that are none take the space behind them along.
      if (match.name == "hr" || match.name == "hs"), !hasCaptures(record) {
        rest = rest.dropFirst()
      }
      if isQuoted { out.append("\"") }
    }
    out.append(String(rest))
    return out
  }

  private func hasCaptures(_ record: RequestRecord) -> Bool { record.port % 2 == 0 }

  private static func escaped(_ value: [UInt8]) -> [UInt8] {
    RenderedLine.escaped(value) {
      (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x23
    } _: {
      "#" + RenderedLine.hex($0, uppercase: true)
    }
  }

  private func append(_ name: String, _ record: RequestRecord, to out: inout RenderedLine) {
    switch name {
    case "ci": out.append(record.client, "client")
    case "cp": out.append(String(record.port))
    case "tr", "t":
      out.append(record.time("%d/%b/%Y:%H:%M:%S", zone: 0) + ".\(record.milliseconds)")
      out.expectTime(record.stamp, step: 1000, rank: name == "tr" ? 0 : 1)
    case "trg", "T":
      out.append(record.time("%d/%b/%Y:%H:%M:%S +0000", zone: 0))
      out.expectTime(record.stamp, step: 1_000_000, rank: 2)
    case "Ts":
      out.append(String(record.stamp / 1_000_000))
      out.expectTime(record.stamp, step: format.contains("%ms") ? 1000 : 1_000_000, rank: 3)
    case "ms": out.append(record.milliseconds)
    case "ft": out.append("https-in~")
    case "b": out.append("cart", "service")
    case "s": out.append(record.attempts.isEmpty ? "<NOSRV>" : "cart2")
    case "ST":
      out.append(record.status == 0 ? "-1" : String(record.status))
      out.expectStatus(record.status)
    case "B":
      out.append((record.port % 5 == 0 ? "+" : "") + String(record.bytes))
      out.expect("body_bytes", String(record.bytes))
    case "Ta", "Tt":
      out.append((record.port % 7 == 0 ? "+" : "") + String(record.duration))
      out.expect("duration_us", String(record.duration * 1000), rank: name == "Ta" ? 0 : 1)
    case "Tc": out.append(record.attempts.isEmpty ? "-1" : "5")
    case "Tr": out.append(record.attempts.isEmpty ? "-1" : "30")
    case "tsc", "ts": appendState(name, record, to: &out)
    case "hr", "hs": if hasCaptures(record) { out.append("{shop.example|curl 8 x}") }
    default: appendRequest(name, record, to: &out)
    }
    if name == "Tc" || name == "Tr", !record.attempts.isEmpty {
      let isBoth = format.contains("%Tc") && format.contains("%Tr")
      out.expect("upstream_duration_us", isBoth ? "35000" : name == "Tc" ? "5000" : "30000")
    }
  }

  private func appendState(
    _ name: String, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    let left = record.status == 0
    out.append((left ? "CD" : "--") + (name == "tsc" ? "NI" : ""))
    if !format.contains("%ST") { out.expect("outcome", left ? "cancelled" : "success") }
  }

  private func appendRequest(
    _ name: String, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    switch name {
    case "r":
      out.append(HAProxyRenderer.escaped(record.requestLine))
      out.expect("method", record.method)
      out.expect("protocol", record.version)
      out.expect("path", HAProxyRenderer.escaped(record.path))
      out.expect("query", HAProxyRenderer.escaped(record.query))
    case "HM": out.append(record.method, "method")
    case "HP": out.append(HAProxyRenderer.escaped(record.path), "path")
    case "HQ":
      out.append(record.query.isEmpty ? "" : "?")
      out.append(HAProxyRenderer.escaped(record.query), "query")
    case "HU":
      out.append(HAProxyRenderer.escaped(record.target))
      out.expect("path", HAProxyRenderer.escaped(record.path))
      out.expect("query", HAProxyRenderer.escaped(record.query))
    case "HV": out.append(record.version, "protocol")
    case "ID": out.append(record.trace, "trace")
    default: out.append("0")
    }
  }
}
