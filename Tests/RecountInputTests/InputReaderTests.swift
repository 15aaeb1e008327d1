// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import Testing

@Suite struct InputReaderTests {
  private static let text = "one\ntwo\n"
  private static let lines = ["one", "two"]

  private static func tar() -> [UInt8] {
    var tar = TarMaker()
    tar.add("logs/a.log", text)
    return tar.finished
  }

  @Test(arguments: [
    ("plain.log", Array(text.utf8)), ("plain.gz", Array(text.utf8)),
    ("access.log.gz", GzipMaker.member(text)), ("without-suffix", GzipMaker.member(text)),
    ("twice.gz", GzipMaker.member(GzipMaker.member(text))),
    ("members.gz", GzipMaker.member("one\nt") + GzipMaker.member("wo\n")),
  ])
  func `peels what the first bytes tell`(name: String, bytes: [UInt8]) throws {
    let input = try ReadInput(bytes, name: name)
    #expect(input.entries == [nil] && input.texts == [InputReaderTests.lines])
    #expect(input.condition.isGood && !input.isArchive)
    #expect(input.fileHash == ReferenceHash.sha256(bytes))
  }

  @Test(arguments: [tar(), GzipMaker.member(tar()), GzipMaker.member(GzipMaker.member(tar()))])
  func `peels around an archive`(bytes: [UInt8]) throws {
    let input = try ReadInput(bytes)
    #expect(input.entries == ["logs/a.log"] && input.texts == [InputReaderTests.lines])
    #expect(input.condition.isGood && input.isArchive)
    #expect(input.fileHash == ReferenceHash.sha256(bytes))
  }

  @Test(arguments: [[], GzipMaker.member(""), GzipMaker.member(GzipMaker.member(""))])
  func `gives one content without lines for an empty file`(bytes: [UInt8]) throws {
    let input = try ReadInput(bytes)
    #expect(input.texts == [[]] && input.condition.isGood)
  }

  @Test func `peels as many layers as it may and no more`() throws {
    var bytes = Array(InputReaderTests.text.utf8)
    for _ in 0..<InputLimits().maxLayers { bytes = GzipMaker.member(bytes) }
    #expect(try ReadInput(bytes).texts == [InputReaderTests.lines])
    let error = #expect(throws: InputError.self) { _ = try ReadInput(GzipMaker.member(bytes)) }
    guard case .limit(.layers) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]])
  func `refuses UTF-16 by name`(bytes: [UInt8]) throws {
    for input in [bytes, GzipMaker.member(bytes)] {
      let error = #expect(throws: InputError.self) { _ = try ReadInput(input, name: "build.txt") }
      guard case .unsupported("UTF-16 text") = error?.reason else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.path.hasSuffix("/build.txt") == true)
    }
  }

  @Test func `keeps what stands before a cut`() throws {
    let bytes = Array(GzipMaker.member("one\ntwo\nthree", level: 0).dropLast(10))
    let input = try ReadInput(bytes, name: "cut.gz")
    #expect(input.texts == [["one", "two", "thr"]])
    #expect(input.condition.isTruncated && input.contents.first?.condition.isTruncated == true)
    #expect(input.fileHash == ReferenceHash.sha256(bytes))
  }

  @Test func `names a missing file`() {
    #expect(throws: InputError.self) { _ = try InputReader(path: "/no/such/file") }
  }
}
