// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Collects the bytes of lines: no String, no formatter.
package struct ByteBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  package var count: Int { bytes.count }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  package mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  @inline(__always)
  package mutating func append(_ text: [UInt8]) {
    bytes.append(contentsOf: text)
  }

  @inline(__always)
  package mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func append(decimal value: Int) {
    guard value >= 10 else {
      if value >= 0 {
        bytes.append(0x30 &+ UInt8(truncatingIfNeeded: value))
      } else {
        bytes.append(0x2D)
        append(decimal: -value)
      }
      return
    }
    var width = 2
    var bound = 100
    while width < 18, bound <= value {
      bound *= 10
      width += 1
    }
    append(value, width: width)
  }

  /// The last `width` digits of a number that is not negative, zeros in front.
  package mutating func append(_ value: Int, width: Int) {
    let first = bytes.count
    for _ in 0..<width { bytes.append(0x30) }
    var rest = value
    var position = first + width
    while position > first {
      position -= 1
      bytes[position] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// The lowest `digits` hexadecimal digits, lower case.
  package mutating func append(hex value: UInt64, digits: Int) {
    var shift = digits * 4
    while shift > 0 {
      shift -= 4
      let nibble = UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15
      bytes.append(nibble < 10 ? 0x30 &+ nibble : 0x57 &+ nibble)
    }
  }

  /// 8-4-4-4-12 digits with the version and variant bits of a random UUID.
  package mutating func append(uuid high: UInt64, _ low: UInt64) {
    let versioned = (high & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
    let varied = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    append(hex: versioned >> 32, digits: 8)
    append(0x2D)
    append(hex: versioned >> 16, digits: 4)
    append(0x2D)
    append(hex: versioned, digits: 4)
    append(0x2D)
    append(hex: varied >> 48, digits: 4)
    append(0x2D)
    append(hex: varied, digits: 12)
  }

  /// Seconds with three decimals of a number of milliseconds: `1.042`.
  package mutating func append(secondsOf milliseconds: Int) {
    append(decimal: milliseconds / 1000)
    append(0x2E)
    append(milliseconds % 1000, width: 3)
  }
}
