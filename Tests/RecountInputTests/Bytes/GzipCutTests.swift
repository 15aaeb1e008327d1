// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import Testing

/// A download or a disk can end at any byte: what came before it is kept.
@Suite struct GzipCutTests {
  private static let first = Array("first member\n".utf8)
  private static let second = Array("the second\n".utf8)

  /// What a member stored as it is gives of its first `count` bytes: it stands behind 15 of them.
  private func kept(_ content: [UInt8], of count: Int) -> ArraySlice<UInt8> {
    content.prefix(max(0, count - 15))
  }

  @Test(arguments: [1, 2, 3, 16, 1024], [1, 4, 4096])
  func `keeps every byte before the cut`(inputBytes: Int, outputBytes: Int) throws {
    let first = GzipMaker.member(GzipCutTests.first, level: 0)
    let whole = first + GzipMaker.member(GzipCutTests.second, level: 0)
    for cut in 0...whole.count {
      let source = GzipSource(
        PieceSource(Array(whole.prefix(cut))), buffers: InputBuffers(inputBytes: inputBytes))
      let read = try source.drain(bufferBytes: outputBytes)
      let expected =
        kept(GzipCutTests.first, of: cut) + kept(GzipCutTests.second, of: cut - first.count)
      #expect(read == Array(expected), "cut at \(cut)")
      let isWhole = [0, first.count, whole.count].contains(cut)
      #expect(source.condition.isTruncated == !isWhole, "cut at \(cut)")
      #expect(!source.condition.isDamaged)
    }
  }

  @Test func `loses no more of a compressed member with a later cut`() throws {
    let content = (0..<200).flatMap { Array("line \($0 * 7919 % 1000)\n".utf8) }
    let whole = GzipMaker.member(content) + GzipMaker.member(content)
    var before = 0
    for cut in 0...whole.count {
      let source = GzipSource(PieceSource(Array(whole.prefix(cut))))
      let read = try source.drain()
      #expect(read.count >= before && (content + content).starts(with: read))
      before = read.count
    }
    #expect(before == 2 * content.count)
  }

  @Test func `reads the lines before the cut of a file`() throws {
    let member = GzipMaker.member("one\ntwo\nthree\n", level: 0)
    for cut in 2..<member.count {
      let input = try ReadInput(Array(member.prefix(cut)), name: "cut.gz")
      #expect(input.condition.isTruncated && !input.condition.isDamaged)
      let text = String(decoding: kept(Array("one\ntwo\nthree\n".utf8), of: cut), as: UTF8.self)
      #expect(input.texts == [text.split(separator: "\n").map(String.init)])
    }
  }
}
