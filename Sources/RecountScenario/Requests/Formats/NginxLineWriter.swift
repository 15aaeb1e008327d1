// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// nginx `combined` followed by `$request_time $upstream_response_time $request_id`; stamp = end.
struct NginxLineWriter: RequestLineWriter {
  private let words: RequestWords
  private var stamps = StampWriter()

  init(catalog: TrafficCatalog, service: String) {
    words = RequestWords(catalog: catalog, escape: .nginx, hasIPv6: true)
  }

  mutating func append(_ event: RequestEvent, to buffer: inout ByteBuffer) {
    var details = event.details
    let bits = details.next()
    buffer.append(words.clients.pick(details.next()))
    if bits >> 60 == 0, event.cause != .malformed {
      buffer.append(" - pipelines-bot [")
    } else {
      buffer.append(" - - [")
    }
    stamps.appendLog(event.end, to: &buffer)
    buffer.append("] \"")
    if event.cause == .malformed {
      buffer.append(MalformedRequest.pick(bits, escape: .nginx))
    } else {
      let route = words.catalog.routes[event.route]
      buffer.append(route.method)
      buffer.append(0x20)
      route.path.append(to: &buffer, &details)
      buffer.append(bits & 7 == 0 ? " HTTP/2.0" : " HTTP/1.1")
    }
    buffer.append("\" ")
    buffer.append(event.status, width: 3)
    buffer.append(0x20)
    buffer.append(decimal: words.bodyBytes(event, bits >> 4))
    if event.cause == .malformed {
      buffer.append(" \"-\" \"-\" ")
    } else {
      buffer.append(" \"-\" \"")
      buffer.append(words.agents.pick(details.next()))
      buffer.append("\" ")
    }
    appendTimes(event, bits, to: &buffer)
    buffer.append(0x20)
    buffer.append(hex: details.next(), digits: 16)
    buffer.append(hex: details.next(), digits: 16)
    buffer.append(0x0A)
  }

  private func appendTimes(_ event: RequestEvent, _ bits: UInt64, to buffer: inout ByteBuffer) {
    let total = Int(event.microseconds / 1000)
    buffer.append(secondsOf: total)
    buffer.append(0x20)
    switch event.cause {
    case .malformed, .rateLimit, .noBackend: buffer.append(0x2D)
    case .clientAbort where bits & 3 == 0: buffer.append(0x2D)
    case .retried, .connect:
      let first = total * Int(200 + bits & 511) / 1000
      buffer.append(secondsOf: first)
      buffer.append(", ")
      buffer.append(secondsOf: total - first)
    default: buffer.append(secondsOf: total)
    }
  }
}
