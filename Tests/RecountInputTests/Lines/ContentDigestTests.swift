// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import Testing

@Suite struct ContentDigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `compares with the published hashes`(text: String, hash: String) {
    #expect(ReferenceHash.sha256(Array(text.utf8)) == hash)
    #expect(ContentDigest().contentHash == ReferenceHash.sha256([]))
  }

  @Test func `is the hash of the whole whatever the batches`() throws {
    var random = SeededGenerator(seed: 33)
    let content = (0..<3000).map { _ in UInt8(random.below(30) == 0 ? 0x0A : random.below(256)) }
    let hash = ReferenceHash.sha256(content)
    for batchBytes in [1, 2, 63, 64, 65, 1000, 2999, 3000, 3001, 1 << 20] {
      let limits = InputLimits(maxLineBytes: 20, batchBytes: batchBytes)
      let reader = LineReader(PieceSource(content, piece: 700), limits: limits)
      _ = try reader.allLines()
      #expect(reader.digest.contentHash == hash && reader.digest.headHash == hash)
      #expect(reader.contentBytes == 3000)
    }
  }

  @Test(arguments: [-1, 0, 1, 100_000])
  func `hashes the first bytes apart`(beyond: Int) throws {
    var random = SeededGenerator(seed: 34)
    let content = (0..<ContentDigest.headBytes + beyond).map { _ in UInt8(random.below(256)) }
    for batchBytes in [1000, ContentDigest.headBytes, 1 << 20] {
      let reader = LineReader(PieceSource(content), limits: InputLimits(batchBytes: batchBytes))
      _ = try reader.allLines()
      #expect(reader.digest.contentHash == ReferenceHash.sha256(content))
      let head = Array(content.prefix(ContentDigest.headBytes))
      #expect(reader.digest.headHash == ReferenceHash.sha256(head))
    }
  }
}
