// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The header that syslog writes before the line of a process.
enum SyslogHeader {
  /// The index behind `Mar 12 09:14:02 lb1 haproxy[14389]: ` when the line begins with such, else
  /// that of its first byte.
  ///
  /// The first bracket decides: in a header it closes the number of a process.
  static func end(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let limit = min(range.upperBound, range.lowerBound + 256)
    guard let close = firstIndex(of: 0x5D, in: bytes, range.lowerBound..<limit),
      bytes.hasPrefix("]: ", at: close), close + 3 <= range.upperBound
    else { return range.lowerBound }
    var index = close - 1
    while index > range.lowerBound, isDigit(bytes[index]) { index -= 1 }
    return index < close - 1 && bytes[index] == 0x5B ? close + 3 : range.lowerBound
  }
}
