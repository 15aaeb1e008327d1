// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Crypto

/// SHA-256 of a content as it streams by: of the whole, of its opening, and of any prefix that was
/// asked for.
///
/// The opening, which is all up to the line end of the first line that is no comment, is what makes a
/// second look cheap: only contents with one opening can be the same or begin with one another.
package struct ContentDigest {
  /// Bytes after which the opening ends although its line does not.
  private static let maxOpeningBytes: Int64 = 64 << 10

  private var whole = SHA256()
  private var opening: String?
  /// Whether the line at hand is a comment; nil at the beginning of a line.
  private var isComment: Bool?
  /// Lengths whose hash is wanted and not reached yet, in ascending order.
  private var marks: [Int64]
  /// Hashes of the prefixes that were asked for and reached, by length.
  package private(set) var prefixes: [Int64: String] = [:]
  package private(set) var count: Int64 = 0
  private let isOpeningOnly: Bool

  /// - Parameters:
  ///   - prefixes: Lengths in bytes of the prefixes to hash.
  ///   - isOpeningOnly: Whether the hash of the opening is all that is wanted; then that of the whole
  ///     means nothing.
  package init(prefixes: [Int64] = [], isOpeningOnly: Bool = false) {
    marks = Set(prefixes).filter { $0 > 0 }.sorted()
    self.isOpeningOnly = isOpeningOnly
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var rest = unsafe bytes
    if opening == nil, let end = unsafe endOfOpening(in: rest) {
      unsafe advance(&rest, by: end)
      opening = contentHash
    }
    unsafe advance(&rest, by: rest.count)
  }

  /// Hashes the first `size` bytes of `rest` and takes them away.
  private mutating func advance(_ rest: inout UnsafeRawBufferPointer, by size: Int) {
    let end = count + Int64(size)
    while let mark = marks.first, mark <= end {
      unsafe add(&rest, Int(mark - count))
      prefixes[mark] = contentHash
      marks.removeFirst()
    }
    unsafe add(&rest, Int(end - count))
  }

  private mutating func add(_ rest: inout UnsafeRawBufferPointer, _ size: Int) {
    if !isOpeningOnly || opening == nil {
      unsafe whole.update(bufferPointer: UnsafeRawBufferPointer(rebasing: rest[..<size]))
    }
    unsafe rest = UnsafeRawBufferPointer(rebasing: rest[size...])
    count += Int64(size)
  }

  /// How many of `bytes` belong to the opening; nil when it goes on behind them.
  private mutating func endOfOpening(in bytes: UnsafeRawBufferPointer) -> Int? {
    let limit = Int(min(Int64(bytes.count), ContentDigest.maxOpeningBytes - count))
    for index in 0..<limit {
      let byte = unsafe bytes[index]
      if byte == 0x0A {
        if isComment == false { return index }
        isComment = nil
      } else if isComment == nil {
        isComment = byte == 0x23
      }
    }
    return count + Int64(limit) == ContentDigest.maxOpeningBytes ? limit : nil
  }

  /// The hash of `bytes` in lower-case hex.
  package static func sha256(of bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hexText }

  /// Of the bytes so far, in lower-case hex.
  package var contentHash: String { whole.finalize().hexText }
  package var openingHash: String { opening ?? contentHash }
}
