// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What a server writes after the agent.
protocol CombinedTail {
  init()
  static var stamp: StampKind { get }
  /// Whether what is not understood is kept as an extra field.
  static var keepsRest: Bool { get }
  mutating func read(
    _ bytes: Span<UInt8>, _ rest: ByteRange, into fields: inout RequestFields
  ) -> RejectReason?

  /// JSON members of what was read last and has no column.
  func extra(_ bytes: Span<UInt8>) -> [UInt8]
}

extension CombinedTail {
  func extra(_ bytes: Span<UInt8>) -> [UInt8] { [] }
}

/// Anything may follow; the stamp is Apache's, the start of the request.
struct OpenTail: CombinedTail {
  static var stamp: StampKind { .start }
  static var keepsRest: Bool { true }

  func read(
    _ bytes: Span<UInt8>, _ rest: ByteRange, into fields: inout RequestFields
  ) -> RejectReason? { nil }
}

/// `$request_time $upstream_response_time $request_id` of nginx, in this order.
struct NginxTimedTail: CombinedTail {
  static var stamp: StampKind { .end }
  static var keepsRest: Bool { false }
  /// The times of all attempts upstream.
  private var times = ByteRange.absent

  init() {}

  func extra(_ bytes: Span<UInt8>) -> [UInt8] {
    AttemptList.member(bytes, addresses: .absent, times: times, statuses: .absent)
  }

  mutating func read(
    _ bytes: Span<UInt8>, _ rest: ByteRange, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = Int(rest.end)
    guard let space = firstIndex(of: 0x20, in: bytes, rest.range) else { return .missingField }
    let requestTime = ByteRange(Int(rest.start), space)
    guard isSeconds(bytes, requestTime), let duration = bytes.duration(requestTime, scale: 6)
    else { return .malformedField }
    // The id is 32 digits long, so its place is known.
    let last = end - 33
    guard last > space else {
      return hasSpace(bytes, space + 1..<end) ? .malformedField : .missingField
    }
    let request = ByteRange(last + 1, end)
    guard bytes[last] == 0x20, areHexDigits(bytes, request.range) else { return .malformedField }
    let upstream = ByteRange(space + 1, last)
    times = upstream
    guard let hasAnswered = readUpstream(bytes, upstream, into: &fields) else {
      return .malformedField
    }
    fields.duration = duration
    fields.trace = request
    fields.cause = cause(status: fields.status, hasAnswered: hasAnswered)
    return nil
  }

  private func hasSpace(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    firstIndex(of: 0x20, in: bytes, range) != nil
  }

  /// nginx prints times with exactly three decimals.
  private func isSeconds(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    range.count >= 5 && bytes[Int(range.end) - 4] == 0x2E
  }

  /// Whether any attempt was answered, the times of all added up; nil when the list is malformed.
  private func readUpstream(
    _ bytes: Span<UInt8>, _ range: ByteRange, into fields: inout RequestFields
  ) -> Bool? {
    if bytes.isDash(range) { return false }
    if isSeconds(bytes, range), let only = bytes.duration(range, scale: 6) {
      fields.upstreamDuration = only
      return true
    }
    guard let total = bytes.attemptTimes(range) else { return nil }
    fields.upstreamDuration = total
    return total >= 0
  }

  private func cause(status: Int16, hasAnswered: Bool) -> Cause {
    switch status {
    case 499: .clientAbort
    case 429: .rateLimit
    case 502: hasAnswered ? .backendReset : .noBackend
    case 503: hasAnswered ? .appError : .overload
    case 504: .backendTimeout
    case 500...599: hasAnswered ? .appError : .none
    default: .none
    }
  }
}
