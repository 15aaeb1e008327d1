// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import Testing

@Suite struct GzipSourceTests {
  /// Reads `bytes` through every kind of small buffer; all must agree.
  private func inflate(_ bytes: [UInt8]) throws -> (text: String, condition: InputCondition) {
    let source = GzipSource(PieceSource(bytes))
    let whole = try source.drain()
    for (piece, input, output) in [(1, 1, 1), (1, 256, 7), (5, 2, 4096), (4096, 3, 1), (3, 4, 5)] {
      let small = GzipSource(
        PieceSource(bytes, piece: piece), buffers: InputBuffers(inputBytes: input))
      #expect(try small.drain(bufferBytes: output) == whole)
      #expect(small.condition.isTruncated == source.condition.isTruncated)
      #expect(small.condition.isDamaged == source.condition.isDamaged)
      #expect(small.condition.remarks == source.condition.remarks)
    }
    return (String(decoding: whole, as: UTF8.self), source.condition)
  }

  @Test func `inflates one member`() throws {
    let (text, condition) = try inflate(GzipMaker.member("one\ntwo\n"))
    #expect(text == "one\ntwo\n" && condition.isGood)
  }

  @Test func `inflates members one after the other, empty ones too`() throws {
    let bytes = ["a\n", "", "b", "", "", "c\n"].flatMap { GzipMaker.member($0) }
    let (text, condition) = try inflate(bytes)
    #expect(text == "a\nbc\n" && condition.isGood)
    let (none, good) = try inflate(GzipMaker.member(""))
    #expect(none.isEmpty && good.isGood)
  }

  @Test func `inflates what is larger than its buffers`() throws {
    var random = SeededGenerator(seed: 41)
    let content = (0..<300_000).map { _ in UInt8(random.below(20)) }
    let bytes = GzipMaker.member(content) + GzipMaker.member(content, level: 0)
    let source = GzipSource(PieceSource(bytes, piece: 1000), buffers: InputBuffers(inputBytes: 333))
    #expect(try source.drain(bufferBytes: 777) == content + content)
    #expect(source.condition.isGood)
  }

  @Test(arguments: [1, 2, 511, 70_000])
  func `skips zero padding between members and at the end`(count: Int) throws {
    let zeros = [UInt8](repeating: 0, count: count)
    let between = try inflate(GzipMaker.member("a\n") + zeros + GzipMaker.member("b\n"))
    let atEnd = try inflate(GzipMaker.member("a\nb\n") + zeros)
    for (text, condition) in [between, atEnd] {
      #expect(text == "a\nb\n" && !condition.isTruncated && !condition.isDamaged)
      #expect(condition.remarks.count == 1)
    }
  }

  @Test(arguments: ["x", "garbage behind it", "\u{1F}x", "\0\0garbage"])
  func `leaves out what is no member, with a remark`(garbage: String) throws {
    let (text, condition) = try inflate(GzipMaker.member("a\n") + Array(garbage.utf8))
    #expect(text == "a\n" && condition.isDamaged && !condition.isTruncated)
    #expect(condition.remarks.last == "bytes after the last gzip member were left out")
  }

  @Test func `keeps all bytes when the checksum is wrong`() throws {
    let member = GzipMaker.member("one\ntwo\n")
    for index in member.count - 8..<member.count - 4 {
      var bytes = member
      bytes[index] ^= 0x40
      let (text, condition) = try inflate(bytes + GzipMaker.member("three\n"))
      #expect(text == "one\ntwo\nthree\n" && condition.isDamaged && !condition.isTruncated)
    }
  }

  @Test func `keeps all bytes when the length is wrong`() throws {
    var bytes = GzipMaker.member("one\ntwo\n")
    bytes[bytes.count - 4] ^= 1
    let (text, condition) = try inflate(bytes)
    #expect(text == "one\ntwo\n" && condition.isDamaged)
    #expect(condition.remarks == ["gzip member 1 is damaged: incorrect checksum or length"])
  }

  @Test func `keeps the members before a damaged one`() throws {
    var second = GzipMaker.member("two\n")
    second[10] = 0xFF
    let (text, condition) = try inflate(GzipMaker.member("one\n") + second)
    #expect(text == "one\n" && condition.isDamaged)
  }

  @Test func `ends whatever bit is wrong, and says so when bytes differ`() throws {
    let good = GzipMaker.member("one\ntwo\n") + GzipMaker.member("two\nthree\n")
    let text = Array("one\ntwo\ntwo\nthree\n".utf8)
    for index in good.indices {
      for bit in 0..<8 {
        var bytes = good
        bytes[index] ^= 1 << bit
        let source = GzipSource(PieceSource(bytes), buffers: InputBuffers(inputBytes: 16))
        let read = try source.drain()
        let isFlagged = source.condition.isDamaged || source.condition.isTruncated
        #expect(read == text || isFlagged, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test func `hands on the error of its upstream`() throws {
    let broken = InputError(.systemCall("read"), path: "x", code: 5)
    let bytes = Array(GzipMaker.member("one\n").dropLast(4))
    let source = GzipSource(PieceSource(bytes, error: broken))
    let error = #expect(throws: InputError.self) { _ = try source.drain() }
    #expect(error?.code == 5)
  }
}
