// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes one value of an SQLite record: its serial type to the header, its bytes to the body.
///
/// Callers give room for nine bytes of type, and for the value and eight bytes behind it.
enum RecordField {
  /// An integer in the fewest bytes that SQLite has for it; 0 and 1 need none.
  @inline(__always)
  static func write(
    _ value: Int64, _ types: inout UnsafeMutableRawPointer,
    _ values: inout UnsafeMutableRawPointer
  ) {
    if UInt64(bitPattern: value) <= 1 {
      unsafe types.storeBytes(of: 8 + UInt8(value), as: UInt8.self)
      unsafe types += 1
      return
    }
    // Bytes that hold the value with its sign; SQLite has none of five and of seven.
    let magnitude = value < 0 ? ~value : value
    let needed = (72 - magnitude.leadingZeroBitCount) >> 3
    let width = Int(truncatingIfNeeded: 0x8_8664_3211 >> (needed * 4)) & 0xF
    let type = UInt8(truncatingIfNeeded: 0x6_6554_3211 >> (needed * 4)) & 0xF
    unsafe types.storeBytes(of: type, as: UInt8.self)
    unsafe types += 1
    unsafe values.storeBytes(of: (value << Int64(64 - width * 8)).bigEndian, as: Int64.self)
    unsafe values += width
  }

  @inline(__always)
  static func write(
    _ text: UnsafeRawBufferPointer, _ types: inout UnsafeMutableRawPointer,
    _ values: inout UnsafeMutableRawPointer
  ) {
    let type = UInt64(text.count) * 2 + 13
    unsafe Varint.write(type, to: types)
    unsafe types += Varint.count(type)
    if let start = text.baseAddress { unsafe values.copyMemory(from: start, byteCount: text.count) }
    unsafe values += text.count
  }

  /// 32 lower-case hex digits as a blob of 16 bytes, anything else as text.
  @inline(__always)
  static func writeTrace(
    _ text: UnsafeRawBufferPointer, _ types: inout UnsafeMutableRawPointer,
    _ values: inout UnsafeMutableRawPointer
  ) {
    guard text.count == 32, unsafe writeHex(text, to: values) else {
      return unsafe write(text, &types, &values)
    }
    unsafe types.storeBytes(of: 12 + 2 * 16, as: UInt8.self)
    unsafe types += 1
    unsafe values += 16
  }

  /// Writes what 32 hex digits name; false, with nothing that counts written, when they are none.
  @inline(__always)
  private static func writeHex(
    _ text: UnsafeRawBufferPointer, to place: UnsafeMutableRawPointer
  ) -> Bool {
    for part in 0..<4 {
      let word = unsafe text.loadUnaligned(fromByteOffset: part * 8, as: UInt64.self)
      guard let bytes = halved(UInt64(littleEndian: word)) else { return false }
      unsafe place.storeBytes(of: bytes.littleEndian, toByteOffset: part * 4, as: UInt32.self)
    }
    return true
  }

  /// Eight characters `0-9a-f`, the first in the lowest byte, as the four bytes that they name.
  ///
  /// All eight are worked on together. A byte below 0x80 plus `0x80 - n` has its top bit set exactly
  /// when the byte is at least `n`.
  @inline(__always)
  private static func halved(_ word: UInt64) -> UInt32? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let top = ones &* 0x80
    guard word & top == 0 else { return nil }
    let isDigit = (word &+ ones &* 0x50) & ~(word &+ ones &* 0x46)
    let isLetter = (word &+ ones &* 0x1F) & ~(word &+ ones &* 0x19)
    guard (isDigit | isLetter) & top == top else { return nil }
    let nibbles = (word & (ones &* 0x0F)) &+ ((word >> 6) & ones) &* 9
    var bytes = (nibbles << 4 | nibbles >> 8) & 0x00FF_00FF_00FF_00FF
    bytes = (bytes | bytes >> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: bytes | bytes >> 16)
  }
}
