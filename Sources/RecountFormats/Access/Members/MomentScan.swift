// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Moments of members: epoch numbers, ISO 8601, the form of the common log, and Go's `2006/01/02`.
struct MomentScan {
  private var time = TimeScan()
  /// A moment put together from parts, or with its slashes made dashes.
  private var text: [UInt8] = []

  mutating func read(
    _ bytes: Span<UInt8>, _ value: ByteRange
  ) -> (micros: Int64, hasZone: Bool)? {
    if let micros = TimeScan.epoch(bytes, value) { return (micros, true) }
    let start = Int(value.start)
    let end = Int(value.end)
    if let read = time.iso(bytes, at: start, end: end), read.next == end {
      return (read.micros, read.hasZone)
    }
    if let read = time.commonLog(bytes, at: start, end: end), read.next == end {
      return (read.micros, true)
    }
    guard value.count >= 19, value.count <= 40, bytes[start + 4] == 0x2F, bytes[start + 7] == 0x2F
    else { return nil }
    text.removeAll(keepingCapacity: true)
    for index in value.range { text.append(bytes[index] == 0x2F ? 0x2D : bytes[index]) }
    return MomentScan.whole(text, &time)
  }

  /// `2025-03-12` and `09:14:02`, in UTC as W3C logs are.
  mutating func joined(
    _ bytes: Span<UInt8>, _ day: ByteRange, _ clock: ByteRange
  ) -> (micros: Int64, hasZone: Bool)? {
    guard day.count == 10, clock.count >= 8, clock.count <= 18 else { return nil }
    text.removeAll(keepingCapacity: true)
    copyBytes(bytes, day.range, to: &text)
    text.append(0x54)
    copyBytes(bytes, clock.range, to: &text)
    return MomentScan.whole(text, &time).map { ($0.micros, true) }
  }

  private static func whole(
    _ text: [UInt8], _ time: inout TimeScan
  ) -> (micros: Int64, hasZone: Bool)? {
    guard let read = time.iso(text.span, at: 0, end: text.count), read.next == text.count else {
      return nil
    }
    return (read.micros, read.hasZone)
  }
}

/// Addresses of clients, as proxies write them.
enum MemberAddress {
  /// The first of a comma list, without its port: the client as the outermost proxy saw it.
  static func client(_ bytes: Span<UInt8>, _ value: ByteRange) -> ByteRange {
    let comma = firstIndex(of: 0x2C, in: bytes, value.range) ?? Int(value.end)
    return withoutPort(bytes, bytes.trimmed(ByteRange(Int(value.start), comma)))
  }

  /// `203.0.113.7:46532` and `[2001:db8::7]:46532` without the port, and the latter without brackets.
  static func withoutPort(_ bytes: Span<UInt8>, _ address: ByteRange) -> ByteRange {
    guard !address.isEmpty else { return address }
    let start = Int(address.start)
    if bytes[start] == 0x5B {
      guard let close = firstIndex(of: 0x5D, in: bytes, address.range), close > start + 1 else {
        return address
      }
      return ByteRange(start + 1, close)
    }
    guard let colon = firstIndex(of: 0x3A, in: bytes, address.range), colon > start,
      bytes.integer(ByteRange(colon + 1, Int(address.end))) != nil
    else { return address }
    return ByteRange(start, colon)
  }
}
