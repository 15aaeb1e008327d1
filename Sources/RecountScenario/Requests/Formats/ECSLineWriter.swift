// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// JSON lines with the keys of the Elastic Common Schema, dotted; stamp = end, duration in ns.
struct ECSLineWriter: RequestLineWriter {
  private let words: RequestWords
  private let service: [UInt8]
  private var stamps = StampWriter()

  init(catalog: TrafficCatalog, service: String) {
    words = RequestWords(catalog: catalog, escape: .json, hasIPv6: true)
    self.service = Array(service.utf8)
  }

  mutating func append(_ event: RequestEvent, to buffer: inout ByteBuffer) {
    var details = event.details
    let bits = details.next()
    let route = words.catalog.routes[event.route]
    let isMalformed = event.cause == .malformed
    buffer.append("{\"@timestamp\":\"")
    stamps.appendMilliseconds(event.end, to: &buffer)
    buffer.append(level(of: event.status))
    buffer.append(service)
    buffer.append("\",\"http.request.method\":\"")
    buffer.append(isMalformed ? "POST" : route.method)
    buffer.append("\",\"url.path\":\"")
    appendTarget(isMalformed ? nil : route.path, &details, to: &buffer)
    buffer.append("\",\"http.response.status_code\":")
    buffer.append(decimal: event.status)
    buffer.append(",\"http.response.body.bytes\":")
    buffer.append(decimal: words.bodyBytes(event, bits >> 4))
    buffer.append(",\"event.duration\":")
    buffer.append(decimal: Int(event.microseconds) * 1000)
    buffer.append(",\"client.address\":\"")
    buffer.append(words.clients.pick(details.next()))
    buffer.append("\",\"user_agent.original\":\"")
    buffer.append(words.agents.pick(details.next()))
    buffer.append("\",\"trace.id\":\"")
    buffer.append(hex: details.next(), digits: 16)
    buffer.append(hex: details.next(), digits: 16)
    if let error = errorType(of: event.cause, status: event.status) {
      buffer.append("\",\"error.type\":\"")
      buffer.append(error)
    }
    buffer.append("\",\"message\":\"")
    buffer.append(bits & 0xFFF0_0000 == 0 ? "d\u{E9}livr\u{E9} \\\"ok\\\"\\n" : "request handled")
    buffer.append("\"}\n")
  }

  /// The path, and the query under its own key.
  private func appendTarget(
    _ path: TextTemplate?, _ details: inout SeededGenerator, to buffer: inout ByteBuffer
  ) {
    guard let path else {
      buffer.append("/connect/events/%00")
      return
    }
    path.append(to: &buffer, &details)
  }

  private func level(of status: Int) -> StaticString {
    switch status {
    case 500...: "\",\"log.level\":\"error\",\"ecs.version\":\"1.6.0\",\"service.name\":\""
    case 400...: "\",\"log.level\":\"warn\",\"ecs.version\":\"1.6.0\",\"service.name\":\""
    default: "\",\"log.level\":\"info\",\"ecs.version\":\"1.6.0\",\"service.name\":\""
    }
  }

  private func errorType(of cause: RequestCause, status: Int) -> StaticString? {
    guard status >= 500 else { return nil }
    switch cause {
    case .noBackend: return "pool_exhausted"
    case .timeout: return "deadline_exceeded"
    case .reset, .connect: return "upstream_closed"
    default: return "internal"
    }
  }
}
