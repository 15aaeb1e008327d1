// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A line as a person sees it: no escape sequences, and of what `\r` overwrites only the last.
///
/// ConsoleNotes, which Jenkins writes as hidden text between `ESC[8mha:` and `ESC[0m`, go too.
///
/// Source: ECMA-48, https://www.ecma-international.org/publications-and-standards/standards/ecma-48/
struct PlainLine {
  /// The text of the last line for which `strip` was true; at most as long as that line.
  private(set) var text: [UInt8] = []

  private static let escape: UInt8 = 0x1B
  private static let carriageReturn: UInt8 = 0x0D

  /// Whether the line had anything to take off, so that `text` is to be read in its place.
  mutating func strip(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard
      firstIndex(of: PlainLine.escape, in: bytes, range) != nil
        || firstIndex(of: PlainLine.carriageReturn, in: bytes, range) != nil
    else { return false }
    text.removeAll(keepingCapacity: true)
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case PlainLine.escape:
        index = PlainLine.skipEscape(bytes, index, range.upperBound)
      case PlainLine.carriageReturn:
        index += 1
        // A return with nothing behind it ends the line and overwrites nothing.
        if hasText(bytes, index..<range.upperBound) { text.removeAll(keepingCapacity: true) }
      case let byte:
        text.append(byte)
        index += 1
      }
    }
    return true
  }

  /// Whether anything but returns and escape sequences follows before the next return.
  private func hasText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case PlainLine.escape: index = PlainLine.skipEscape(bytes, index, range.upperBound)
      case PlainLine.carriageReturn: return false
      default: return true
      }
    }
    return false
  }

  /// The index behind the escape sequence at `start`; an unfinished one reaches to the end.
  private static func skipEscape(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start + 1 < end else { return end }
    switch bytes[start + 1] {
    case 0x5B:
      var index = start + 2
      while index < end, bytes[index] < 0x40 || bytes[index] > 0x7E {
        // Not a parameter or intermediate: a broken sequence, and the rest is text again.
        guard bytes[index] &- 0x20 < 0x20 else { return index }
        index += 1
      }
      let next = min(index + 1, end)
      if bytes.hasPrefix("[8mha:", at: start + 1), next <= end {
        return skipNote(bytes, next, end)
      }
      return next
    case 0x5D, 0x50, 0x5E, 0x5F:
      // A string up to BEL or ESC \.
      var index = start + 2
      while index < end, bytes[index] != 0x07, bytes[index] != escape { index += 1 }
      guard index < end else { return end }
      if bytes[index] == 0x07 { return index + 1 }
      return index + 1 < end && bytes[index + 1] == 0x5C ? index + 2 : index
    default: return start + 2
    }
  }

  private static func skipNote(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while let found = firstIndex(of: escape, in: bytes, index..<end) {
      if bytes.hasPrefix("[0m", at: found + 1), found + 4 <= end { return found + 4 }
      index = found + 1
    }
    return end
  }
}
