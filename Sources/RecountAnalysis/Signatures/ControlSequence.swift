// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Sequences by which a line tells a terminal its colours.
enum ControlSequence {
  /// One past the sequence that the ESC at `start` begins, or past ESC alone.
  static func end(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    guard start + 1 < bytes.count, bytes[start + 1] == 0x5B else { return start + 1 }
    var end = start + 2
    while end < bytes.count, bytes[end] < 0x40 || bytes[end] > 0x7E { end += 1 }
    return min(end + 1, bytes.count)
  }
}
