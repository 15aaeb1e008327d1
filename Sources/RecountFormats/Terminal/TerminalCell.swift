// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One character of a terminal's screen: its one to four bytes of UTF-8, the first in the low bits.
///
/// A byte that is no UTF-8 is a character of its own. The bytes are kept as they came.
struct TerminalCell: Equatable {
  var bits: UInt32

  static let blank = TerminalCell(ascii: 0x20)
  static let tab = TerminalCell(ascii: 0x09)
  /// Stands in the further columns of a TAB or of a wide character.
  static let filler = TerminalCell(bits: 0)

  @inline(__always)
  init(bits: UInt32) {
    self.bits = bits
  }

  @inline(__always)
  init(ascii: UInt8) {
    bits = UInt32(ascii)
  }

  /// Columns that the character takes: 0 for combining marks, 2 for East Asian wide ones, else 1.
  @inline(__always)
  var width: Int { bits < 0x100 ? 1 : wideWidth }

  private var wideWidth: Int {
    let scalar = scalar
    if TerminalCell.contains(TerminalCell.zeroWidth, scalar) { return 0 }
    return TerminalCell.contains(TerminalCell.wide, scalar) ? 2 : 1
  }

  @inline(__always)
  func append(to text: inout [UInt8]) {
    var rest = bits
    while rest != 0 {
      text.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  private var scalar: UInt32 {
    let tail = (bits >> 8 & 0x3F, bits >> 16 & 0x3F, bits >> 24 & 0x3F)
    if bits < 0x1_0000 { return (bits & 0x1F) << 6 | tail.0 }
    if bits < 0x100_0000 { return (bits & 0x0F) << 12 | tail.0 << 6 | tail.1 }
    return (bits & 0x07) << 18 | tail.0 << 12 | tail.1 << 6 | tail.2
  }

  // MARK: - Widths

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(scalar)
  }

  /// Marks, joiners and selectors that logs hold, in order.
  ///
  /// Source: https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedGeneralCategory.txt
  private static let zeroWidth: [ClosedRange<UInt32>] = [
    0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x610...0x61A, 0x64B...0x65F, 0xE31...0xE31,
    0xE34...0xE3A, 0xE47...0xE4E, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x200B...0x200F,
    0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0x20D0...0x20FF, 0x302A...0x302D,
    0x3099...0x309A, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF...0xFEFF, 0xE0100...0xE01EF,
  ]

  /// Characters of East Asian width W or F, in order; the blocks of symbols are taken whole.
  ///
  /// Source: https://www.unicode.org/Public/UCD/latest/ucd/EastAsianWidth.txt
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A,
    0x1F200...0x1F320, 0x1F32D...0x1F64F, 0x1F680...0x1F6FF, 0x1F7E0...0x1F7EB,
    0x1F90C...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]
}
