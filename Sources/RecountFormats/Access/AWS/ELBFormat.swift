// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Access logs of AWS load balancers of all three kinds, told line by line: the classic one's begin with
/// a time, the network one's with `tls`, the application one's with a scheme.
///
/// Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html,
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
struct ELBFormat: RequestLineFormat {
  private var application: ALBFormat
  private var time = TimeScan()
  private var balancer = ByteRange.absent
  private var isApplication = false

  init(_ context: ParserContext) {
    application = ALBFormat(context)
  }

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    isApplication = false
    let first = bytes[range.lowerBound]
    if isDigit(first) { return readClassic(bytes, range, into: &fields) }
    if bytes.begins(ByteRange(range), with: "tls ") {
      return readNetwork(bytes, range, into: &fields)
    }
    isApplication = true
    return application.parse(bytes, range, into: &fields)
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    isApplication
      ? application.extra(bytes, range, fields) : extraMember("elb", bytes.string(balancer))
  }

  // MARK: - Classic

  private mutating func readClassic(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    var cursor = FieldCursor(range.lowerBound, range.upperBound)
    guard readStamp(bytes, &cursor, into: &fields), fields.hasZone else { return .malformedTime }
    guard let balancer = cursor.token(bytes), let client = cursor.token(bytes),
      let backend = cursor.token(bytes), let request = cursor.token(bytes),
      let answer = cursor.token(bytes), let response = cursor.token(bytes),
      let status = cursor.token(bytes), let backendStatus = cursor.token(bytes),
      let received = cursor.token(bytes), let sent = cursor.token(bytes),
      let target = cursor.field(bytes)
    else { return .missingField }
    self.balancer = balancer
    guard fields.readStatus(bytes, status) else { return .malformedStatus }
    guard isCount(bytes, received), isCount(bytes, sent),
      let phases = ELBPhases(bytes, request, answer, response)
    else { return .malformedField }
    fields.bodyBytes = bytes.integer(sent) ?? RequestColumns.absentNumber
    fields.duration = phases.total
    fields.client = bytes.withoutPort(client)
    let isSession = bytes.begins(target, with: "- - -")
    if !isSession { RequestLine.read(bytes, target, into: &fields) }
    // Older logs end behind the request.
    if let agent = cursor.field(bytes), !bytes.isDash(agent) { fields.agent = agent }
    let hasBackend = !bytes.isDash(backend)
    if isSession, fields.status == 0 {
      // A session of a TCP listener: it has no status, and reached its backend or did not.
      fields.upstreamDuration = phases.target
      fields.outcome = hasBackend && phases.areReached ? .success : .error
      fields.cause = fields.outcome == .success ? .none : hasBackend ? .connectRefused : .noBackend
    } else {
      // A backend that was not reached has the status 0.
      let hasAnswer = !bytes.isDash(backendStatus) && !bytes.equals(backendStatus, "0")
      ELBAnswer(
        hasTarget: hasBackend, targetStatus: hasAnswer ? backendStatus : .absent, phases: phases
      ).decide(bytes, into: &fields)
    }
    return nil
  }

  private func isCount(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    bytes.integer(value) != nil || bytes.equals(value, "-1")
  }

  // MARK: - Network

  /// Reads a TLS connection: version 2.0 has 22 fields, and newer ones more behind them.
  private mutating func readNetwork(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    var cursor = FieldCursor(range.lowerBound + 4, range.upperBound)
    guard cursor.token(bytes) != nil else { return .missingField }
    guard readStamp(bytes, &cursor, into: &fields) else { return .malformedTime }
    // Written without a zone, and UTC by definition.
    fields.hasZone = true
    guard let balancer = cursor.token(bytes), cursor.token(bytes) != nil,
      let client = cursor.token(bytes), cursor.token(bytes) != nil,
      let total = cursor.token(bytes), let handshake = cursor.token(bytes),
      let received = cursor.token(bytes), let sent = cursor.token(bytes),
      let alert = cursor.token(bytes)
    else { return .missingField }
    self.balancer = balancer
    guard bytes.begins(balancer, with: "net/"), bytes.integer(received) != nil,
      let count = bytes.integer(sent)
    else { return .malformedField }
    fields.bodyBytes = count
    if let micros = bytes.duration(total, scale: 3) { fields.duration = micros }
    fields.client = bytes.withoutPort(client)
    let hasAlert = !bytes.isDash(alert)
    if bytes.isDash(handshake) {
      // A client that refuses the certificate says so; one that just leaves was no use of the service.
      fields.outcome = hasAlert ? .error : .cancelled
      fields.cause = .tls
    }
    // Certificate and its number, cipher, TLS version, group, then the name that was asked for.
    for _ in 0..<5 where cursor.token(bytes) == nil { return .missingField }
    if let host = cursor.token(bytes), !bytes.isDash(host) { fields.host = host }
    return nil
  }

  private mutating func readStamp(
    _ bytes: Span<UInt8>, _ cursor: inout FieldCursor, into fields: inout RequestFields
  ) -> Bool {
    guard let stamp = cursor.token(bytes),
      let (micros, next, hasZone) = time.iso(bytes, at: Int(stamp.start), end: Int(stamp.end)),
      next == Int(stamp.end)
    else { return false }
    fields.stamp = micros
    fields.hasZone = hasZone
    return true
  }
}
