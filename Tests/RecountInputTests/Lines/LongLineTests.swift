// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import Testing

@Suite struct LongLineTests {
  /// One line of `count` bytes without its LF, made as it is read.
  private final class EndlessLine: ByteSource {
    private var left: Int
    private let byte: UInt8

    init(_ count: Int, of byte: UInt8 = 0x78) {
      left = count
      self.byte = byte
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
      let count = min(left, buffer.count)
      unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).initializeMemory(
        as: UInt8.self, repeating: byte)
      left -= count
      return count
    }
  }

  @Test(
    arguments: [
      (2, "abc\n", "ac", 1), (2, "ab\n", "ab", 0), (3, "abcd\n", "ad", 2), (3, "abc\n", "abc", 0),
      (3, "abc\r\n", "abc", 0), (4, "abcd\r\n", "abcd", 0), (4, "abcde\r\n", "abde", 1),
      (4, "abcde", "abde", 1), (4, "abcd", "abcd", 0), (4, "abcd\r", "abd\r", 1),
      (4, "abcdefghij\n", "abij", 6), (1, "abc\n", "", 3), (4, "\0\0\0\0\0\0abcd\n", "abcd", 0),
      (4, "\u{FEFF}abcd\n", "abcd", 0), (4, "\u{FEFF}abcde\n", "abde", 1),
    ] as [(Int, String, String, Int64)])
  func `keeps head and tail of a line over the limit`(
    limit: Int, content: String, kept: String, elided: Int64
  ) throws {
    for batchBytes in [1, 2, 3, 5, 64] {
      let limits = InputLimits(maxLineBytes: limit, batchBytes: batchBytes)
      let line = try #require(try LineReader(PieceSource(content), limits: limits).allLines().first)
      #expect(line.bytes == Array(kept.utf8))
      #expect(line.elided == elided)
    }
  }

  @Test(arguments: [1, 3, 7, 10, 11, 12, 100])
  func `goes on behind it at the right place`(batchBytes: Int) throws {
    let content = "first\n0123456789ABCDEF\r\nthird\n0123456789A"
    let limits = InputLimits(maxLineBytes: 10, batchBytes: batchBytes)
    let lines = try LineReader(PieceSource(content), limits: limits).allLines()
    #expect(
      lines == [
        PlacedLine(number: 1, offset: 0, bytes: Array("first".utf8)),
        PlacedLine(number: 2, offset: 6, bytes: Array("01234BCDEF".utf8), elided: 6),
        PlacedLine(number: 3, offset: 24, bytes: Array("third".utf8)),
        PlacedLine(number: 4, offset: 30, bytes: Array("012346789A".utf8), elided: 1),
      ])
  }

  @Test func `keeps a hundred megabytes small`() throws {
    let reader = LineReader(EndlessLine(100 << 20))
    let batch = try #require(try reader.next())
    #expect(batch.bytes.count == 1 << 20 && batch.elidedBytes == 99 << 20)
    #expect(batch.bytes.capacity < 4 << 20)
    #expect(reader.lines == 1 && reader.contentBytes == 100 << 20)
    #expect(try reader.next() == nil)
  }

  @Test func `reads a long line in small pieces`() throws {
    let limits = InputLimits(maxLineBytes: 1 << 16, batchBytes: 64)
    let batch = try #require(try LineReader(EndlessLine(8 << 20), limits: limits).next())
    #expect(batch.elidedBytes == 8 << 20 - 1 << 16)
  }

  @Test func `finds the line behind the NULs of copytruncate`() throws {
    // As a writer leaves it that keeps its offset after the file was cut to nothing.
    let nulls = [UInt8](repeating: 0, count: 5 << 20)
    let reader = LineReader(PieceSource(nulls + Array("GET /\nGET /x\n".utf8)))
    #expect(
      try reader.allLines() == [
        PlacedLine(number: 1, offset: 5 << 20, bytes: Array("GET /".utf8)),
        PlacedLine(number: 2, offset: 5 << 20 + 6, bytes: Array("GET /x".utf8)),
      ])
  }

  @Test func `counts a content of nothing but NULs as one empty line`() throws {
    let reader = LineReader(EndlessLine(3 << 20, of: 0))
    let lines = try reader.allLines()
    #expect(lines.count == 1 && lines.first?.bytes.isEmpty == true && lines.first?.elided == 0)
  }
}
