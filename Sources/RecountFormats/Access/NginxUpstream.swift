// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Tells from what nginx says of its upstreams why a request failed, whatever the line is written in.
///
/// nginx lists a 502 or 504 of its own among the statuses of its upstreams as well, so that who made the
/// status does not follow from them.
///
/// Source: https://nginx.org/en/docs/http/ngx_http_upstream_module.html#variables
enum NginxUpstream {
  /// The cause by the status of a line that says whether upstreams answered.
  ///
  /// `hasAnswer` tells whether there is a status or a time of any attempt; `addresses` is
  /// `$upstream_addr`, absent where the line has none.
  static func cause(
    _ bytes: Span<UInt8>, _ status: Int16, hasAnswer: Bool, addresses: ByteRange
  ) -> Cause {
    switch status {
    case 502: hasAnswer && !endsInName(bytes, addresses) ? .backendReset : .noBackend
    case 503: hasAnswer ? .appError : .overload
    case 504: .backendTimeout
    case 500...599 where hasAnswer: .appError
    default: .ofStatus(status)
    }
  }

  /// Sets outcome and cause by members that are called like nginx's variables; where none of them tells
  /// of an upstream, by the status alone.
  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    fields.outcome = .ofStatus(fields.status)
    guard evidence.knowsUpstream || evidence.knowsUpstreamTimes else {
      fields.cause = .ofStatus(fields.status)
      return
    }
    let hasAnswer = fields.upstreamDuration >= 0 || hasDigit(bytes, evidence.upstreamStatuses)
    fields.cause = cause(
      bytes, fields.status, hasAnswer: hasAnswer, addresses: evidence.upstreamAddresses)
  }

  /// Whether the last attempt has the name of an upstream block where an address would stand, which is
  /// how nginx logs `no live upstreams`: no peer was left to be asked.
  ///
  /// Peers have a port, or are sockets: `unix:/run/cart.sock`.
  static func endsInName(_ bytes: Span<UInt8>, _ addresses: ByteRange) -> Bool {
    var start = Int(addresses.end)
    while start > Int(addresses.start), bytes[start - 1] != 0x20, bytes[start - 1] != 0x2C {
      start -= 1
    }
    var isName = false
    for index in start..<Int(addresses.end) {
      switch bytes[index] {
      case 0x3A, 0x2F: return false
      case 0x2D, 0x2E, 0x30...0x39: continue
      default: isName = true
      }
    }
    return isName
  }

  private static func hasDigit(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    for index in range.range where isDigit(bytes[index]) { return true }
    return false
  }
}
