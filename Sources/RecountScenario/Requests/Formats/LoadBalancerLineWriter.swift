// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// AWS application load balancer access log; stamp = end, creation time = start.
///
/// Field list: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
struct LoadBalancerLineWriter: RequestLineWriter {
  private let words: RequestWords
  private let service: [UInt8]
  private var stamps = StampWriter()

  init(catalog: TrafficCatalog, service: String) {
    words = RequestWords(catalog: catalog, escape: .plain, hasIPv6: false)
    self.service = Array(service.utf8)
  }

  mutating func append(_ event: RequestEvent, to buffer: inout ByteBuffer) {
    var details = event.details
    let bits = details.next()
    let isMalformed = event.cause == .malformed
    let hasTarget = hasTarget(event)
    let host = TextTemplate.pick(words.catalog.hosts, bits)
    buffer.append(bits & 3 == 0 ? "https " : "h2 ")
    stamps.appendMicroseconds(event.end, to: &buffer)
    buffer.append(" app/")
    buffer.append(service)
    buffer.append("/50dc6c495c0c9188 ")
    buffer.append(words.clients.pick(details.next()))
    buffer.append(0x3A)
    buffer.append(decimal: 1024 + Int(bits >> 32 & 0x7FFF))
    buffer.append(0x20)
    appendTarget(hasTarget, bits, to: &buffer)
    appendTimes(event, hasTarget, to: &buffer)
    buffer.append(event.status, width: 3)
    buffer.append(0x20)
    appendTargetStatus(event, to: &buffer)
    buffer.append(0x20)
    buffer.append(decimal: isMalformed ? 0 : 90 + Int(bits >> 8 & 1023))
    buffer.append(0x20)
    buffer.append(decimal: words.bodyBytes(event, bits >> 4))
    appendRequest(event, host, bits, &details, to: &buffer)
    appendTail(event, host, hasTarget, bits, &details, to: &buffer)
  }

  private func hasTarget(_ event: RequestEvent) -> Bool {
    switch event.cause {
    case .noBackend, .malformed, .rateLimit: false
    default: true
    }
  }

  private func appendTarget(_ hasTarget: Bool, _ bits: UInt64, to buffer: inout ByteBuffer) {
    guard hasTarget else {
      buffer.append(0x2D)
      return
    }
    buffer.append("192.0.2.")
    buffer.append(decimal: 64 + Int(bits >> 24 & 31))
    buffer.append(":8443")
  }

  /// Request, target and response processing times; -1 for what was not reached.
  private func appendTimes(_ event: RequestEvent, _ hasTarget: Bool, to buffer: inout ByteBuffer) {
    guard hasTarget else {
      buffer.append(" -1 -1 -1 ")
      return
    }
    guard event.cause == .answered || event.cause == .retried else {
      buffer.append(" 0.000 -1 -1 ")
      return
    }
    buffer.append(" 0.000 ")
    buffer.append(secondsOf: Int(event.microseconds / 1000))
    buffer.append(" 0.000 ")
  }

  private func appendTargetStatus(_ event: RequestEvent, to buffer: inout ByteBuffer) {
    if event.cause == .answered || event.cause == .retried {
      buffer.append(event.status, width: 3)
    } else {
      buffer.append(0x2D)
    }
  }

  private func appendRequest(
    _ event: RequestEvent, _ host: [UInt8], _ bits: UInt64, _ details: inout SeededGenerator,
    to buffer: inout ByteBuffer
  ) {
    guard event.cause != .malformed else {
      // The balancer's own way to write that no request line could be read, two spaces included.
      buffer.append(" \"- http://")
      buffer.append(host)
      buffer.append(":80- \" \"-\" - - ")
      return
    }
    let route = words.catalog.routes[event.route]
    buffer.append(" \"")
    buffer.append(route.method)
    buffer.append(" https://")
    buffer.append(host)
    buffer.append(":443")
    route.path.append(to: &buffer, &details)
    buffer.append(bits & 3 == 0 ? " HTTP/1.1\" \"" : " HTTP/2.0\" \"")
    buffer.append(words.agents.pick(details.next()))
    buffer.append("\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 ")
  }

  private mutating func appendTail(
    _ event: RequestEvent, _ host: [UInt8], _ hasTarget: Bool, _ bits: UInt64,
    _ details: inout SeededGenerator, to buffer: inout ByteBuffer
  ) {
    let isMalformed = event.cause == .malformed
    if isMalformed {
      buffer.append("- \"-\" \"-\" \"-\" - ")
    } else {
      buffer.append("arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/")
      buffer.append(service)
      buffer.append("/73e2d6bc24d8a067 \"Root=1-")
      buffer.append(hex: UInt64(event.start / 1_000_000), digits: 8)
      buffer.append(0x2D)
      buffer.append(hex: details.next(), digits: 16)
      buffer.append(hex: bits, digits: 8)
      buffer.append("\" \"")
      buffer.append(host)
      buffer.append("\" \"session-reused\" ")
      buffer.append(decimal: 10 + Int(bits >> 50 & 3) * 10)
      buffer.append(0x20)
    }
    stamps.appendMicroseconds(event.start, to: &buffer)
    buffer.append(isMalformed ? " \"-\" \"-\" \"-\" \"" : " \"forward\" \"-\" \"-\" \"")
    appendTarget(hasTarget, bits, to: &buffer)
    buffer.append("\" \"")
    appendTargetStatus(event, to: &buffer)
    buffer.append(isMalformed ? "\" \"-\" \"-\" TID_" : "\" \"Acceptable\" \"-\" TID_")
    buffer.append(hex: details.next(), digits: 16)
    buffer.append(hex: details.next(), digits: 16)
    buffer.append(0x0A)
  }
}
