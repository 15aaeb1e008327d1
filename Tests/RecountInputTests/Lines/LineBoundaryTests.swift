// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import Testing

/// Lines must not depend on where buffers end: every small size against the reference.
@Suite struct LineBoundaryTests {
  private static let contents = [
    "ab\ncde\r\n\nf\r\r\n\0\0gh\n\u{FEFF}i\r\nj\rk\u{2028}l\n",
    "\0\0\0\0\0\0\0\0\0\0\0\0abc\ndef\n\0\0\0\0\0\0\0\0\0\0\0\0",
    "a long line without any end that is longer than the rest",
    "0123456789\r\n0123456789abc\r\nshort\n0123456789abcdefghij\r",
    "\u{FEFF}0123456789\n\0\0\u{FEFF}0123456789\r\n\u{FEFF}\u{FEFF}\u{FEFF}x\n",
    "\r\n\r\r\r\r\r\r\r\n\r\r\r\r\r\r\r\r", "\n\n\n\n", "x",
  ].map { Array($0.utf8) }

  @Test(arguments: contents.indices)
  func `gives the same lines with every buffer and every limit`(index: Int) throws {
    let content = LineBoundaryTests.contents[index]
    for limit in Array(1...24) + [content.count - 1, content.count, content.count + 1, .max] {
      let expected = ReferenceSplitter.lines(of: content, limit: max(1, limit))
      for batchBytes in 1...content.count + 2 {
        let limits = InputLimits(maxLineBytes: limit, batchBytes: batchBytes)
        let lines = try LineReader(PieceSource(content), limits: limits).allLines()
        guard lines == expected else {
          Issue.record("limit \(limit), batch \(batchBytes): \(lines), not \(expected)")
          return
        }
      }
    }
  }

  @Test(arguments: contents.indices)
  func `gives the same lines with every size of piece`(index: Int) throws {
    let content = LineBoundaryTests.contents[index]
    let expected = ReferenceSplitter.lines(of: content, limit: 7)
    for piece in 1...content.count {
      for batchBytes in [1, 2, 5, 16, 1000] {
        let limits = InputLimits(maxLineBytes: 7, batchBytes: batchBytes)
        let lines = try LineReader(PieceSource(content, piece: piece), limits: limits).allLines()
        #expect(lines == expected)
      }
    }
  }

  @Test func `agrees with the reference on seeded contents`() throws {
    let words: [[UInt8]] = [
      [0x61], [0x62], [0x63, 0x64, 0x65], [0x0A], [0x0A], [0x0D], [0x0D, 0x0A], [0], [0, 0, 0],
      [0xEF, 0xBB, 0xBF], [0xEF], [0xE2, 0x80, 0xA8], [0xC2, 0x85], [0xFF],
    ]
    var random = SeededGenerator(seed: 31)
    for _ in 0..<20_000 {
      let content = (0..<random.below(60)).flatMap { _ in words[random.below(words.count)] }
      let limit = 1 + random.below(20)
      let limits = InputLimits(maxLineBytes: limit, batchBytes: 1 + random.below(40))
      let source = PieceSource(content, piece: 1 + random.below(10))
      let lines = try LineReader(source, limits: limits).allLines()
      let expected = ReferenceSplitter.lines(of: content, limit: limit)
      guard lines == expected else {
        Issue.record("\(limits) \(content): \(lines), not \(expected)")
        return
      }
    }
  }

  @Test func `covers the content without gap or overlap`() throws {
    var random = SeededGenerator(seed: 32)
    let content = (0..<200_000).map { _ in UInt8(random.below(40) == 0 ? 0x0A : 0x61) }
    let reader = LineReader(PieceSource(content), limits: InputLimits(batchBytes: 1000))
    var line: Int64 = 1
    var rebuilt: [UInt8] = []
    while let batch = try reader.next() {
      #expect(batch.firstLine == line && batch.baseOffset == Int64(rebuilt.count))
      line += Int64(batch.count)
      rebuilt += batch.bytes
    }
    #expect(rebuilt == content && reader.lines == line - 1)
  }
}
