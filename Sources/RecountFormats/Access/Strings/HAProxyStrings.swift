// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads HAProxy's `log-format`: aliases as `%ci`, with flags as `%{+Q}r`, and expressions as
/// `%[…]`, among literal bytes.
///
/// A name is all letters and digits behind the percent sign, and one that is no alias is refused.
/// Spaces side by side are written as one. A syslog header may stand before the line, and a line may
/// end inside its last value, which HAProxy cuts.
///
/// Source: https://docs.haproxy.org/3.0/configuration.html, "Custom log format"
enum HAProxyStrings {
  /// The formats of `option tcplog`, `httplog` and `httpslog`.
  static let named: [String: String] = [
    "tcplog": """
    %ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq
    """,
    "httplog": """
    %ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc \
    %sq/%bq %hr %hs %{+Q}r
    """,
    "httpslog": """
    %ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc \
    %sq/%bq %hr %hs %{+Q}r %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/\
    %[ssl_fc_is_resumed] %[ssl_fc_sni]/%sslv/%sslc
    """,
  ]

  static func read(_ text: [UInt8]) throws(FormatStringError) -> PatternSource {
    var source = PatternSource()
    source.traits.stamp = .start
    source.traits.causes = .haproxy
    source.traits.mayBeCut = true
    source.traits.hasSyslogHeader = true
    source.timeFields = ["%tr", "%t"]
    source.statusFields = ["%ST", "%tsc"]
    var format = FormatText.trimmed(text)
    if format.starts(with: "log-format ".utf8) { format.removeFirst(11) }
    format = try FormatText.unquoted(format)
    if let known = named[String(decoding: format, as: UTF8.self)] { format = Array(known.utf8) }
    var text = FormatText(format)
    var quotesAll = false
    while let byte = text.take() {
      if byte == 0x5C {
        source.append(text.takeEscape())
      } else if byte == 0x20 {
        _ = text.take { $0 == 0x20 }
        source.append([0x20])
      } else if byte != 0x25 {
        source.append([byte])
      } else if text.take(0x25) {
        source.append([0x25])
      } else {
        try alias(&text, &quotesAll, to: &source)
      }
    }
    source.dropLineEnd()
    return source
  }

  /// Reads a name and flags in parentheses and braces, then an alias or an expression.
  private static func alias(
    _ text: inout FormatText, _ quotesAll: inout Bool, to source: inout PatternSource
  ) throws(FormatStringError) {
    let start = text.index - 1
    if text.take(0x28), text.take(through: 0x29) == nil { throw text.unterminated(from: start) }
    var flags = ""
    if text.take(0x7B) {
      guard let taken = text.take(through: 0x7D) else { throw text.unterminated(from: start) }
      flags = String(decoding: taken, as: UTF8.self)
    }
    if flags.contains("json") { throw FormatStringError(.encoded("JSON"), at: start) }
    if flags.contains("cbor") { throw FormatStringError(.encoded("CBOR"), at: start) }
    var isQuoted = quotesAll
    if flags.contains("+Q") { isQuoted = true }
    if flags.contains("-Q") { isQuoted = false }

    var field: PatternField
    if text.take(0x5B) {
      guard let taken = text.take(through: 0x5D) else { throw text.unterminated(from: start) }
      field = expression(String(decoding: taken, as: UTF8.self))
    } else {
      let name = String(
        decoding: text.take { isDigit($0) || ($0 | 0x20) &- 0x61 < 26 }, as: UTF8.self)
      guard !name.isEmpty else { throw text.unterminated(from: start) }
      // No value of its own: the flags go for all aliases behind it.
      if name == "o" {
        quotesAll = isQuoted
        return
      }
      guard let known = aliases[name] else {
        throw FormatStringError(.unknownField(text.text(from: start)), at: start)
      }
      field = known
      // Numbers and times are never quoted.
      if !flags.contains("+Q"), !texts.contains(name) { isQuoted = false }
    }
    field.name = text.text(from: start)
    field.offset = start
    if isQuoted { source.append([0x22]) }
    source.append(field)
    if isQuoted { source.append([0x22]) }
  }

  private static func expression(_ text: String) -> PatternField {
    let kind: PatternField.Kind =
      switch text.lowercased() {
      case "src": .client(hasPort: false)
      case "src_port": .port
      case "method": .method
      case "path", "pathq", "url": .target
      case "query": .query
      case "req.hdr(host)", "hdr(host)", "req.fhdr(host)": .host
      case "req.hdr(user-agent)", "hdr(user-agent)", "req.fhdr(user-agent)": .agent
      case "req.hdr(referer)", "hdr(referer)", "req.fhdr(referer)": .referrer
      case "unique-id", "uuid", "req.hdr(x-request-id)", "hdr(x-request-id)": .trace
      default: .kept
      }
    return PatternField(name: "", key: text, kind: kind)
  }

  // MARK: - Aliases

  /// Aliases whose values are texts, which `%{+Q}o` quotes.
  private static let texts: Set<String> = [
    "ci", "fi", "bi", "si", "ft", "f", "b", "s", "CC", "CS", "r", "H", "HM", "HP", "HPO", "HQ",
    "HU", "HV", "ID", "sslv", "sslc",
  ]

  /// Aliases without a column; any other is refused, as HAProxy does.
  private static let kept = [
    "CC", "CS", "H", "TR", "Td", "Th", "Ti", "Tq", "Tw", "U", "ac", "bc", "bi", "bq", "fc", "fi",
    "hrl", "hsl", "lc", "pid", "rc", "rt", "sc", "si", "sq", "sslc", "sslv",
  ]

  private static let aliases: [String: PatternField] = {
    var fields: [String: PatternField] = [:]
    func add(
      _ name: String, _ kind: PatternField.Kind, rank: UInt8 = 0,
      _ syntax: PatternField.Syntax = .text, key: String? = nil
    ) {
      fields[name] = PatternField(
        name: "", key: key ?? name, kind: kind, syntax: syntax, rank: rank)
    }
    let local = TimeForm(TimePart.commonDate + [.literal(0x3A)] + TimePart.clock + [.pointFraction])
    add("ci", .client(hasPort: false))
    for name in ["cp", "fp", "bp", "sp"] { add(name, .port) }
    add("tr", .time(local), .time)
    add("t", .time(local), rank: 1, .time)
    for name in ["trg", "trl"] { add(name, .time(.commonLog), rank: 2, .time) }
    for name in ["T", "Tl"] { add(name, .time(.commonLog), rank: 3, .time) }
    add("Ts", .time(TimeForm([.epoch])), rank: 4, .time)
    add("ms", .time(TimeForm([.fraction])), rank: 5, .time)
    add("b", .service, key: "backend")
    add("s", .server, key: "server")
    add("ft", .kept, key: "frontend")
    add("f", .kept, key: "frontend")
    add("ST", .status)
    add("B", .size(dashIsZero: false))
    add("Ta", .duration(.milliseconds))
    add("Tt", .duration(.milliseconds), rank: 1)
    add("Tu", .duration(.milliseconds), rank: 2)
    // What the server took: to be connected, and to begin its answer.
    add("Tc", .upstreamDuration(.milliseconds))
    add("Tr", .upstreamDuration(.milliseconds))
    add("tsc", .termination, key: "termination_state")
    add("ts", .termination, rank: 1, key: "termination_state")
    add("hr", .kept, .braces, key: "request_headers")
    add("hs", .kept, .braces, key: "response_headers")
    add("r", .request)
    add("HM", .method)
    add("HU", .target)
    for name in ["HP", "HPO"] { add(name, .target, rank: 1) }
    add("HQ", .query)
    add("HV", .httpVersion)
    add("ID", .trace)
    for name in HAProxyStrings.kept { add(name, .kept) }
    return fields
  }()
}
