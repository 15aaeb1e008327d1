// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Access logs of Bitbucket Data Center, whose fields are parted by ` | `; the stamp is the end of the
/// request.
///
/// A request writes a line when it begins, `i@…`, and one when it ends, `o@…`; only the second has a
/// status and is the event. A command of SSH has its exit code where others have the status.
///
/// Source: https://confluence.atlassian.com/bitbucketserverkb/how-to-read-the-bitbucket-server-log-file-formats-779171668.html
struct BitbucketAccessFormat: RequestLineFormat {
  private var time = TimeScan()
  private var labels = ByteRange.absent
  private var scheme = ByteRange.absent
  /// How a command of SSH ended; absent for requests of HTTP.
  private var exitCode = ByteRange.absent

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    var cursor = PipeCursor(range)
    labels = .absent
    exitCode = .absent
    guard let client = cursor.next(bytes), let scheme = cursor.next(bytes),
      let request = cursor.next(bytes)
    else { return .notThisFormat }
    self.scheme = scheme
    if PipeCursor.isOpening(bytes, request) { return .notThisFormat }
    guard var user = cursor.next(bytes), var stamp = cursor.next(bytes) else {
      return .notThisFormat
    }
    if !user.isEmpty, bytes[Int(user.start)] == 0x40, !isTime(bytes, stamp) {
      // Calls between servers name the request that they are a part of before the user.
      user = stamp
      guard let next = cursor.next(bytes) else { return .missingField }
      stamp = next
    }
    guard let (micros, next, hasZone) = time.iso(bytes, at: Int(stamp.start), end: Int(stamp.end)),
      next == Int(stamp.end)
    else { return .malformedTime }
    fields.stamp = micros
    fields.hasZone = hasZone
    fields.client = firstAddress(bytes, client)
    if !bytes.isDash(user) { fields.user = user }
    if !bytes.isDash(request) { fields.trace = request }
    let isCommand = bytes.equals(scheme, "ssh")
    guard let action = readAction(bytes, &cursor, isCommand) else { return .malformedRequest }
    if isCommand {
      fields.target = repository(bytes, action)
    } else {
      RequestLine.read(bytes, action, into: &fields)
    }
    guard readDetails(bytes, &cursor, into: &fields), let status = cursor.next(bytes) else {
      return .missingField
    }
    if bytes.equals(scheme, "grpc") { return readCode(bytes, status, into: &fields) }
    if isCommand {
      guard readExitCode(bytes, status, into: &fields) else { return .malformedStatus }
    } else {
      guard fields.readStatus(bytes, status) else { return .malformedStatus }
      decide(&fields)
    }
    return readAnswer(bytes, &cursor, into: &fields)
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if !exitCode.isEmpty { writer.member("exit_code", bytes.string(exitCode)) }
    if !labels.isEmpty { writer.member("labels", bytes.string(labels)) }
    writer.member("scheme", bytes.string(scheme))
    writer.endObject()
    return Array(writer.bytes.dropFirst().dropLast())
  }

  // MARK: - Fields

  /// The action, which stands in quotes, or without them where it is a command.
  private func readAction(
    _ bytes: Span<UInt8>, _ cursor: inout PipeCursor, _ isCommand: Bool
  ) -> ByteRange? {
    guard isCommand, cursor.index < cursor.end, bytes[cursor.index] != 0x22 else {
      return cursor.quoted(bytes)
    }
    return cursor.next(bytes)
  }

  /// The repository in `SSH - git-upload-pack '/shop/cart.git'`, or the whole command where no path
  /// stands between the quotes.
  private func repository(_ bytes: Span<UInt8>, _ action: ByteRange) -> ByteRange {
    let mark: StaticString = "SSH - "
    let start = Int(action.start) + (bytes.begins(action, with: mark) ? mark.utf8CodeUnitCount : 0)
    let command = bytes.trimmed(ByteRange(start, Int(action.end)))
    let last = Int(command.end) - 1
    guard let quote = firstIndex(of: 0x27, in: bytes, command.range), quote + 2 < last,
      bytes[quote + 1] == 0x2F, bytes[last] == 0x27
    else { return command }
    for index in quote + 1..<last where bytes[index] <= 0x20 || bytes[index] == 0x27 {
      return command
    }
    return ByteRange(quote + 1, last)
  }

  /// Reads `"referrer" "agent"`, or the dash of a call that has neither.
  private func readDetails(
    _ bytes: Span<UInt8>, _ cursor: inout PipeCursor, into fields: inout RequestFields
  ) -> Bool {
    let end = cursor.end
    guard cursor.index < end, bytes[cursor.index] == 0x22 else { return cursor.next(bytes) != nil }
    guard let first = closingQuote(bytes, from: cursor.index + 1, end: end),
      bytes.hasPrefix(" \"", at: first + 1), first + 3 <= end,
      let second = closingQuote(bytes, from: first + 3, end: end)
    else { return false }
    let referrer = ByteRange(cursor.index + 1, first)
    let agent = ByteRange(first + 3, second)
    if !referrer.isEmpty, !bytes.isDash(referrer) { fields.referrer = referrer }
    if !agent.isEmpty, !bytes.isDash(agent) { fields.agent = agent }
    cursor.index = second + 1
    return cursor.skipBar(bytes)
  }

  /// Reads `13 | 0 | refs, cache:hit | 101 | tmpqqw |`: bytes in and out, labels, milliseconds, session.
  private mutating func readAnswer(
    _ bytes: Span<UInt8>, _ cursor: inout PipeCursor, into fields: inout RequestFields
  ) -> RejectReason? {
    guard let received = cursor.next(bytes), let sent = cursor.next(bytes),
      let labels = cursor.next(bytes), let taken = cursor.next(bytes)
    else { return .missingField }
    guard bytes.isDash(received) || bytes.integer(received) != nil,
      bytes.isDash(sent) || bytes.integer(sent) != nil
    else { return .malformedField }
    if let count = bytes.integer(sent) { fields.bodyBytes = count }
    if !bytes.isDash(labels) { self.labels = labels }
    if !bytes.isDash(taken) {
      guard let micros = bytes.duration(taken, scale: 3) else { return .malformedField }
      fields.duration = micros
    }
    return nil
  }

  private func decide(_ fields: inout RequestFields) {
    fields.outcome = .ofStatus(fields.status)
    fields.cause =
      switch fields.status {
      case 429: .rateLimit
      case 500...599: .appError
      default: .none
      }
  }

  /// Takes the exit code of a command, which is no HTTP status; a dash is a command that was broken off.
  ///
  /// Some logs have a status there all the same: no shell gives the codes from 200 on.
  private mutating func readExitCode(
    _ bytes: Span<UInt8>, _ code: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    if bytes.isDash(code) {
      fields.outcome = .cancelled
      return true
    }
    let number = bytes.integer(code)
    guard number != nil || bytes.equals(code, "-1") else { return false }
    if let number, 200..<600 ~= number {
      fields.status = Int16(number)
      decide(&fields)
      return true
    }
    exitCode = code
    fields.outcome = number == 0 ? .success : .failure
    return true
  }

  /// Takes a code of gRPC, which is no HTTP status; what follows it differs from other lines.
  ///
  /// Source: https://grpc.github.io/grpc/core/md_doc_statuscodes.html
  private func readCode(
    _ bytes: Span<UInt8>, _ code: ByteRange, into fields: inout RequestFields
  ) -> RejectReason? {
    switch bytes.integer(code) {
    case 1: fields.outcome = .cancelled
    case 4: fields.outcome = .timeout
    // What callers get wrong: arguments, names, rights, preconditions.
    case 0, 3, 5, 6, 7, 9, 11, 16: fields.outcome = .success
    case 2, 8, 10, 12, 13, 14, 15: fields.outcome = .failure
    default: return .malformedStatus
    }
    return nil
  }

  private func isTime(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    value.count >= 19 && isDigit(bytes[Int(value.start)]) && bytes[Int(value.start) + 4] == 0x2D
  }

  /// The first of a list: the client as the outermost proxy saw it.
  private func firstAddress(_ bytes: Span<UInt8>, _ value: ByteRange) -> ByteRange {
    let comma = firstIndex(of: 0x2C, in: bytes, value.range) ?? Int(value.end)
    return bytes.trimmed(ByteRange(Int(value.start), comma))
  }
}

/// Goes through fields that are parted by ` | `.
struct PipeCursor {
  var index: Int
  let end: Int

  init(_ range: Range<Int>) {
    index = range.lowerBound
    end = range.upperBound
  }

  /// The next field; nil when no bar is behind it.
  mutating func next(_ bytes: Span<UInt8>) -> ByteRange? {
    guard index < end, let bar = firstIndex(of: 0x7C, in: bytes, index..<end) else { return nil }
    let field = bytes.trimmed(ByteRange(index, bar))
    index = min(bar + 2, end)
    return field.isEmpty ? nil : field
  }

  /// The next field without its quotes, of which the last is the one that a bar follows.
  mutating func quoted(_ bytes: Span<UInt8>) -> ByteRange? {
    guard index < end, bytes[index] == 0x22 else { return nil }
    var from = index + 1
    while let quote = firstIndex(of: 0x22, in: bytes, from..<end) {
      if bytes.hasPrefix(" |", at: quote + 1), quote + 3 <= end {
        let field = ByteRange(index + 1, quote)
        index = min(quote + 4, end)
        return field
      }
      from = quote + 1
    }
    return nil
  }

  /// Steps over ` | `.
  mutating func skipBar(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.hasPrefix(" |", at: index), index + 2 <= end else { return false }
    index = min(index + 3, end)
    return true
  }

  /// Whether `request` is the id of a line that a request wrote when it began.
  static func isOpening(_ bytes: Span<UInt8>, _ request: ByteRange) -> Bool {
    bytes.begins(request, with: "i@") || bytes.begins(request, with: "i*")
  }

  /// Whether the line at `range` is one that a request wrote when it began.
  static func isOpening(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var cursor = PipeCursor(range)
    guard cursor.next(bytes) != nil, cursor.next(bytes) != nil, let request = cursor.next(bytes)
    else { return false }
    return isOpening(bytes, request)
  }
}
