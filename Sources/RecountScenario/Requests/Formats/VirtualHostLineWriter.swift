// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Apache `vhost_combined`; stamp = start, and the line does not tell how long it took.
struct VirtualHostLineWriter: RequestLineWriter {
  private static let users = ["amara", "jonas", "mei-ling", "j. doe", "priya@acorn.example"]
    .map { Array($0.utf8) }

  private let words: RequestWords
  private var stamps = StampWriter()

  init(catalog: TrafficCatalog, service: String) {
    words = RequestWords(catalog: catalog, escape: .apache, hasIPv6: true)
  }

  mutating func append(_ event: RequestEvent, to buffer: inout ByteBuffer) {
    var details = event.details
    let bits = details.next()
    // Apache gives 408 to a connection on which no request came, and 400 to one it cannot read.
    let isEmpty = event.cause == .clientAbort
    let hasRequest = event.cause != .malformed && !isEmpty
    buffer.append(TextTemplate.pick(words.catalog.hosts, bits))
    buffer.append(":443 ")
    buffer.append(words.clients.pick(details.next()))
    buffer.append(" - ")
    appendUser(hasRequest, bits, to: &buffer)
    buffer.append(" [")
    stamps.appendLog(event.start, to: &buffer)
    buffer.append("] \"")
    if hasRequest {
      let route = words.catalog.routes[event.route]
      buffer.append(route.method)
      buffer.append(0x20)
      route.path.append(to: &buffer, &details)
      buffer.append(bits & 3 == 0 ? " HTTP/1.1" : " HTTP/2.0")
    } else {
      buffer.append(isEmpty ? "-" : MalformedRequest.pick(bits, escape: .apache))
    }
    buffer.append("\" ")
    buffer.append(event.status, width: 3)
    buffer.append(0x20)
    let bytes = isEmpty ? 0 : words.bodyBytes(event, bits >> 4)
    if bytes == 0 { buffer.append(0x2D) } else { buffer.append(decimal: bytes) }
    guard hasRequest else {
      buffer.append(" \"-\" \"-\"\n")
      return
    }
    buffer.append(" \"")
    buffer.append(TextTemplate.pick(words.catalog.referrers, details.next()))
    buffer.append("\" \"")
    buffer.append(words.agents.pick(details.next()))
    buffer.append("\"\n")
  }

  /// A name now and then; one of them holds a space, which the format allows.
  private func appendUser(_ hasRequest: Bool, _ bits: UInt64, to buffer: inout ByteBuffer) {
    guard hasRequest, bits >> 60 < 3 else {
      buffer.append(0x2D)
      return
    }
    let isRare = bits >> 50 & 1023 == 0
    buffer.append(VirtualHostLineWriter.users[isRare ? 3 : Int(bits >> 40 & 1023) % 3])
  }
}
