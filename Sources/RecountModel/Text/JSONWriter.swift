// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes JSON as bytes, in the order of the calls: no value tree, no reflection.
///
/// Callers give keys in sorted order where an interface promises it. Text is copied as it is with
/// control characters, quotes and backslashes escaped, and marks that turn the direction of writing,
/// so that JSON shown on a terminal does nothing to it; bytes that are not UTF-8 become U+FFFD, so
/// the output is always valid JSON.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// One entry per open container: whether it has a member already.
  private var hasMember: [Bool] = []
  private var isAfterKey = false

  package init() {}

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func beginObject() {
    open(0x7B)
  }

  package mutating func endObject() {
    close(0x7D)
  }

  package mutating func beginArray() {
    open(0x5B)
  }

  package mutating func endArray() {
    close(0x5D)
  }

  package mutating func key(_ name: String) {
    separate()
    quote(name.utf8)
    bytes.append(0x3A)
    isAfterKey = true
  }

  package mutating func string(_ value: String) {
    separate()
    quote(value.utf8)
  }

  /// Bytes of a log, decoded leniently.
  package mutating func string(decoding value: some Collection<UInt8>) {
    if value.allSatisfy({ $0 < 0x80 }) {
      separate()
      quote(value)
    } else {
      string(String(decoding: value, as: UTF8.self))
    }
  }

  package mutating func integer(_ value: some BinaryInteger) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// A number with at most `decimals` digits after the point, trailing zeros cut; `null` when it is
  /// not finite.
  package mutating func number(_ value: Double, decimals: Int = 6) {
    separate()
    bytes.append(contentsOf: Decimal.text(value, decimals: decimals).utf8)
  }

  package mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A value that is JSON already; it is copied unchecked.
  package mutating func raw(_ json: some Collection<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// Ends a document or a JSON line with LF.
  package mutating func endLine() {
    bytes.append(0x0A)
    if !hasMember.isEmpty { hasMember[hasMember.count - 1] = false }
  }

  /// Gives up the bytes written so far, keeping the state of open containers.
  package mutating func take() -> [UInt8] {
    let taken = bytes
    bytes.removeAll(keepingCapacity: true)
    return taken
  }

  // MARK: - Members

  package mutating func member(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
  }

  package mutating func member(_ name: String, _ value: (some BinaryInteger)?) {
    guard let value else { return }
    key(name)
    integer(value)
  }

  package mutating func member(_ name: String, _ value: Bool?) {
    guard let value else { return }
    key(name)
    bool(value)
  }

  package mutating func member(_ name: String, number value: Double?, decimals: Int = 6) {
    guard let value else { return }
    key(name)
    number(value, decimals: decimals)
  }

  package mutating func member(_ name: String, _ value: Timestamp?) {
    guard let value else { return }
    key(name)
    string(value.rfc3339)
  }

  // MARK: - Bytes

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    hasMember.append(false)
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    hasMember.removeLast()
  }

  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let last = hasMember.indices.last else { return }
    if hasMember[last] { bytes.append(0x2C) }
    hasMember[last] = true
  }

  private mutating func quote(_ value: some Collection<UInt8>) {
    bytes.append(0x22)
    for byte in value {
      switch byte {
      case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0..<0x20, 0x7F: escape(UInt16(byte))
      case 0x80..<0xC0: endScalar(byte)
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  /// Appends a byte that goes on with a scalar, escaping the scalar if a terminal would obey it.
  private mutating func endScalar(_ byte: UInt8) {
    let count = bytes.count
    switch (bytes[count - 2], bytes[count - 1], byte) {
    case (_, 0xC2, 0x80...0x9F):
      bytes.removeLast()
      escape(UInt16(byte))
    case (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA6...0xA9):
      let middle = UInt16(bytes[count - 1] & 0x3F) << 6
      bytes.removeLast(2)
      escape(0x2000 | middle | UInt16(byte & 0x3F))
    default: bytes.append(byte)
    }
  }

  private mutating func escape(_ unit: UInt16) {
    bytes.append(contentsOf: [0x5C, 0x75])
    for shift in [12, 8, 4, 0] as [UInt16] {
      bytes.append(JSONWriter.hexDigits[Int(unit >> shift & 15)])
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
