// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import Testing

/// Whichever library inflates, the bytes and the verdict are the same.
@Suite struct InflateEngineTests {
  private func read(_ bytes: [UInt8], _ engine: InflateEngine, outputBytes: Int = 4096) throws -> (
    bytes: [UInt8], condition: InputCondition
  ) {
    let source = GzipSource(
      PieceSource(bytes), buffers: InputBuffers(inputBytes: 64, engine: engine))
    return (try source.drain(bufferBytes: outputBytes), source.condition)
  }

  private var content: [UInt8] {
    (0..<400).flatMap { Array("GET /cart/\($0 * 7919 % 1000) \($0 % 7)\n".utf8) }
  }

  @Test(arguments: [0, 1, 6, 9] as [Int32], [1, 7, 100_000])
  func `whole members`(level: Int32, outputBytes: Int) throws {
    let whole =
      GzipMaker.member(content, level: level) + GzipMaker.member([], level: level)
      + GzipMaker.member("more", level: level)
    for engine in InflateEngine.allCases {
      let found = try read(whole, engine, outputBytes: outputBytes)
      #expect(found.bytes == content + Array("more".utf8))
      #expect(!found.condition.isTruncated && !found.condition.isDamaged)
    }
  }

  @Test func `members that are cut anywhere`() throws {
    let whole = GzipMaker.member(content) + GzipMaker.member("more")
    for cut in stride(from: 0, through: whole.count, by: 3) {
      let auto = try read(Array(whole.prefix(cut)), .auto)
      let zlib = try read(Array(whole.prefix(cut)), .zlib)
      #expect(auto.condition.isTruncated == zlib.condition.isTruncated, "\(cut)")
      #expect(auto.condition.isDamaged == zlib.condition.isDamaged, "\(cut)")
      #expect(auto.bytes == zlib.bytes, "\(cut)")
    }
  }

  @Test func `a wrong checksum or length costs the next member nothing`() throws {
    let first = GzipMaker.member(content)
    for place in 1...8 {
      var whole = first + GzipMaker.member("more")
      whole[first.count - place] ^= 0x10
      for engine in InflateEngine.allCases {
        let found = try read(whole, engine)
        #expect(found.bytes == content + Array("more".utf8), "\(engine) \(place)")
        #expect(found.condition.isDamaged && !found.condition.isTruncated)
        #expect(
          found.condition.remarks == ["gzip member 1 is damaged: incorrect checksum or length"])
      }
    }
  }

  @Test func `what is between members is skipped up to the next one`() throws {
    let first = GzipMaker.member("one\n")
    let second = GzipMaker.member("two\n")
    for garbage in ["x", "garbage", String(repeating: "\u{1F}", count: 300)] {
      for engine in InflateEngine.allCases {
        let found = try read(first + Array(garbage.utf8) + second, engine)
        #expect(found.bytes == Array("one\ntwo\n".utf8))
        #expect(found.condition.isDamaged)
      }
    }
  }
}
