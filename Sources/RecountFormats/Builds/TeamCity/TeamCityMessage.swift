// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A service message: `##teamcity[testFailed name='cart.|'add|'' message='…' flowId='4']`.
///
/// Source: https://www.jetbrains.com/help/teamcity/service-messages.html
struct TeamCityMessage {
  enum Kind {
    case blockOpened, blockClosed, testStarted, testFinished, testFailed, testIgnored
    case buildProblem, buildStatus, other
  }

  private(set) var kind = Kind.other
  /// Where the attributes begin, and the index behind the last of them.
  private var attributes: Range<Int>

  /// The message in `text`, nil when there is none; a message that is cut has what stands before.
  init?(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard text.count > 12, bytes.hasPrefix("##teamcity[", at: text.lowerBound) else { return nil }
    let start = text.lowerBound + 11
    var end = start
    while end < text.upperBound, bytes[end] != 0x20, bytes[end] != 0x5D { end += 1 }
    attributes = end..<text.upperBound
    kind = TeamCityMessage.kind(bytes, ByteRange(start, end))
  }

  private static func kind(_ bytes: Span<UInt8>, _ name: ByteRange) -> Kind {
    if bytes.equals(name, "testStarted") { return .testStarted }
    if bytes.equals(name, "testFinished") { return .testFinished }
    if bytes.equals(name, "testFailed") { return .testFailed }
    if bytes.equals(name, "testIgnored") { return .testIgnored }
    if bytes.equals(name, "blockOpened") { return .blockOpened }
    if bytes.equals(name, "blockClosed") { return .blockClosed }
    if bytes.equals(name, "buildProblem") { return .buildProblem }
    return bytes.equals(name, "buildStatus") ? .buildStatus : .other
  }

  /// Where the value of the attribute `name` stands, its quotes left out; nil when there is none.
  func value(_ bytes: Span<UInt8>, _ name: StaticString) -> ByteRange? {
    var index = attributes.lowerBound
    let end = attributes.upperBound
    while index < end, bytes[index] != 0x5D {
      guard bytes[index] != 0x20 else {
        index += 1
        continue
      }
      let start = index
      while index < end, bytes[index] != 0x3D, bytes[index] != 0x5D { index += 1 }
      guard index + 1 < end, bytes[index] == 0x3D else { return nil }
      var key = ByteRange(start, index)
      key = bytes.trimmed(key)
      index += 1
      while index < end, bytes[index] == 0x20 { index += 1 }
      guard index < end, bytes[index] == 0x27 else { return nil }
      let valueStart = index + 1
      index = valueStart
      // A bar escapes whatever follows it, the closing quote as well.
      while index < end, bytes[index] != 0x27 { index += bytes[index] == 0x7C ? 2 : 1 }
      let valueEnd = min(index, end)
      if bytes.equals(key, name) { return ByteRange(valueStart, valueEnd) }
      index += 1
    }
    return nil
  }

  /// The value of the attribute `name`, unescaped, at most `limit` bytes of it; empty without it.
  func text(_ bytes: Span<UInt8>, _ name: StaticString, limit: Int = 512) -> [UInt8] {
    guard let range = value(bytes, name) else { return [] }
    return TeamCityMessage.unescape(bytes, range, limit: limit)
  }

  /// `|'`, `|n`, `|r`, `||`, `|[`, `|]`, `|x`, `|l`, `|p` and `|0xNNNN` as what they stand for.
  static func unescape(_ bytes: Span<UInt8>, _ range: ByteRange, limit: Int) -> [UInt8] {
    var output: [UInt8] = []
    var index = Int(range.start)
    let end = Int(range.end)
    while index < end, output.count < limit {
      let byte = bytes[index]
      guard byte == 0x7C, index + 1 < end else {
        output.append(byte)
        index += 1
        continue
      }
      index += 2
      switch bytes[index - 1] {
      case 0x6E: output.append(0x0A)
      case 0x72: output.append(0x0D)
      case 0x78: output.append(contentsOf: "\u{85}".utf8)
      case 0x6C: output.append(contentsOf: "\u{2028}".utf8)
      case 0x70: output.append(contentsOf: "\u{2029}".utf8)
      case 0x30:
        if let scalar = scalar(bytes, index, end) {
          output.append(contentsOf: String(Character(scalar)).utf8)
          index += 5
        } else {
          output.append(0x30)
        }
      case let other: output.append(other)
      }
    }
    return output
  }

  /// The scalar of `xNNNN` at `index`, U+FFFD for half of a pair; nil for anything else.
  private static func scalar(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Unicode.Scalar? {
    guard index + 5 <= end, bytes[index] == 0x78, areHexDigits(bytes, index + 1..<index + 5),
      let value = UInt32(bytes.string(ByteRange(index + 1, index + 5)), radix: 16)
    else { return nil }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
