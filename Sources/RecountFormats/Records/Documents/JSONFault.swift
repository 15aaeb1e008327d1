// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Where a text stops being JSON.
///
/// A decoder says that a document is broken; people must be told where. The text is walked once with a
/// stack of its open brackets, so that depth costs memory and no stack frames.
struct JSONFault {
  /// `malformedJSON`, or `truncated` where the text ends before its value does.
  let reason: RejectReason
  /// Position of the first byte that cannot stand there; the end of a truncated text.
  let byte: Int

  /// The first fault of `bytes`, which hold values one after the other; nil when there is none.
  static func find(in bytes: [UInt8]) -> JSONFault? {
    var walker = JSONWalker(bytes)
    return walker.fault()
  }
}

/// Checks the grammar of RFC 8259.
private struct JSONWalker {
  private enum Expected {
    /// A value; `]` may close an empty list.
    case value, valueOrClose
    /// A name; `}` may close an empty object.
    case name, nameOrClose
    case colon, commaOrClose
  }

  private let bytes: [UInt8]
  private var index = 0
  private var open: [UInt8] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func fault() -> JSONFault? {
    var expected = Expected.value
    while true {
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      guard index < bytes.count else {
        let isWhole = open.isEmpty && expected == .value
        return isWhole ? nil : JSONFault(reason: .truncated, byte: bytes.count)
      }
      guard let next = take(expected) else {
        let reason: RejectReason = index >= bytes.count ? .truncated : .malformedJSON
        return JSONFault(reason: reason, byte: min(index, bytes.count))
      }
      expected = next
    }
  }

  /// Takes one token; nil when it cannot stand here, with the place at what is wrong.
  private mutating func take(_ expected: Expected) -> Expected? {
    let byte = bytes[index]
    switch expected {
    case .value, .valueOrClose:
      if expected == .valueOrClose, byte == 0x5D { return close() }
      switch byte {
      case 0x7B:
        open.append(byte)
        index += 1
        return .nameOrClose
      case 0x5B:
        open.append(byte)
        index += 1
        return .valueOrClose
      case 0x22: return string() ? behindValue : nil
      case 0x2D, 0x30...0x39: return number() ? behindValue : nil
      default: return word() ? behindValue : nil
      }
    case .name, .nameOrClose:
      if expected == .nameOrClose, byte == 0x7D { return close() }
      guard byte == 0x22 else { return nil }
      return string() ? .colon : nil
    case .colon:
      guard byte == 0x3A else { return nil }
      index += 1
      return .value
    case .commaOrClose:
      if byte == 0x2C {
        index += 1
        return open.last == 0x7B ? .name : .value
      }
      guard byte == (open.last == 0x7B ? 0x7D : 0x5D) else { return nil }
      return close()
    }
  }

  private var behindValue: Expected { open.isEmpty ? .value : .commaOrClose }

  private mutating func close() -> Expected {
    open.removeLast()
    index += 1
    return behindValue
  }

  private mutating func string() -> Bool {
    index += 1
    while index < bytes.count {
      switch bytes[index] {
      case 0x22:
        index += 1
        return true
      case 0x5C:
        guard index + 1 < bytes.count else {
          index = bytes.count
          return false
        }
        switch bytes[index + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: index += 2
        case 0x75:
          for place in index + 2..<index + 6 {
            guard place < bytes.count, isHexadecimal(bytes[place]) else {
              index = min(place, bytes.count)
              return false
            }
          }
          index += 6
        default: return false
        }
      case 0..<0x20: return false
      default: index += 1
      }
    }
    return false
  }

  private func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  private mutating func number() -> Bool {
    if bytes[index] == 0x2D { index += 1 }
    guard digits() else { return false }
    if index < bytes.count, bytes[index] == 0x2E {
      index += 1
      guard digits() else { return false }
    }
    if index < bytes.count, bytes[index] | 0x20 == 0x65 {
      index += 1
      if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      guard digits() else { return false }
    }
    return true
  }

  private mutating func digits() -> Bool {
    let start = index
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    return index > start
  }

  private mutating func word() -> Bool {
    for word in ["true", "false", "null"] where bytes[index] == word.utf8.first {
      for letter in word.utf8 {
        guard index < bytes.count, bytes[index] == letter else { return false }
        index += 1
      }
      return true
    }
    return false
  }
}
