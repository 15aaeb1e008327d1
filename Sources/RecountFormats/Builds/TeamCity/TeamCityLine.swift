// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A line of a build log as the server gives it: `[09:14:02]W:<TAB> [Step 1/3] npm ERR! 503`.
struct TeamCityLine {
  /// Seconds of the day, in the zone of the server.
  var second: Int64
  /// Tabs before the text: how many blocks are around it.
  var depth = 0
  /// What stands in brackets before the text: the innermost block.
  var block: ByteRange
  var text: ByteRange

  /// Nil for a line without the prefix: one of a program that went on, or of the head.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let start = range.lowerBound
    guard range.count >= 12, bytes[start] == 0x5B, bytes[start + 9] == 0x5D,
      let read = DayClock.second(bytes, at: start + 1, end: range.upperBound),
      bytes[start + 11] == 0x3A
    else { return nil }
    second = read
    var index = start + 12
    while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 {
      if bytes[index] == 0x09 { depth += 1 }
      index += 1
    }
    block = ByteRange(index, index)
    if depth > 0, index < range.upperBound, bytes[index] == 0x5B,
      let close = firstIndex(of: 0x5D, in: bytes, index..<range.upperBound)
    {
      block = ByteRange(index + 1, close)
      index = close + 1
      if index < range.upperBound, bytes[index] == 0x20 { index += 1 }
    }
    text = ByteRange(index, range.upperBound)
  }

  /// The number of `Step 2/3: Test (Command Line) (12s)` and of the block `[Step 2/3]`.
  static func stepNumber(_ bytes: Span<UInt8>, _ text: ByteRange) -> (number: Int, next: Int)? {
    guard bytes.hasPrefix("Step ", at: Int(text.start)) else { return nil }
    var index = Int(text.start) + 5
    let end = Int(text.end)
    guard let number = digits(bytes, &index, end), index < end, bytes[index] == 0x2F else {
      return nil
    }
    index += 1
    return digits(bytes, &index, end) == nil ? nil : (number, index)
  }

  private static func digits(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Int? {
    let start = index
    while index < end, index - start < 6, isDigit(bytes[index]) { index += 1 }
    return bytes.integer(ByteRange(start, index)).map(Int.init)
  }

  /// A name without the time that a block took, ` (12s)` or ` (1m:02s)`.
  static func withoutLength(_ name: String) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return name }
    let inside = name[name.index(after: open)...].dropLast()
    let isLength =
      inside.contains(where: \.isNumber)
      && inside.allSatisfy { $0.isNumber || "hms: <.".contains($0) }
    guard isLength else { return name }
    var rest = name[..<open]
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}
