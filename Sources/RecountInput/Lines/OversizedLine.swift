// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Head and tail of a line longer than the limit; its middle is forgotten as it streams by.
///
/// - Complexity: Linear in the bytes of the line however small the pieces; memory stays below one
///   and a half times the limit and one piece.
struct OversizedLine {
  private let half: Int
  private var head: [UInt8] = []
  /// At least the last `half + 1` bytes beyond the head: one more than kept, as a CR may go.
  private var tail: [UInt8] = []
  private var length = 0

  /// Keeps half of `limit` on either side.
  init(limit: Int) {
    half = limit / 2
  }

  mutating func append(_ piece: ArraySlice<UInt8>) {
    length += piece.count
    let opening = piece.prefix(half - head.count)
    head.append(contentsOf: opening)
    tail.append(contentsOf: piece.dropFirst(opening.count))
    // Shortened when it is twice too long, so that no byte is moved again with every small piece.
    if tail.count > 2 * (half + 1) { tail.removeFirst(tail.count - half - 1) }
  }

  /// Takes away the CR that turned out to stand before an LF.
  mutating func stripCarriageReturn() {
    guard tail.last == 0x0D else { return }
    tail.removeLast()
    length -= 1
  }

  var kept: [UInt8] { head + tail.suffix(half) }

  var elidedBytes: Int64 { Int64(length - head.count - min(tail.count, half)) }
}
