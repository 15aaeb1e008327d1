// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Envoy's default text format; stamp = start, and start + duration is the end to the millisecond.
struct EnvoyLineWriter: RequestLineWriter {
  private let words: RequestWords
  private var stamps = StampWriter()

  init(catalog: TrafficCatalog, service: String) {
    words = RequestWords(catalog: catalog, escape: .plain, hasIPv6: true)
  }

  mutating func append(_ event: RequestEvent, to buffer: inout ByteBuffer) {
    var details = event.details
    let bits = details.next()
    let end = event.end / 1000
    let duration = event.microseconds / 1000
    let isMalformed = event.cause == .malformed
    buffer.append(0x5B)
    stamps.appendMilliseconds((end - duration) * 1000, to: &buffer)
    buffer.append("] \"")
    if isMalformed {
      buffer.append("- - HTTP/1.1")
    } else {
      let route = words.catalog.routes[event.route]
      buffer.append(route.method)
      buffer.append(0x20)
      route.path.append(to: &buffer, &details)
      buffer.append(bits & 3 == 0 ? " HTTP/1.1" : " HTTP/2")
    }
    buffer.append("\" ")
    buffer.append(decimal: event.status)
    buffer.append(flags(of: event, bits))
    buffer.append(decimal: isMalformed ? 0 : Int(bits >> 40 & 1023))
    buffer.append(0x20)
    buffer.append(decimal: words.bodyBytes(event, bits >> 4))
    buffer.append(0x20)
    buffer.append(decimal: Int(duration))
    let isLocal = isAnsweredLocally(event)
    if isLocal {
      buffer.append(" - \"")
    } else {
      buffer.append(0x20)
      buffer.append(decimal: max(0, Int(duration) - Int(bits >> 52 & 1)))
      buffer.append(" \"")
    }
    appendCaller(event, isMalformed, bits, &details, to: &buffer)
    appendUpstream(event, isLocal, bits, to: &buffer)
  }

  private func flags(of event: RequestEvent, _ bits: UInt64) -> StaticString {
    switch event.cause {
    case .answered, .retried: " - "
    case .noBackend: " UH "
    case .connect: " UF,URX "
    case .timeout: " UT "
    case .reset: " UC "
    case .rateLimit: " RL "
    case .clientAbort: " DC "
    case .malformed: " DPE "
    }
  }

  private func isAnsweredLocally(_ event: RequestEvent) -> Bool {
    switch event.cause {
    case .answered, .retried: false
    default: true
    }
  }

  private func appendCaller(
    _ event: RequestEvent, _ isMalformed: Bool, _ bits: UInt64,
    _ details: inout SeededGenerator, to buffer: inout ByteBuffer
  ) {
    guard !isMalformed else {
      buffer.append("-\" \"-\" \"-\" \"-")
      return
    }
    buffer.append(words.clients.pick(details.next()))
    if bits >> 32 & 15 == 0 {
      buffer.append(0x2C)
      buffer.append(words.clients.pick(details.next()))
    }
    buffer.append("\" \"")
    buffer.append(words.agents.pick(details.next()))
    buffer.append("\" \"")
    buffer.append(uuid: details.next(), details.next())
    buffer.append("\" \"")
    buffer.append(TextTemplate.pick(words.catalog.hosts, bits))
  }

  /// The address of the backend; none when none was chosen.
  private func appendUpstream(
    _ event: RequestEvent, _ isLocal: Bool, _ bits: UInt64, to buffer: inout ByteBuffer
  ) {
    if isLocal, event.cause != .timeout, event.cause != .connect {
      buffer.append("\" \"-\"\n")
    } else {
      buffer.append("\" \"192.0.2.")
      buffer.append(decimal: 16 + Int(bits >> 24 & 31))
      buffer.append(":8080\"\n")
    }
  }
}
