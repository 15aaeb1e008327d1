// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

// A scan primitive like those of ByteScan.swift: it leaves bounds checks behind only after it has
// checked its range against the span.

/// First index in `range` that a terminal does not simply show, or nil.
///
/// That are controls but TAB, DEL, and the characters U+0080 to U+009F. Eight bytes a step; a byte above
/// 0x7F that begins no such character is no control, whatever text it belongs to.
@inline(__always)
func firstControl(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
  precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
  return unsafe bytes.withUnsafeBytes { buffer -> Int? in
    var index = range.lowerBound
    // The range was checked, and no word reaches beyond it.
    while index + 8 <= range.upperBound {
      let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if ControlWord.mayHoldControl(word) {
        for position in index..<index + 8
        where unsafe isControl(buffer, at: position, end: range.upperBound) {
          return position
        }
      }
      index += 8
    }
    while index < range.upperBound {
      if unsafe isControl(buffer, at: index, end: range.upperBound) { return index }
      index += 1
    }
    return nil
  }
}

@inline(__always)
private func isControl(_ buffer: UnsafeRawBufferPointer, at index: Int, end: Int) -> Bool {
  let byte = unsafe buffer[index]
  if byte < 0x20 { return byte != 0x09 }
  if byte == 0xC2, index + 1 < end {
    let next = unsafe buffer[index + 1]
    return next & 0xE0 == 0x80
  }
  return byte == 0x7F
}

/// Eight bytes in a word, looked at together.
private enum ControlWord {
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// Whether any of the bytes is below 0x20, 0x7F or 0xC2.
  ///
  /// No byte carries into the next: each sum stays below 0x100.
  @inline(__always)
  static func mayHoldControl(_ word: UInt64) -> Bool {
    let top = ones &* 0x80
    let low = word & ~top
    let isBelow = ~(low &+ ones &* 0x60) & ~word
    let isDelete = (low &+ ones) & ~word
    let isLead = ~((low ^ ones &* 0x42) &+ ones &* 0x7F) & word
    return (isBelow | isDelete | isLead) & top != 0
  }
}
