// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Takes escape sequences, colours above all, out of a line.
///
/// They are left out and not carried out: what clients send stands in access logs, and must not be able
/// to move the cursor over the rest of the line.
///
/// Source: https://ecma-international.org/publications-and-standards/standards/ecma-48/
enum EscapeSequences {
  /// Appends `range` of `bytes` without its sequences; of one that does not end, only the ESC is left out.
  static func strip(_ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end, let escape = firstIndex(of: 0x1B, in: bytes, index..<end) {
      copyBytes(bytes, index..<escape, to: &output)
      index = sequenceEnd(bytes, escape, end) ?? escape + 1
    }
    copyBytes(bytes, index..<end, to: &output)
  }

  static func stripped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    strip(bytes, range, to: &output)
    return output
  }

  private static func sequenceEnd(_ bytes: Span<UInt8>, _ escape: Int, _ end: Int) -> Int? {
    guard escape + 1 < end else { return nil }
    guard bytes[escape + 1] == 0x5B else {
      // `ESC ( B` and its like choose character sets; other sequences of two are moves.
      let count = bytes[escape + 1] &- 0x20 < 0x10 ? 3 : 2
      return escape + count <= end ? escape + count : nil
    }
    var index = escape + 2
    while index < end, index < escape + 64, bytes[index] &- 0x20 < 0x20 { index += 1 }
    guard index < end, bytes[index] &- 0x40 < 0x3F else { return nil }
    return index + 1
  }
}
