// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Text as bytes that only grows: what the lines of a corpus are put together in.
package struct ByteText: Sendable {
  private static let hexDigits = Array("0123456789abcdef".utf8)

  package private(set) var bytes: [UInt8] = []

  package init() {}

  package var count: Int { bytes.count }

  package mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func append(_ text: [UInt8]) {
    bytes.append(contentsOf: text)
  }

  package mutating func endLine() {
    bytes.append(0x0A)
  }

  /// A number that must not be negative, with zeros in front up to `width` digits.
  package mutating func append(_ number: Int, width: Int = 1) {
    var size = 1
    var bound = 10
    while size < width || number >= bound {
      size += 1
      bound *= 10
    }
    var divisor = bound / 10
    for _ in 0..<size {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  /// Milliseconds as seconds with three decimals.
  package mutating func append(milliseconds: Int) {
    append(milliseconds / 1000)
    append(".")
    append(milliseconds % 1000, width: 3)
  }

  /// Random hexadecimal digits.
  package mutating func appendHex(_ count: Int, _ random: inout RandomStream) {
    var bits: UInt32 = 0
    for index in 0..<count {
      if index % 8 == 0 { bits = random.next() }
      bytes.append(ByteText.hexDigits[Int(bits & 15)])
      bits >>= 4
    }
  }

  /// A random UUID: version 4, variant 1 (RFC 9562).
  package mutating func appendUUID(_ random: inout RandomStream) {
    appendHex(8, &random)
    append("-")
    appendHex(4, &random)
    append("-4")
    appendHex(3, &random)
    append("-")
    bytes.append(ByteText.hexDigits[8 + random.below(4)])
    appendHex(3, &random)
    append("-")
    appendHex(12, &random)
  }
}
