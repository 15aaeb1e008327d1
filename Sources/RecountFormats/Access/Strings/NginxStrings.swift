// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads nginx's `log_format`: variables as `$name` or `${name}` among literal bytes.
///
/// Variables that are not known, which `map` and modules make at will, are kept but not understood.
///
/// Sources: https://nginx.org/en/docs/http/ngx_http_log_module.html,
/// https://nginx.org/en/docs/varindex.html
enum NginxStrings {
  /// The format that nginx knows without config.
  static let combined =
    #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "#
    + #""$http_referer" "$http_user_agent""#

  static let named = ["combined": combined]

  static func read(_ text: [UInt8], escape: String?) throws(FormatStringError) -> PatternSource {
    var source = PatternSource()
    source.traits.stamp = .end
    source.traits.causes = .nginx
    source.timeFields = ["$time_iso8601", "$time_local", "$msec"]
    source.statusFields = ["$status"]
    var format = FormatText.trimmed(text)
    var escape = escape
    if format.starts(with: "escape=".utf8) {
      let word = format.dropFirst(7).prefix { $0 > 0x20 }
      escape = String(decoding: word, as: UTF8.self)
      format = Array(format.dropFirst(7 + word.count))
    }
    source.traits.escape = try quoteEscape(escape)
    format = try FormatText.unquoted(format)
    if format == Array("combined".utf8) { format = Array(combined.utf8) }
    var text = FormatText(format)
    while let byte = text.take() {
      if byte == 0x5C {
        source.append(text.takeEscape())
      } else if byte == 0x24, let field = try variable(&text) {
        source.append(field)
      } else {
        source.append([byte])
      }
    }
    source.dropLineEnd()
    return source
  }

  private static func quoteEscape(
    _ name: String?
  ) throws(FormatStringError) -> PatternTraits.QuoteEscape {
    switch name {
    case nil, "default": return .backslash
    case "json": return .json
    case "none": return .none
    case let other?: throw FormatStringError(.unknownEscape(other))
    }
  }

  /// The variable behind a dollar; nil when no name follows, and it is a dollar.
  private static func variable(
    _ text: inout FormatText
  ) throws(FormatStringError) -> PatternField? {
    let start = text.index - 1
    if text.take(0x7B) {
      guard let name = text.take(through: 0x7D) else {
        throw text.unterminated(from: start)
      }
      return field(String(decoding: name, as: UTF8.self), at: start)
    }
    let name = text.take { isDigit($0) || ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5F }
    return name.isEmpty ? nil : field(String(decoding: name, as: UTF8.self), at: start)
  }

  private static func field(_ name: String, at offset: Int) -> PatternField {
    var field = known[name] ?? PatternField(name: "", key: name, kind: .kept)
    field.name = "$\(name)"
    field.key = name
    field.offset = offset
    if name.hasPrefix("upstream_"), lists.contains(name) { field.syntax = .list }
    return field
  }

  /// Variables that hold one value for each attempt.
  private static let lists: Set<String> = [
    "upstream_addr", "upstream_bytes_received", "upstream_bytes_sent", "upstream_connect_time",
    "upstream_first_byte_time", "upstream_header_time", "upstream_response_length",
    "upstream_response_time", "upstream_session_time", "upstream_status", "upstream_queue_time",
  ]

  private static let known: [String: PatternField] = {
    var fields: [String: PatternField] = [:]
    func add(
      _ name: String, _ kind: PatternField.Kind, rank: UInt8 = 0,
      _ syntax: PatternField.Syntax = .text, width: Int? = nil
    ) {
      fields[name] = PatternField(
        name: "", key: name, kind: kind, syntax: syntax, rank: rank, width: width)
    }
    add("remote_addr", .client(hasPort: false), .list)
    add("remote_port", .port)
    for name in [
      "http_x_forwarded_for", "proxy_add_x_forwarded_for", "http_x_real_ip", "http_true_client_ip",
      "http_cf_connecting_ip", "the_real_ip",
    ] { add(name, .clientList, rank: 1, .list) }
    add("realip_remote_addr", .client(hasPort: false), rank: 2, .list)
    add("realip_remote_port", .port)
    add("remote_user", .user)
    add("msec", .time(TimeForm([.epochDecimal])), .time)
    add("time_iso8601", .time(.iso), rank: 1, .time)
    add("time_local", .time(.commonLog), rank: 2, .time)
    add("request", .request)
    add("request_method", .method)
    add("request_uri", .target)
    add("uri", .target, rank: 1)
    add("document_uri", .target, rank: 1)
    add("is_args", .questionMark)
    add("args", .query)
    add("query_string", .query)
    add("server_protocol", .httpVersion)
    add("status", .status, width: 3)
    add("body_bytes_sent", .size(dashIsZero: false))
    add("bytes_sent", .size(dashIsZero: false), rank: 1)
    add("request_time", .duration(.seconds))
    add("upstream_response_time", .upstreamTimes)
    add("upstream_status", .upstreamStatuses)
    add("http_referer", .referrer)
    add("http_user_agent", .agent)
    add("scheme", .scheme)
    add("host", .host)
    add("http_host", .host, rank: 1)
    add("server_name", .host, rank: 2)
    add("server_port", .port)
    add("request_id", .trace, width: 32)
    for name in ["req_id", "http_x_request_id", "http_x_correlation_id"] {
      add(name, .trace, rank: 1)
    }
    add("service_name", .service)
    add("proxy_upstream_name", .service, rank: 1)
    add("pipe", .kept, width: 1)
    return fields
  }()
}
