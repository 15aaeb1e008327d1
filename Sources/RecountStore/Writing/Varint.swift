// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// SQLite's integers of one to nine bytes, the high ones first.
enum Varint {
  @inline(__always)
  static func count(_ value: UInt64) -> Int {
    // Seven bits a byte; the ninth holds eight.
    value < 1 << 56 ? max(1, (70 - (value | 1).leadingZeroBitCount) / 7) : 9
  }

  @inline(__always)
  static func write(_ value: UInt64, to place: UnsafeMutableRawPointer) {
    if value < 0x80 {
      unsafe place.storeBytes(of: UInt8(value), as: UInt8.self)
    } else if value < 0x4000 {
      let high = UInt8(value >> 7) | 0x80
      unsafe place.storeBytes(of: high, as: UInt8.self)
      unsafe (place + 1).storeBytes(of: UInt8(value & 0x7F), as: UInt8.self)
    } else {
      unsafe writeLong(value, to: place)
    }
  }

  @inline(never)
  private static func writeLong(_ value: UInt64, to place: UnsafeMutableRawPointer) {
    let count = count(value)
    var rest = value
    var index = count - 1
    if count == 9 {
      unsafe (place + index).storeBytes(of: UInt8(rest & 0xFF), as: UInt8.self)
      rest >>= 8
      index -= 1
    }
    while index >= 0 {
      let more: UInt8 = index == count - 1 ? 0 : 0x80
      unsafe (place + index).storeBytes(of: UInt8(rest & 0x7F) | more, as: UInt8.self)
      rest >>= 7
      index -= 1
    }
  }
}
