// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The header that the runner puts before each line when it stamps its log:
/// `2025-03-12T09:14:02.020010Z 00O `, of which the last character is `+` for the rest of a line.
///
/// Source: https://docs.gitlab.com/runner/configuration/feature-flags/ (`FF_TIMESTAMPS`)
struct GitLabStamp {
  static let length = 32

  var micros: Int64
  /// Whether the line is the rest of the one before.
  var continues: Bool

  /// Nil for a line that does not begin with a stamp.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>, _ time: inout TimeScan) {
    let start = range.lowerBound
    guard range.count >= GitLabStamp.length, bytes[start + 26] == 0x5A, bytes[start + 27] == 0x20,
      isHexDigit(bytes[start + 28]), isHexDigit(bytes[start + 29]),
      bytes[start + 30] == 0x4F || bytes[start + 30] == 0x45,
      bytes[start + 31] == 0x20 || bytes[start + 31] == 0x2B,
      let read = time.iso(bytes, at: start, end: start + 27), read.next == start + 27
    else { return nil }
    micros = read.micros
    continues = bytes[start + 31] == 0x2B
  }
}

/// A mark that begins or ends a section: `section_start:1741770842:name[collapsed=true]` and a CR.
///
/// Where the line ends behind it the CR may be missing, since splitting lines takes it away; then only
/// escape sequences may stand before the mark, so that printing the words is no mark.
///
/// Source: https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
struct GitLabMark {
  /// Digits of the epoch seconds that a mark may have.
  private static let maxDigits = 11
  private static let maxNameBytes = 256

  var isStart: Bool
  var time: Timestamp
  var name: ByteRange
  /// The mark with its CR.
  var range: Range<Int>

  /// The first mark in `range`; nil when it holds none.
  @inline(__always)
  static func first(in bytes: Span<UInt8>, _ range: Range<Int>) -> GitLabMark? {
    var start = range.lowerBound
    while let underscore = firstIndex(of: 0x5F, in: bytes, start..<range.upperBound) {
      if underscore >= range.lowerBound + 7, bytes[underscore - 1] == 0x6E,
        bytes.hasPrefix("section", at: underscore - 7),
        let mark = GitLabMark(bytes, at: underscore, range)
      {
        return mark
      }
      start = underscore + 1
    }
    return nil
  }

  /// Reads the mark of which `underscore` is behind the first word.
  private init?(_ bytes: Span<UInt8>, at underscore: Int, _ line: Range<Int>) {
    isStart = bytes.hasPrefix("_start:", at: underscore)
    guard isStart || bytes.hasPrefix("_end:", at: underscore) else { return nil }
    let end = line.upperBound
    let digits = underscore + (isStart ? 7 : 5)
    var index = digits
    while index < end, isDigit(bytes[index]) { index += 1 }
    guard index < end, bytes[index] == 0x3A, index - digits <= GitLabMark.maxDigits,
      let seconds = bytes.integer(ByteRange(digits, index))
    else { return nil }
    time = Timestamp(seconds: seconds)
    let nameStart = index + 1
    index = nameStart
    while index < end, GitLabMark.isName(bytes[index]) { index += 1 }
    name = ByteRange(nameStart, index)
    guard !name.isEmpty, name.count <= GitLabMark.maxNameBytes else { return nil }
    if index < end, bytes[index] == 0x5B {
      while index < end, bytes[index] != 0x5D, bytes[index] >= 0x20 { index += 1 }
      guard index < end, bytes[index] == 0x5D else { return nil }
      index += 1
    }
    let start = underscore - 7
    if index < end {
      guard bytes[index] == 0x0D else { return nil }
      range = start..<index + 1
    } else {
      guard GitLabMark.afterSequences(bytes, line.lowerBound..<start) == start else { return nil }
      range = start..<index
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x2D || byte == 0x2E
  }

  /// The index behind the control sequences with which `range` begins.
  private static func afterSequences(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index + 2 < range.upperBound, bytes[index] == 0x1B, bytes[index + 1] == 0x5B {
      var next = index + 2
      while next < range.upperBound, isDigit(bytes[next]) || bytes[next] == 0x3B { next += 1 }
      guard next < range.upperBound, bytes[next] &- 0x40 < 0x3F else { return index }
      index = next + 1
    }
    return index
  }
}
