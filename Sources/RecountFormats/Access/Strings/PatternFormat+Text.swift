// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Values that are kept as they stand.
extension PatternFormat {
  /// Keeps the place of a text value; false when it has not the form of its field.
  mutating func readText(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ meaning: PatternStep.Meaning,
    into fields: inout RequestFields
  ) -> Bool {
    if isMissing(bytes, value) { return true }
    switch meaning {
    case .client, .clientList:
      return readClient(bytes, firstAddress(bytes, value), into: &fields)
    case .clientWithPort:
      return readClient(bytes, withoutPort(bytes, value), into: &fields)
    case .user: return readUser(bytes, value, into: &fields)
    case .agent: fields.agent = value
    case .referrer: fields.referrer = value
    case .host: fields.host = value
    case .service: fields.service = value
    case .trace: fields.trace = value
    case .method: fields.method = value
    case .target: fields.target = value
    case .query: fields.query = withoutMark(bytes, value)
    case .httpVersion: fields.httpVersion = value
    case .hostAndTarget: splitHost(bytes, value, into: &fields)
    case .upstreamStatuses: keepStatuses(bytes, value, into: &fields)
    case .termination: cause.termination = value
    case .server: cause.hasServer = !bytes.equals(value, "<NOSRV>")
    case .flags: cause.flags = value
    case .connection: cause.wasAborted = bytes.equals(value, "X")
    case .timeFraction: matcher.clock.addFraction(bytes, value)
    case .timeZone: matcher.clock.addZone(bytes, value)
    default: break
    }
    return true
  }

  /// An address or a name; a space in it is that of a field more than the format has.
  private func readClient(
    _ bytes: Span<UInt8>, _ value: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    guard firstIndex(of: 0x20, in: bytes, value.range) == nil else { return false }
    fields.client = bytes.withoutBrackets(value)
    return true
  }

  /// A name, which may hold spaces.
  ///
  /// A dash between them is no part of it but of a line with something more before its client, such as
  /// a virtual host: all fields would be shifted.
  private func readUser(
    _ bytes: Span<UInt8>, _ value: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    var start = Int(value.start)
    while let space = firstIndex(of: 0x20, in: bytes, start..<Int(value.end)) {
      if bytes.isDash(ByteRange(start, space)) { return false }
      start = space + 1
    }
    if start > Int(value.start), bytes.isDash(ByteRange(start, Int(value.end))) { return false }
    if !bytes.equals(value, "\"\"") { fields.user = value }
    return true
  }

  private mutating func keepStatuses(
    _ bytes: Span<UInt8>, _ value: ByteRange, into fields: inout RequestFields
  ) {
    for index in value.range where isDigit(bytes[index]) {
      fields.upstreamStatuses = value
      cause.hasAnswer = true
      return
    }
  }

  /// The first of a list: the client as the outermost proxy saw it.
  private func firstAddress(_ bytes: Span<UInt8>, _ value: ByteRange) -> ByteRange {
    let comma = firstIndex(of: 0x2C, in: bytes, value.range) ?? Int(value.end)
    return bytes.trimmed(ByteRange(Int(value.start), comma))
  }

  /// All before the last colon, which parts the port from an IPv6 address as well.
  private func withoutPort(_ bytes: Span<UInt8>, _ value: ByteRange) -> ByteRange {
    var index = Int(value.end) - 1
    while index > Int(value.start), bytes[index] != 0x3A, bytes[index] != 0x5D { index -= 1 }
    guard index > Int(value.start), bytes[index] == 0x3A else { return value }
    return ByteRange(Int(value.start), index)
  }

  private func withoutMark(_ bytes: Span<UInt8>, _ value: ByteRange) -> ByteRange {
    bytes[Int(value.start)] == 0x3F ? ByteRange(Int(value.start) + 1, Int(value.end)) : value
  }

  /// A host has no slash, and the path begins with one.
  private func splitHost(
    _ bytes: Span<UInt8>, _ value: ByteRange, into fields: inout RequestFields
  ) {
    var slash = firstIndex(of: 0x2F, in: bytes, value.range) ?? Int(value.end)
    // `OPTIONS *` has no path.
    if slash == Int(value.end), bytes[slash - 1] == 0x2A { slash -= 1 }
    fields.host = ByteRange(Int(value.start), slash)
    fields.target = ByteRange(slash, Int(value.end))
  }
}
