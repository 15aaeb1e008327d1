// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Crypto

/// SHA-256 of a content as it streams by: of the whole, and of its first 64 KiB.
///
/// The head is what makes a second look cheap: only contents with one head can be the same.
package struct ContentDigest {
  package static let headBytes = 64 << 10

  private var whole = SHA256()
  private var head = SHA256()
  package private(set) var count: Int64 = 0

  package init() {}

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    unsafe whole.update(bufferPointer: bytes)
    let headRoom = ContentDigest.headBytes - Int(min(count, Int64(ContentDigest.headBytes)))
    if headRoom > 0 {
      unsafe head.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes.prefix(headRoom)))
    }
    count += Int64(bytes.count)
  }

  /// Of the bytes so far, in lower-case hex.
  package var contentHash: String { whole.finalize().hexText }
  package var headHash: String { head.finalize().hexText }
}
