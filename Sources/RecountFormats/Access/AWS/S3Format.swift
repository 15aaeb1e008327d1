// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Server access logs of Amazon S3; the stamp is when the request was received.
///
/// At least the 18 fields up to the version must be there; newer ones behind them are accepted.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
struct S3Format: RequestLineFormat {
  private var time = TimeScan()
  private var operation = ByteRange.absent
  private var key = ByteRange.absent
  private var error = ByteRange.absent

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    fields.stampKind = .start
    var cursor = FieldCursor(range.lowerBound, range.upperBound)
    guard let owner = cursor.token(bytes), owner.count == 64, areHexDigits(bytes, owner.range)
    else { return .notThisFormat }
    guard let bucket = cursor.token(bytes) else { return .missingField }
    guard !cursor.isAtEnd, bytes[cursor.index] == 0x5B,
      let (micros, next) = time.commonLog(bytes, at: cursor.index + 1, end: cursor.end),
      bytes.hasPrefix("] ", at: next)
    else { return .malformedTime }
    fields.stamp = micros
    cursor.index = min(next + 2, cursor.end)
    guard let client = cursor.token(bytes), let requester = cursor.token(bytes),
      let request = cursor.token(bytes), let operation = cursor.token(bytes),
      let key = cursor.token(bytes)
    else { return .missingField }
    guard S3Operation.isOne(bytes, operation) else { return .malformedField }
    // What S3 does of itself, and the parts of a request that has a line of its own.
    guard S3Operation.isRequest(bytes, operation) else { return .notThisFormat }
    self.operation = operation
    self.key = bytes.isDash(key) ? .absent : key
    guard readRequest(bytes, &cursor, into: &fields) else { return .malformedRequest }
    fields.client = bytes.isDash(client) ? .absent : client
    fields.user = bytes.isDash(requester) ? .absent : requester
    fields.trace = request
    fields.service = bucket
    return readAnswer(bytes, &cursor, into: &fields)
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if !error.isEmpty { writer.member("error_code", bytes.string(error)) }
    if !key.isEmpty { writer.member("key", bytes.string(key)) }
    writer.member("operation", bytes.string(operation))
    writer.endObject()
    return Array(writer.bytes.dropFirst().dropLast())
  }

  // MARK: - Fields

  private func readRequest(
    _ bytes: Span<UInt8>, _ cursor: inout FieldCursor, into fields: inout RequestFields
  ) -> Bool {
    guard !cursor.isAtEnd else { return false }
    guard bytes[cursor.index] == 0x22 else { return cursor.token(bytes) != nil }
    let start = cursor.index + 1
    guard let close = requestEnd(bytes, from: start, end: cursor.end) else { return false }
    RequestLine.read(bytes, ByteRange(start, close), into: &fields)
    cursor.index = min(close + 2, cursor.end)
    return true
  }

  private mutating func readAnswer(
    _ bytes: Span<UInt8>, _ cursor: inout FieldCursor, into fields: inout RequestFields
  ) -> RejectReason? {
    guard let status = cursor.token(bytes) else { return .missingField }
    guard fields.readStatus(bytes, status) else { return .malformedStatus }
    guard let error = cursor.token(bytes), let sent = cursor.token(bytes),
      cursor.token(bytes) != nil, let total = cursor.token(bytes),
      let turnaround = cursor.token(bytes), let referrer = cursor.field(bytes),
      let agent = cursor.field(bytes), cursor.token(bytes) != nil
    else { return .missingField }
    self.error = bytes.isDash(error) ? .absent : error
    // S3 writes a dash for nothing sent.
    if bytes.isDash(sent) {
      fields.bodyBytes = 0
    } else if let count = bytes.integer(sent) {
      fields.bodyBytes = count
    } else {
      return .malformedField
    }
    if !bytes.isDash(total) {
      guard let micros = bytes.duration(total, scale: 3) else { return .malformedField }
      fields.duration = micros
    }
    if let micros = bytes.duration(turnaround, scale: 3) { fields.upstreamDuration = micros }
    if !bytes.isDash(referrer) { fields.referrer = referrer }
    if !bytes.isDash(agent) { fields.agent = agent }
    fields.outcome = .ofStatus(fields.status)
    fields.cause = cause(bytes, fields.status)
    return nil
  }

  private func cause(_ bytes: Span<UInt8>, _ status: Int16) -> Cause {
    switch status {
    case 429: return .rateLimit
    case 504: return .backendTimeout
    case 500...599:
      if bytes.equals(error, "SlowDown") { return .rateLimit }
      if bytes.equals(error, "ServiceUnavailable") { return .overload }
      return .appError
    default: return .none
    }
  }
}

/// What was asked of S3, such as `REST.GET.OBJECT`.
enum S3Operation {
  static func isOne(_ bytes: Span<UInt8>, _ operation: ByteRange) -> Bool {
    guard firstIndex(of: 0x2E, in: bytes, operation.range) != nil else { return false }
    for index in operation.range {
      let byte = bytes[index]
      guard byte &- 0x41 < 26 || byte == 0x2E || byte == 0x5F || isDigit(byte) else { return false }
    }
    return true
  }

  /// Whether somebody asked for it: not lifecycle rules, `S3.EXPIRE.OBJECT`, nor the single objects of a
  /// deletion of many, `BATCH.DELETE.OBJECT`, nor the reading side of a copy, `REST.COPY.OBJECT_GET`.
  static func isRequest(_ bytes: Span<UInt8>, _ operation: ByteRange) -> Bool {
    if bytes.begins(operation, with: "S3.") || bytes.begins(operation, with: "BATCH.") {
      return false
    }
    return !bytes.begins(operation, with: "REST.COPY.")
      || !bytes.hasPrefix("_GET", at: Int(operation.end) - 4)
  }

  /// Whether the line at `range` is of an operation that is no request.
  static func isBackground(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var cursor = FieldCursor(range.lowerBound, range.upperBound)
    guard let owner = cursor.token(bytes), owner.count == 64 else { return false }
    for _ in 0..<6 where cursor.token(bytes) == nil { return false }
    guard let operation = cursor.token(bytes) else { return false }
    return isOne(bytes, operation) && !isRequest(bytes, operation)
  }
}
