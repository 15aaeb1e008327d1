// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads Envoy's text formats: `%OPERATOR(argument):length%` among literal bytes.
///
/// Operators without a column are kept, and what is no operator is refused, as Envoy does. Envoy does
/// not escape quotes.
///
/// Source: https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
enum EnvoyStrings {
  /// The default format, and that of Istio's mesh config.
  static let named: [String: String] = [
    "default": """
    [%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" \
    %RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% \
    %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" \
    "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"
    """,
    "istio": """
    [%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" \
    %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% \
    "%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION% \
    %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" \
    "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER% \
    %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS% \
    %REQUESTED_SERVER_NAME% %ROUTE_NAME%
    """,
  ]

  static func read(_ text: [UInt8]) throws(FormatStringError) -> PatternSource {
    var source = PatternSource()
    source.traits.stamp = .start
    source.traits.escape = .none
    source.traits.causes = .envoy
    source.timeFields = ["%START_TIME%"]
    source.statusFields = ["%RESPONSE_CODE%"]
    var format = try FormatText.unquoted(text)
    if let known = named[String(decoding: format, as: UTF8.self)] { format = Array(known.utf8) }
    var text = FormatText(format)
    while let byte = text.take() {
      if byte == 0x5C {
        source.append(text.takeEscape())
      } else if byte != 0x25 {
        source.append([byte])
      } else if text.take(0x25) {
        source.append([0x25])
      } else {
        source.append(try command(&text))
      }
    }
    source.dropLineEnd()
    let kinds = source.elements.compactMap { element -> PatternField.Kind? in
      if case .field(let field) = element { field.kind } else { nil }
    }
    // Details tell why a request ended so, but not how.
    if kinds.contains(.termination), !kinds.contains(.status) {
      throw FormatStringError(.missingStatus(source.statusFields))
    }
    return source
  }

  /// Reads `OPERATOR(argument):length` and the percent sign that closes it; one in the argument
  /// belongs to a time format.
  private static func command(
    _ text: inout FormatText
  ) throws(FormatStringError) -> PatternField {
    let start = text.index - 1
    let name = String(decoding: text.take { $0 != 0x28 && $0 != 0x25 && $0 != 0x3A }, as: UTF8.self)
    var argument: [UInt8]?
    if text.take(0x28) {
      argument = text.take(through: 0x29)
      guard argument != nil else {
        throw text.unterminated(from: start)
      }
    }
    guard !name.isEmpty, text.take(through: 0x25) != nil else {
      throw text.unterminated(from: start)
    }
    guard EnvoyOperators.isKnown(name) else {
      throw FormatStringError(.unknownField(text.text(from: start)), at: start)
    }
    var field = try field(name, argument ?? [])
    field.name = text.text(from: start)
    field.offset = start
    return field
  }

  private static func field(
    _ name: String, _ argument: [UInt8]
  ) throws(FormatStringError) -> PatternField {
    var field = PatternField(name: "", key: name.lowercased(), kind: .kept)
    switch name {
    case "START_TIME":
      field.syntax = .time
      field.kind = .time(argument.isEmpty ? .iso : try TimeForm(format: argument, .envoy))
    case "REQ", "REQUEST_HEADER": return request(argument)
    case "RESP", "RESPONSE_HEADER": return response(argument)
    case "PROTOCOL": field.kind = .httpVersion
    case "RESPONSE_CODE": field.kind = .status
    case "RESPONSE_CODE_DETAILS": field.kind = .termination
    case "RESPONSE_FLAGS": field.kind = .flags
    case "RESPONSE_FLAGS_LONG": (field.kind, field.rank) = (.flags, 1)
    case "BYTES_SENT": field.kind = .size(dashIsZero: false)
    case "DURATION": field.kind = .duration(.milliseconds)
    case "DOWNSTREAM_REMOTE_ADDRESS": (field.kind, field.rank) = (.client(hasPort: true), 2)
    case "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT":
      (field.kind, field.rank) = (.client(hasPort: false), 1)
    case "DOWNSTREAM_DIRECT_REMOTE_ADDRESS": (field.kind, field.rank) = (.client(hasPort: true), 4)
    case "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT":
      (field.kind, field.rank) = (.client(hasPort: false), 3)
    case "TRACE_ID": (field.kind, field.rank) = (.trace, 1)
    default: break
    }
    return field
  }

  /// A request header, which may name another for the case that it is missing: `A?B`.
  private static func request(_ argument: [UInt8]) -> PatternField {
    let text = String(decoding: argument, as: UTF8.self).lowercased()
    let names = text.split(separator: "?").map(String.init)
    var field = PatternField(name: "", key: names.first ?? text, kind: .kept)
    for name in names where field.kind == .kept {
      switch name {
      case ":method": field.kind = .method
      case ":path", "x-envoy-original-path": field.kind = .target
      case ":authority", "host": field.kind = .host
      case "user-agent": field.kind = .agent
      case "referer": field.kind = .referrer
      case "x-request-id": field.kind = .trace
      case "x-forwarded-for": (field.kind, field.syntax) = (.clientList, .list)
      case "traceparent": (field.kind, field.rank) = (.trace, 2)
      default: break
      }
    }
    return field
  }

  private static func response(_ argument: [UInt8]) -> PatternField {
    let name = String(decoding: argument, as: UTF8.self).lowercased()
    var field = PatternField(name: "", key: name, kind: .kept)
    if name == "x-envoy-upstream-service-time" { field.kind = .upstreamDuration(.milliseconds) }
    return field
  }
}
