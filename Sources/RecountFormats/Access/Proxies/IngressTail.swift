// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What ingress-nginx writes behind the agent: `462 60.001 [shop-cart-8080] [] 10.0.0.5:8080,
/// 10.0.0.6:8080 0, 0 30.000, 30.001 504, 504 752178adb17130b291aefd8c386279e7`.
///
/// The four fields of the upstream are lists with an entry per attempt, so that a retry puts spaces into
/// them; all have as many entries. Old versions have no second bracket.
///
/// Source: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/log-format/
struct IngressTail: CombinedTail {
  static var stamp: StampKind { .end }
  static var keepsRest: Bool { false }
  // Lists of the upstream.
  private var addresses = ByteRange.absent
  private var times = ByteRange.absent
  private var statuses = ByteRange.absent

  init() {}

  func extra(_ bytes: Span<UInt8>) -> [UInt8] {
    AttemptList.member(bytes, addresses: addresses, times: times, statuses: statuses)
  }

  mutating func read(
    _ bytes: Span<UInt8>, _ rest: ByteRange, into fields: inout RequestFields
  ) -> RejectReason? {
    var cursor = FieldCursor(Int(rest.start), Int(rest.end))
    guard let length = cursor.token(bytes), let time = cursor.token(bytes),
      let service = bracketed(bytes, &cursor)
    else { return .missingField }
    guard bytes.integer(length) != nil, let duration = bytes.duration(time, scale: 6) else {
      return .malformedField
    }
    _ = bracketed(bytes, &cursor)
    guard let addresses = list(bytes, &cursor), let lengths = list(bytes, &cursor),
      let times = list(bytes, &cursor), let statuses = list(bytes, &cursor),
      let request = cursor.token(bytes)
    else { return .missingField }
    guard cursor.isAtEnd, addresses.count == statuses.count, lengths.count == statuses.count,
      times.count == statuses.count, areNumbers(bytes, lengths.range),
      areNumbers(bytes, statuses.range)
    else { return .malformedField }
    guard let upstream = bytes.attemptTimes(times.range) else { return .malformedField }
    self.addresses = addresses.range
    self.times = times.range
    self.statuses = statuses.range
    fields.duration = duration
    fields.upstreamDuration = upstream
    if !bytes.isDash(request) { fields.trace = request }
    if !service.isEmpty, !bytes.isDash(service) { fields.service = service }
    if hasDigit(bytes, statuses.range) { fields.upstreamStatuses = statuses.range }
    fields.cause = cause(bytes, fields.status, hasAnswered: upstream >= 0, lengths.last)
    return nil
  }

  /// nginx's words for its statuses; a 502 with a body from upstream is the service's own.
  private func cause(
    _ bytes: Span<UInt8>, _ status: Int16, hasAnswered: Bool, _ length: ByteRange
  ) -> Cause {
    switch status {
    case 499: return .clientAbort
    case 429: return .rateLimit
    case 502:
      if !hasAnswered || NginxUpstream.endsInName(bytes, addresses) { return .noBackend }
      return (bytes.integer(length) ?? 0) > 0 ? .appError : .backendReset
    case 503: return hasAnswered ? .appError : .overload
    case 504: return .backendTimeout
    case 500...599: return hasAnswered ? .appError : .none
    default: return .none
    }
  }

  // MARK: - Fields

  /// What stands between brackets, which may be nothing.
  private func bracketed(_ bytes: Span<UInt8>, _ cursor: inout FieldCursor) -> ByteRange? {
    guard !cursor.isAtEnd, bytes[cursor.index] == 0x5B,
      let close = firstIndex(of: 0x5D, in: bytes, cursor.index..<cursor.end)
    else { return nil }
    let text = ByteRange(cursor.index + 1, close)
    cursor.index = min(close + 2, cursor.end)
    return text
  }

  private struct List {
    var range: ByteRange
    /// Its last entry, which is the attempt that was answered.
    var last: ByteRange
    var count: Int
  }

  /// Reads `a, b : c`: a comma tries the next peer, a colon begins anew after an internal redirect.
  private func list(_ bytes: Span<UInt8>, _ cursor: inout FieldCursor) -> List? {
    let start = cursor.index
    guard var last = cursor.token(bytes) else { return nil }
    var count = 1
    while true {
      if bytes[Int(last.end) - 1] == 0x2C {
        guard let next = cursor.token(bytes) else { return nil }
        last = next
      } else if bytes.hasPrefix(": ", at: cursor.index), cursor.index + 2 < cursor.end {
        cursor.index += 2
        guard let next = cursor.token(bytes) else { return nil }
        last = next
      } else {
        return List(range: ByteRange(start, Int(last.end)), last: last, count: count)
      }
      count += 1
    }
  }

  private func hasDigit(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    for index in range.range where isDigit(bytes[index]) { return true }
    return false
  }

  /// Whether there are only whole numbers, dashes and separators.
  private func areNumbers(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    for index in range.range {
      switch bytes[index] {
      case 0x2D, 0x20, 0x2C, 0x3A: continue
      case let byte where isDigit(byte): continue
      default: return false
      }
    }
    return true
  }
}
