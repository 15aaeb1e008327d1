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
      #expect(reader.digest.contentHash == hash)
      #expect(reader.contentBytes == 3000)
    }
  }

  @Test(arguments: [1, 2, 7, 700])
  func `hashes any prefix that was asked for`(piece: Int) throws {
    let content = (0..<2000).map { UInt8($0 % 251) }
    let lengths: [Int64] = [1, 2, 699, 700, 701, 1999, 2000, 2001]
    let reader = LineReader(
      PieceSource(content, piece: piece), limits: InputLimits(batchBytes: 64),
      digest: ContentDigest(prefixes: lengths))
    _ = try reader.allLines()
    for length in lengths.dropLast() {
      let prefix = Array(content.prefix(Int(length)))
      #expect(reader.digest.prefixes[length] == ReferenceHash.sha256(prefix), "\(length)")
    }
    #expect(reader.digest.prefixes[2001] == nil)
  }

  @Test(arguments: [
    ("one\ntwo\n", "one"), ("#a\n#b\none\ntwo", "#a\n#b\none"), ("\n#a\none\n", "\n#a\none"),
    ("one", "one"), ("", ""), ("#a\n#b\n", "#a\n#b\n"),
  ])
  func `the opening ends with the first line that is no comment`(
    text: String, opening: String
  ) throws {
    for batchBytes in [1, 2, 3, 100] {
      let reader = LineReader(
        PieceSource(Array(text.utf8)), limits: InputLimits(batchBytes: batchBytes))
      _ = try reader.allLines()
      #expect(reader.digest.openingHash == ReferenceHash.sha256(Array(opening.utf8)))
    }
  }

  @Test func `an opening stays what it is when the content grows`() throws {
    let lines = (0..<50).map { "line \($0)\n" }.joined()
    var openings: Set<String> = []
    for length in [6, 7, 8, 20, 300, lines.utf8.count] {
      let reader = LineReader(PieceSource(Array(lines.utf8.prefix(length))))
      _ = try reader.allLines()
      openings.insert(reader.digest.openingHash)
    }
    #expect(openings.count == 1)
  }
}
