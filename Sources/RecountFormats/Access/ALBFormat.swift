// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Access logs of the AWS application load balancer; the stamp is the end of the request.
///
/// At least the first 17 fields must be there; whatever newer load balancers append is accepted.
///
/// Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
struct ALBFormat: RequestLineFormat {
  private var time = TimeScan()
  private var balancer = ByteRange.absent

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    var cursor = range.lowerBound
    guard let kind = field(bytes, &cursor, end), isKind(bytes, kind) else { return .notThisFormat }
    guard let stamp = field(bytes, &cursor, end),
      let (micros, next, hasZone) = time.iso(bytes, at: Int(stamp.start), end: Int(stamp.end)),
      next == Int(stamp.end)
    else { return .malformedTime }
    fields.stamp = micros
    fields.hasZone = hasZone
    guard let balancer = field(bytes, &cursor, end), let client = field(bytes, &cursor, end),
      let targetAddress = field(bytes, &cursor, end),
      let requestTime = field(bytes, &cursor, end), let targetTime = field(bytes, &cursor, end),
      let responseTime = field(bytes, &cursor, end), let status = field(bytes, &cursor, end),
      let targetStatus = field(bytes, &cursor, end), let received = field(bytes, &cursor, end),
      let sent = field(bytes, &cursor, end), let request = field(bytes, &cursor, end),
      let agent = field(bytes, &cursor, end), field(bytes, &cursor, end) != nil,
      field(bytes, &cursor, end) != nil, let group = field(bytes, &cursor, end)
    else { return .missingField }
    self.balancer = balancer
    guard readStatus(bytes, status, into: &fields) else { return .malformedStatus }
    guard bytes.integer(received) != nil, let sentBytes = bytes.integer(sent) else {
      return .malformedField
    }
    fields.bodyBytes = sentBytes
    guard let phases = ELBPhases(bytes, requestTime, targetTime, responseTime) else {
      return .malformedField
    }
    fields.client = bytes.withoutBrackets(withoutPort(bytes, client))
    if !bytes.isDash(agent) { fields.agent = agent }
    readRequest(bytes, request, into: &fields)
    if !bytes.isDash(group) { fields.service = targetGroup(bytes, group) }
    var answer = ELBAnswer(
      hasTarget: !bytes.isDash(targetAddress),
      targetStatus: bytes.isDash(targetStatus) ? .absent : targetStatus, phases: phases)
    answer.action = readTail(bytes, &cursor, end, into: &fields)
    fields.duration = duration(fields, phases)
    answer.decide(bytes, into: &fields)
    return nil
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    extraMember("elb", bytes.string(balancer))
  }

  // MARK: - Fields

  /// The next field, quotes taken off, or nil at the end of the line.
  @inline(__always)
  private func field(_ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int) -> ByteRange? {
    guard cursor < end else { return nil }
    if bytes[cursor] == 0x22 {
      guard let close = closingQuote(bytes, from: cursor + 1, end: end) else { return nil }
      let field = ByteRange(cursor + 1, close)
      cursor = min(close + 2, end)
      return field
    }
    let stop = firstIndex(of: 0x20, in: bytes, cursor..<end) ?? end
    let field = ByteRange(cursor, stop)
    cursor = min(stop + 1, end)
    return field.isEmpty ? nil : field
  }

  private func isKind(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    bytes.equals(range, "http") || bytes.equals(range, "https") || bytes.equals(range, "h2")
      || bytes.equals(range, "grpcs") || bytes.equals(range, "ws") || bytes.equals(range, "wss")
  }

  private func readStatus(
    _ bytes: Span<UInt8>, _ range: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    if bytes.isDash(range) { return true }
    guard range.count == 3, let status = bytes.integer(range) else { return false }
    fields.status = Int16(truncatingIfNeeded: status)
    return true
  }

  /// Microseconds from the creation of the request to its end, or what its phases add up to where no
  /// creation is written or the clock went back.
  private func duration(_ fields: RequestFields, _ phases: ELBPhases) -> Int64 {
    guard let created = fields.statedStart, created <= fields.stamp,
      fields.stamp - created <= longestDuration
    else { return phases.total }
    return fields.stamp - created
  }

  /// Reads `GET https://shop.example:443/cart HTTP/1.1`, or `- http://shop.example:80- ` for a request
  /// that the balancer could not read: then each part that is missing is a dash.
  private func readRequest(
    _ bytes: Span<UInt8>, _ request: ByteRange, into fields: inout RequestFields
  ) {
    guard bytes.hasPrefix("- ", at: Int(request.start)), request.count > 2 else {
      return RequestLine.read(bytes, request, into: &fields)
    }
    let start = Int(request.start) + 2
    var end = Int(request.end)
    while end > start, bytes[end - 1] == 0x2D || bytes[end - 1] == 0x20 { end -= 1 }
    fields.target = ByteRange(start, end)
  }

  private func withoutPort(_ bytes: Span<UInt8>, _ range: ByteRange) -> ByteRange {
    var index = Int(range.end) - 1
    while index > Int(range.start), bytes[index] != 0x3A { index -= 1 }
    return index > Int(range.start) ? ByteRange(Int(range.start), index) : range
  }

  /// The name in `arn:aws:…:targetgroup/cart/73e2d6bc24d8a067`.
  private func targetGroup(_ bytes: Span<UInt8>, _ range: ByteRange) -> ByteRange {
    guard let slash = firstIndex(of: 0x2F, in: bytes, range.range) else { return .absent }
    let end = firstIndex(of: 0x2F, in: bytes, slash + 1..<Int(range.end)) ?? Int(range.end)
    return ByteRange(slash + 1, end)
  }

  /// Fields 18 to 23: trace, host, certificate, rule priority, creation time, and the actions, which
  /// are given back.
  private mutating func readTail(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int, into fields: inout RequestFields
  ) -> ELBAnswer.Action {
    guard let trace = field(bytes, &cursor, end) else { return .forwarded }
    if !bytes.isDash(trace) { fields.trace = trace }
    guard let host = field(bytes, &cursor, end) else { return .forwarded }
    if !bytes.isDash(host) { fields.host = host }
    guard field(bytes, &cursor, end) != nil, field(bytes, &cursor, end) != nil,
      let created = field(bytes, &cursor, end)
    else { return .forwarded }
    if let (micros, _, _) = time.iso(bytes, at: Int(created.start), end: Int(created.end)) {
      fields.statedStart = micros
    }
    guard let actions = field(bytes, &cursor, end) else { return .forwarded }
    // `waf,fixed-response` in the order of what was done: a firewall that stops a request stands last.
    if bytes.contains("fixed-response", in: actions) { return .answeredByRule }
    return bytes.equals(actions, "waf") ? .stoppedByFirewall : .forwarded
  }
}
