// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What stands before the time of a common log line: `[vhost ]client ident user`.
///
/// The ident is read over: no server has known one for decades.
enum CombinedPrefix {
  /// Reads host, client and user from `prefix`, which ends before the space before the time.
  @inline(__always)
  static func read(
    _ bytes: Span<UInt8>, _ prefix: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = prefix.upperBound
    var cursor = prefix.lowerBound
    guard var client = token(bytes, &cursor, end) else { return .missingField }
    if bytes.isDash(ByteRange(cursor, end)) {
      // `$remote_addr - [$time_local]`: formats that leave the user out.
      setClient(bytes, client, into: &fields)
      return nil
    }
    guard var second = token(bytes, &cursor, end) else { return .missingField }
    if endsInComma(bytes, client) {
      // A list of proxies; the first address is the client as the outermost of them saw it.
      while endsInComma(bytes, second) {
        guard let next = token(bytes, &cursor, end) else { return .missingField }
        second = next
      }
      client.end -= 1
      guard token(bytes, &cursor, end) != nil else { return .missingField }
    } else if isVirtualHost(bytes, client, second, cursor..<end) {
      if !bytes.isDash(client) { fields.host = client }
      client = second
      guard token(bytes, &cursor, end) != nil else { return .missingField }
    }
    setClient(bytes, client, into: &fields)
    return readUser(bytes, ByteRange(cursor, end), into: &fields)
  }

  /// The bytes up to the next space, which must be there; nil when there are none.
  @inline(__always)
  private static func token(_ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int) -> ByteRange? {
    guard let space = firstIndex(of: 0x20, in: bytes, cursor..<end), space > cursor else {
      return nil
    }
    let token = ByteRange(cursor, space)
    cursor = space + 1
    return token
  }

  /// Sets the client to an address, of a list without spaces to the first.
  @inline(__always)
  private static func setClient(
    _ bytes: Span<UInt8>, _ list: ByteRange, into fields: inout RequestFields
  ) {
    let comma = firstIndex(of: 0x2C, in: bytes, list.range) ?? Int(list.end)
    let client = ByteRange(Int(list.start), comma)
    if !bytes.isDash(client) { fields.client = bytes.withoutBrackets(client) }
  }

  @inline(__always)
  private static func endsInComma(_ bytes: Span<UInt8>, _ token: ByteRange) -> Bool {
    bytes[Int(token.end) - 1] == 0x2C
  }

  // MARK: - User

  /// The user: all up to the time, for names may hold spaces.
  ///
  /// A lone dash between spaces is no part of a name but of a line that has something, such as a
  /// syslog header, before its client: all fields would be shifted.
  private static func readUser(
    _ bytes: Span<UInt8>, _ range: ByteRange, into fields: inout RequestFields
  ) -> RejectReason? {
    var user = bytes.trimmed(range)
    guard !user.isEmpty else { return .missingField }
    if bytes.isDash(user) || bytes.equals(user, "\"\"") { return nil }
    if let dash = loneDash(bytes, user) {
      // ingress-nginx wrote `client - [client] - user` once.
      guard bytes[Int(user.start)] == 0x5B, bytes[dash - 2] == 0x5D else { return .malformedField }
      user = ByteRange(dash + 2, Int(user.end))
      guard loneDash(bytes, user) == nil else { return .malformedField }
      if bytes.isDash(user) { return nil }
    }
    fields.user = user
    return nil
  }

  /// The first dash with a space on both sides.
  private static func loneDash(_ bytes: Span<UInt8>, _ range: ByteRange) -> Int? {
    var from = Int(range.start)
    while let space = firstIndex(of: 0x20, in: bytes, from..<Int(range.end)) {
      if space + 2 < Int(range.end), bytes.hasPrefix(" - ", at: space) { return space + 1 }
      from = space + 1
    }
    return nil
  }

  // MARK: - Virtual host

  /// Whether `host` is a virtual host before its client `second`, rather than a client before its
  /// ident, in a line with `rest` behind them.
  ///
  /// Then three more fields follow the host, and the client is an address, or the host has a port,
  /// or the ident is the dash that it always is.
  private static func isVirtualHost(
    _ bytes: Span<UInt8>, _ host: ByteRange, _ second: ByteRange, _ rest: Range<Int>
  ) -> Bool {
    guard let space = firstIndex(of: 0x20, in: bytes, rest), space > rest.lowerBound,
      !bytes.trimmed(ByteRange(space, rest.upperBound)).isEmpty, !bytes.isDash(second)
    else { return false }
    return isAddress(bytes, second) || hasPort(bytes, host)
      || bytes.isDash(ByteRange(rest.lowerBound, space))
  }

  /// Whether `range` is written like an IPv4 or IPv6 address.
  private static func isAddress(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    var dots = 0
    var colons = 0
    var letters = 0
    for index in range.range {
      switch bytes[index] {
      case 0x2E: dots += 1
      case 0x3A: colons += 1
      case let byte where isDigit(byte): break
      case let byte where isHexDigit(byte): letters += 1
      case 0x5B, 0x5D: break
      // What follows names an interface.
      case 0x25: return colons >= 2
      default: return false
      }
    }
    return dots == 3 && colons == 0 && letters == 0 || colons >= 2
  }

  /// Whether `range` is a name or an IPv4 address with a port; the colons of IPv6 are no port.
  private static func hasPort(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    guard let colon = firstIndex(of: 0x3A, in: bytes, range.range), colon > Int(range.start) else {
      return false
    }
    return bytes.integer(ByteRange(colon + 1, Int(range.end))) != nil
  }
}
