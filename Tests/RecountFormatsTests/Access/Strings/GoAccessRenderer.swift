// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes lines that a GoAccess format is made for; quotes in values have a backslash before them.
struct GoAccessRenderer {
  var format: String
  var date = "%d/%b/%Y"
  var time = "%H:%M:%S"
  var stampsEnd = false

  func render(_ record: RequestRecord) -> RenderedLine {
    var out = RenderedLine(stampsEnd: stampsEnd)
    let text = Array(format.replacing("\\t", with: "\t").unicodeScalars)
    var written = ""
    var index = 0
    while index < text.count {
      guard text[index] == "%", index + 1 < text.count else {
        out.append(String(text[index]))
        written.unicodeScalars.append(text[index])
        index += 1
        continue
      }
      let next = index + 2 < text.count ? text[index + 2] : " "
      append(text[index + 1], behind: written, before: next, record, to: &out)
      written += "%" + String(text[index + 1])
      index += 2
    }
    return out
  }

  private var isZoned: Bool { format.contains("%t %^]") }
  private var isFine: Bool { format.contains("%t.%^") || format.contains("%x.%^") }

  private func escaped(_ value: [UInt8]) -> [UInt8] {
    // Where spaces or tabs part the fields, servers write none in them.
    let bare = !format.contains("\"%u\"")
    let value = bare ? value.map { $0 == 0x20 || $0 == 0x2C ? 0x2B : $0 } : value
    return ApacheRenderer.escaped(value)
  }

  private func append(
    _ letter: Unicode.Scalar, behind written: String, before next: Unicode.Scalar,
    _ record: RequestRecord, to out: inout RenderedLine
  ) {
    let zone = isZoned ? record.zone : 0
    switch letter {
    case "d", "t":
      out.append(record.time(letter == "d" ? date : time, zone: zone))
      out.expectTime(record.stamp, step: isFine ? 1000 : 1_000_000)
    case "x":
      if date == "%f" {
        out.append(String(record.stamp))
      } else {
        out.append(record.time(date, zone: 0))
      }
      out.expectTime(record.stamp, step: isFine || date == "%f" ? 1000 : 1_000_000)
    case "h":
      // An address before its port is in brackets when it has colons.
      let hasPort = format.contains("%h:%^") && record.client.contains(":")
      out.append(hasPort ? "[\(record.client)]" : record.client)
      out.expect("client", record.client)
    case "v":
      out.append(record.host)
      out.expect("host", format.contains("%v:%^") ? "\(record.host):443" : record.host)
    case "^": out.append(skipped(behind: written, before: next, record))
    case "~": out.append(String(repeating: " ", count: record.port % 4))
    case "s":
      out.append(record.status == 0 ? "-" : String(record.status))
      out.expectStatus(record.status)
    case "b":
      out.append(record.bytes == 0 ? "-" : String(record.bytes))
      out.expect("body_bytes", String(record.bytes))
    default: appendOther(letter, record, to: &out)
    }
  }

  private func appendOther(
    _ letter: Unicode.Scalar, _ record: RequestRecord, to out: inout RenderedLine
  ) {
    switch letter {
    case "r":
      out.append(ApacheRenderer.escaped(record.requestLine))
      out.expect("method", record.method)
      out.expect("protocol", record.version)
      out.expect("path", ApacheRenderer.escaped(record.path))
      if !record.query.isEmpty { out.expect("query", ApacheRenderer.escaped(record.query)) }
    case "m": out.append(record.method, "method", rank: 1)
    case "U": out.append(escaped(record.path), "path", rank: 1)
    case "q": out.append(escaped(record.query), "query", rank: 1)
    case "H": out.append(record.version, "protocol", rank: 1)
    case "R": out.append(escaped(record.referrer), "referrer")
    case "u": out.append(escaped(record.agent), "agent")
    case "e": out.append("alice", "user")
    case "D":
      out.append("\(record.duration * 1000)", "duration_us")
    case "L":
      out.append("\(record.duration)")
      out.expect("duration_us", String(record.duration * 1000))
    case "n":
      out.append("\(record.duration)000123")
      out.expect("duration_us", String(record.duration * 1000))
    case "T":
      let text = String(record.duration % 1000)
      out.append(
        "\(record.duration / 1000)." + String(repeating: "0", count: 3 - text.count) + text)
      out.expect("duration_us", String(record.duration * 1000))
    default: out.append("x")
    }
  }

  private func skipped(
    behind written: String, before next: Unicode.Scalar, _ record: RequestRecord
  ) -> String {
    if written.hasSuffix("%t ") && next == "]" { return record.time("%z", zone: record.zone) }
    if written.hasSuffix("%t.") { return record.milliseconds + "000Z" }
    if written.hasSuffix("%x.") { return record.milliseconds }
    if written.hasSuffix("%h:") || written.hasSuffix("%v:") { return "443" }
    return next == "[" ? "- - " : next == "\"" && !written.hasSuffix("\"") ? "a b " : "y"
  }
}
