// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
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

  /// A member with this time in its header.
  private static func member(_ content: [UInt8], time: UInt32) -> [UInt8] {
    var bytes = GzipMaker.member(content)
    for place in 0..<4 { bytes[4 + place] = UInt8(truncatingIfNeeded: time >> (8 * UInt32(place))) }
    return bytes
  }

  @Test(
    arguments: [
      ("plain", Array(text.utf8), nil), ("no time", GzipMaker.member(text), nil),
      ("a header", member(Array(text.utf8), time: 1_671_185_251), 1_671_185_251),
      ("the last second", member(Array(text.utf8), time: .max), 4_294_967_295),
      (
        "members",
        member(Array("one\n".utf8), time: 1_671_185_251)
          + member(Array("two\n".utf8), time: 1_771_185_251), 1_671_185_251
      ),
      ("two layers", member(member(Array(text.utf8), time: 1_571_185_251), time: 9), 1_571_185_251),
      ("the inner without", member(GzipMaker.member(text), time: 1_571_185_251), 1_571_185_251),
      // Entries of the tar maker are of this moment.
      ("an archive", tar(), 1_671_185_251), ("its gzip", member(tar(), time: 9), 1_671_185_251),
    ] as [(String, [UInt8], Int64?)])
  func `a header or an archive tells when the content was written`(
    what: String, bytes: [UInt8], seconds: Int64?
  ) throws {
    let input = try ReadInput(bytes)
    #expect(input.texts == [InputReaderTests.lines])
    #expect(input.contents.map(\.written) == [seconds.map { Timestamp(seconds: $0) }], "\(what)")
  }

  @Test(arguments: 0..<12) func `a header that is cut tells nothing`(length: Int) throws {
    let whole = Self.member(Array(InputReaderTests.text.utf8), time: 1_671_185_251)
    let input = try ReadInput(Array(whole.prefix(length)))
    let expected = length < 8 ? nil : Timestamp(seconds: 1_671_185_251)
    #expect(input.contents.allSatisfy { $0.written == expected }, "\(length)")
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

  /// The text with a byte-order mark before it.
  private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { (unit: UInt16) -> [UInt8] in
      isBigEndian
        ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  @Test(arguments: [true, false], ["one\r\ntwo\r\n", "", "é €\n𝄞 \u{10FFFF}", "a\n\u{FEFF}b"])
  func `reads UTF-16 and says what offsets are of`(isBigEndian: Bool, text: String) throws {
    let bytes = InputReaderTests.utf16(text, isBigEndian: isBigEndian)
    let plain = try ReadInput(Array(text.utf8))
    for stored in [bytes, GzipMaker.member(bytes)] {
      let input = try ReadInput(stored)
      #expect(input.texts == plain.texts)
      #expect(input.fileHash == ReferenceHash.sha256(stored))
      #expect(!input.condition.isTruncated && !input.condition.isDamaged)
      #expect(
        input.condition.remarks == [
          "UTF-16 was read as UTF-8: byte offsets are those of the text in UTF-8"
        ])
    }
  }

  @Test func `takes halves of characters for what they are`() throws {
    let lone = try ReadInput([0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00, 0x00, 0xDC, 0x0A, 0x00])
    #expect(lone.texts == [["\u{FFFD}a\u{FFFD}"]] && !lone.condition.isTruncated)
    let cut = try ReadInput([0xFF, 0xFE, 0x61, 0x00, 0x62])
    #expect(cut.texts == [["a\u{FFFD}"]] && cut.condition.isTruncated)
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
