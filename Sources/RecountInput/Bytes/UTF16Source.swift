// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Text in UTF-16, as Windows' shells write it, given on as UTF-8.
///
/// Everything behind it, offsets of lines included, is about the text in UTF-8.
///
/// Source: RFC 2781
final class UTF16Source: ConditionedSource {
  private static let chunkBytes = 32 << 10
  private static let replacement: UInt32 = 0xFFFD

  private let upstream: any ByteSource
  private let isBigEndian: Bool
  /// Decoded bytes, and how many of them were given.
  private var decoded: [UInt8] = []
  private var position = 0
  private var isAtBeginning = true
  private var isAtEnd = false
  /// The first byte of a unit whose second was not read yet.
  private var half: UInt8?
  /// The first half of a pair.
  private var lead: UInt32?
  private(set) var condition = InputCondition()

  /// `upstream` begins with the byte-order mark, which is left out.
  init(_ upstream: any ByteSource, isBigEndian: Bool) {
    self.upstream = upstream
    self.isBigEndian = isBigEndian
    condition.note("UTF-16 was read as UTF-8: byte offsets are those of the text in UTF-8")
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    while position == decoded.count {
      if isAtEnd { return 0 }
      try decodeMore()
    }
    let count = min(buffer.count, decoded.count - position)
    unsafe buffer.copyBytes(from: decoded[position..<position + count])
    position += count
    return count
  }

  private func decodeMore() throws(InputError) {
    decoded.removeAll(keepingCapacity: true)
    position = 0
    let stored = UnsafeMutableRawBufferPointer.allocate(
      byteCount: UTF16Source.chunkBytes, alignment: 16)
    defer { unsafe stored.deallocate() }
    let count = try unsafe upstream.read(into: stored)
    if count == 0 {
      isAtEnd = true
      if half != nil || lead != nil {
        append(UTF16Source.replacement)
        condition.isTruncated = true
        condition.note("the text ends inside a character")
      }
      return
    }
    for index in 0..<count {
      let byte = unsafe stored[index]
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      take(isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first))
    }
  }

  private func take(_ unit: UInt32) {
    if isAtBeginning {
      isAtBeginning = false
      if unit == 0xFEFF { return }
    }
    if let first = lead {
      lead = nil
      if (0xDC00..<0xE000).contains(unit) {
        return append(0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00))
      }
      append(UTF16Source.replacement)
    }
    switch unit {
    case 0xD800..<0xDC00: lead = unit
    case 0xDC00..<0xE000: append(UTF16Source.replacement)
    default: append(unit)
    }
  }

  private func append(_ scalar: UInt32) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80: decoded.append(UInt8(scalar))
    case ..<0x800: decoded += [UInt8(0xC0 | scalar >> 6), tail(0)]
    case ..<0x10000: decoded += [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)]
    default: decoded += [UInt8(0xF0 | scalar >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
