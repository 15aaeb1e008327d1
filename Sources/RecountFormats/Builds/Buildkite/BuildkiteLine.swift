// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A line of a Buildkite log: the times that the agent puts into it, and its text.
///
/// `ESC _ bk;t=1741770842310 BEL` is ms since the epoch, `bk;dt=412` ms since the time before; either
/// may end in `ESC \`, too.
///
/// Source: https://github.com/buildkite/terminal-to-html
struct BuildkiteClock {
  private var millis: Int64?

  var time: Timestamp? { millis.map { Timestamp(microseconds: $0 &* 1000) } }

  /// No time in ms is longer, nor is a delta.
  private static let maxDigits = 14
  private static let escape: UInt8 = 0x1B

  /// Takes all times that stand in `range`.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while let found = firstIndex(of: BuildkiteClock.escape, in: bytes, index..<range.upperBound) {
      index = found + 1
      guard bytes.hasPrefix("_bk;", at: index) else { continue }
      let isDelta = bytes.hasPrefix("dt=", at: index + 4)
      guard isDelta || bytes.hasPrefix("t=", at: index + 4) else { continue }
      let start = index + (isDelta ? 7 : 6)
      var end = start
      while end < range.upperBound, isDigit(bytes[end]) { end += 1 }
      guard end - start <= BuildkiteClock.maxDigits,
        let value = bytes.integer(ByteRange(start, end))
      else { continue }
      if !isDelta {
        millis = value
      } else if let last = millis, last < 100_000_000_000_000 {
        millis = last + value
      }
      index = end
    }
  }
}

/// How a group of a Buildkite log begins: `--- Test`, `+++ Test` or `~~~ Test`, at the first column.
enum BuildkiteHeader {
  /// The title behind the mark; nil for a line that is no header.
  static func title(_ bytes: Span<UInt8>, _ text: Range<Int>) -> ByteRange? {
    let start = text.lowerBound
    guard text.count > 4,
      bytes.hasPrefix("--- ", at: start) || bytes.hasPrefix("+++ ", at: start)
        || bytes.hasPrefix("~~~ ", at: start)
    else { return nil }
    let title = bytes.trimmed(ByteRange(start + 4, text.upperBound))
    return title.isEmpty ? nil : title
  }

  /// The index behind the last move of the cursor to the first column, if a header may follow.
  ///
  /// Programs that draw on the terminal leave the cursor there by `ESC[1;1H`, `ESC[G` and the like.
  static func lastReturn(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var found: Int?
    var index = range.lowerBound
    while let escape = firstIndex(of: 0x1B, in: bytes, index..<range.upperBound) {
      index = escape + 1
      guard index < range.upperBound, bytes[index] == 0x5B else { continue }
      var end = index + 1
      while end < range.upperBound, isDigit(bytes[end]) || bytes[end] == 0x3B { end += 1 }
      guard end < range.upperBound, bytes[end] == 0x48 || bytes[end] == 0x47 else { continue }
      // The column is the last parameter, and the first where there is none.
      var column = end
      while column > index + 1, isDigit(bytes[column - 1]) { column -= 1 }
      let isRow = bytes[end] == 0x48 && column == index + 1
      let number = bytes.integer(ByteRange(column, end)) ?? 1
      if isRow || number <= 1 { found = end + 1 }
    }
    guard let found, title(bytes, found..<range.upperBound) != nil else { return nil }
    return found
  }

  /// Whether a line stands in a patch right before its `--- a/file`.
  static func isOfPatch(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    let start = text.lowerBound
    return bytes.hasPrefix("diff ", at: start) || bytes.hasPrefix("index ", at: start)
      || bytes.hasPrefix("Index: ", at: start) || bytes.hasPrefix("=====", at: start)
      || bytes.hasPrefix("new file mode ", at: start)
      || bytes.hasPrefix("deleted file mode ", at: start)
      || bytes.hasPrefix("rename to ", at: start)
  }
}
