// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import Testing

@Suite struct PeekSourceTests {
  @Test(arguments: [0, 1, 511, 512, 513, 2000], [1, 100, 512, 4096])
  func `gives every byte after it was looked at`(size: Int, piece: Int) throws {
    let bytes = (0..<size).map { UInt8($0 % 251) }
    let peek = try PeekSource(PieceSource(bytes, piece: piece))
    #expect(peek.peeked == Array(bytes.prefix(PeekSource.headBytes)))
    #expect(try peek.drain(bufferBytes: piece) == bytes)
    #expect(try peek.drain().isEmpty)
  }
}
