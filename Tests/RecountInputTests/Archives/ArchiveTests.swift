// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import Testing

@Suite struct ArchiveTests {
  /// Lines that do not compress to a few bytes, so that a cut falls among them.
  private static let long: String = (0..<20_000).map { "line \($0 * 7919 % 100_003)\n" }.joined()

  private static let lastLine = "line \(19_999 * 7919 % 100_003)"

  private static func tar(_ entries: [(String, String)]) -> [UInt8] {
    var tar = TarMaker()
    for (name, content) in entries { tar.add(name, content) }
    return tar.finished
  }

  @Test func `gives the files of a tar one after the other`() throws {
    var tar = TarMaker()
    tar.add("logs/", type: "5")
    tar.add("logs/a.log", "a1\na2\n")
    tar.add("logs/empty.log")
    tar.add("logs/b.log", "b1")
    let input = try ReadInput(tar.finished)
    #expect(input.entries == ["logs/a.log", "logs/empty.log", "logs/b.log"])
    #expect(input.texts == [["a1", "a2"], [], ["b1"]])
    #expect(input.condition.isGood && input.contents.allSatisfy { $0.condition.isGood })
  }

  @Test(arguments: [ZipMaker.Method.stored, .deflated, .streamed])
  func `gives the files of a zip one after the other`(method: ZipMaker.Method) throws {
    var zip = ZipMaker()
    zip.add("0_build.txt", "a1\r\na2\r\n", method)
    zip.add("big.txt", ArchiveTests.long, method)
    zip.add("empty.txt", "", method)
    zip.add("build/1_Set up job.txt", "b1", method)
    let input = try ReadInput(zip.finished)
    #expect(input.entries == ["0_build.txt", "big.txt", "empty.txt", "build/1_Set up job.txt"])
    #expect(input.texts.map(\.count) == [2, 20_000, 0, 1])
    #expect(input.texts[0] == ["a1", "a2"] && input.texts[1].last == ArchiveTests.lastLine)
    #expect(input.condition.isGood)
  }

  @Test func `reads an empty archive as one without contents`() throws {
    let input = try ReadInput(ZipMaker().finished)
    #expect(input.contents.isEmpty && input.isArchive && input.condition.isGood)
  }

  @Test func `peels an entry that is compressed itself`() throws {
    var zip = ZipMaker()
    zip.add("a.log.gz", GzipMaker.member("a1\n"), .stored)
    zip.add("b.log.gz", GzipMaker.member(GzipMaker.member("b1\n")), .streamed)
    zip.add("c.log.gz", "c1\n")
    #expect(try ReadInput(zip.finished).texts == [["a1"], ["b1"], ["c1"]])
  }

  @Test func `tells which entry was cut`() throws {
    var zip = ZipMaker()
    zip.add("a.gz", Array(GzipMaker.member("a1\na2\n", level: 0).dropLast(9)), .stored)
    zip.add("b.gz", GzipMaker.member("b1\n"), .stored)
    let input = try ReadInput(zip.finished)
    #expect(input.texts == [["a1", "a2"], ["b1"]])
    #expect(input.contents.map(\.condition.isTruncated) == [true, false])
    #expect(input.condition.isTruncated)
  }

  @Test func `reads an entry left unread no further`() throws {
    let folder = try ScratchFolder()
    let bytes = ArchiveTests.tar([("a", ArchiveTests.long), ("b", "b1\n")])
    let reader = try InputReader(path: folder.write("x.tar", bytes))
    _ = try #require(try reader.next())
    let second = try #require(try reader.next())
    #expect(try second.lines.allTexts() == ["b1"])
    #expect(try reader.next() == nil && reader.condition.isGood)
    #expect(try reader.next() == nil)
  }

  @Test func `keeps what stands before the cut of a tar`() throws {
    let whole = ArchiveTests.tar([("a.log", "a1\n"), ("b.log", ArchiveTests.long)])
    for cut in [1025 + 512, 20_000, 66_000, 150_000, 200_000] {
      let kept = ArchiveTests.long.prefix(cut - 3 * 512)
      let input = try ReadInput(Array(whole.prefix(cut)))
      #expect(input.entries == ["a.log", "b.log"])
      #expect(
        input.texts.last
          == ReferenceSplitter.lines(of: Array(kept.utf8)).map { line in
            String(decoding: line.bytes, as: UTF8.self)
          })
      #expect(input.condition.isTruncated && !input.condition.isDamaged)
      #expect(input.contents.map(\.condition.isTruncated) == [false, true])
    }
  }

  @Test func `keeps what stands before the cut of a tar in gzip`() throws {
    let whole = ArchiveTests.tar([("a.log", "a1\n"), ("b.log", ArchiveTests.long)])
    let stored = GzipMaker.member(whole, level: 0)
    let input = try ReadInput(Array(stored.prefix(150_000)))
    // Stored blocks cost five bytes each; what matters is that no whole block is lost.
    let bytes = try #require(input.texts.last).reduce(0) { $0 + $1.utf8.count + 1 }
    #expect(bytes > 150_000 - 3 * 512 - 100 && bytes < 150_000)
    #expect(input.condition.isTruncated && input.contents.last?.condition.isTruncated == true)
  }

  @Test func `goes on behind an entry with a wrong checksum`() throws {
    var zip = ZipMaker()
    zip.add("a.txt", "a1\n")
    zip.add("b.txt", Array("b1\nb2\n".utf8), hasWrongChecksum: true)
    zip.add("c.txt", "c1\n")
    let input = try ReadInput(zip.finished)
    #expect(input.texts == [["a1"], ["b1", "b2"], ["c1"]])
    #expect(input.contents.map(\.condition.isDamaged) == [false, true, false])
    #expect(input.condition.isDamaged && !input.condition.isTruncated)
    #expect(input.condition.remarks.first?.contains("`b.txt`") == true)
  }

  @Test func `goes on behind an entry that it cannot read`() throws {
    var zip = ZipMaker()
    zip.add("secret.txt", Array("a secret of some length\n".utf8), isEncrypted: true)
    zip.add("c.txt", "c1\n")
    let input = try ReadInput(zip.finished)
    #expect(input.texts == [[], ["c1"]])
    #expect(input.contents.map(\.condition.isDamaged) == [true, false])
  }

  @Test func `ends at a header that is damaged`() throws {
    var bytes = ArchiveTests.tar([("a.log", "a1\n"), ("b.log", "b1\n"), ("c.log", "c1\n")])
    bytes[1024 + 10] ^= 0x55
    let input = try ReadInput(bytes)
    #expect(input.entries.first == "a.log" && input.texts.first == ["a1"])
    #expect(input.condition.isDamaged || input.condition.isTruncated)
  }
}
