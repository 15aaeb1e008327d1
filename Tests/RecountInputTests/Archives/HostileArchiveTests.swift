// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import Testing

@Suite struct HostileArchiveTests {
  @Test(arguments: [
    "../x.log", "a/../../x.log", "/abs.log", "\\abs.log", "C:\\x.log", "c:x.log", "..\\x.log", "..",
    "a/..",
  ])
  func `refuses a name that leaves the archive, and only that`(name: String) throws {
    var tar = TarMaker()
    tar.add("a.log", "a1\n")
    tar.add(name, "hostile\n")
    tar.add("b.log", "b1\n")
    var zip = ZipMaker()
    zip.add("a.log", "a1\n")
    zip.add(name, "hostile\n")
    zip.add("b.log", "b1\n")
    for bytes in [tar.finished, GzipMaker.member(tar.finished), zip.finished] {
      let input = try ReadInput(bytes)
      #expect(input.entries == ["a.log", "b.log"] && input.texts == [["a1"], ["b1"]])
      #expect(input.condition.isDamaged)
      #expect(input.condition.remarks.count == 1)
      #expect(
        input.condition.remarks.first?.hasSuffix(
          "` has a path that leaves the archive and was refused") == true)
      #expect(input.contents.allSatisfy { $0.condition.isGood })
    }
  }

  @Test(arguments: [".hidden", "a..b.log", "...", "a/...x", "12:30.log", "ab:c", "grün/日本.log"])
  func `takes a name that only looks odd`(name: String) throws {
    var tar = TarMaker()
    tar.add(name, "a1\n")
    var zip = ZipMaker()
    zip.add(name, "a1\n")
    for bytes in [tar.finished, zip.finished] {
      let input = try ReadInput(bytes)
      #expect(input.entries == [name] && input.condition.isGood)
    }
  }

  @Test func `takes an entry whose name is not UTF-8`() throws {
    var zip = ZipMaker()
    zip.add("a?.log", "a1\n")
    let zipped = try ReadInput(zip.finished.map { $0 == 0x3F ? 0xFF : $0 })
    #expect(zipped.entries == ["entry-1"] && zipped.texts == [["a1"]])
    #expect(zipped.condition.remarks.count == 1 && !zipped.condition.isDamaged)
    var tar = TarMaker()
    tar.add(bytesOfName: [0x61, 0xFF, 0x62], "a1\n")
    let tarred = try ReadInput(tar.finished)
    #expect(tarred.entries == ["a\u{FFFD}b"] && tarred.texts == [["a1"]])
  }

  @Test(arguments: ["1", "2", "3", "4", "6"] as [Character])
  func `passes over what is no regular file`(type: Character) throws {
    let folder = try ScratchFolder()
    let secret = try folder.write("secret", Array("secret\n".utf8))
    var tar = TarMaker()
    tar.add("a.log", "a1\n")
    tar.add("special", type: type, link: secret)
    tar.add("b.log", "b1\n")
    let input = try ReadInput(tar.finished)
    #expect(input.entries == ["a.log", "b.log"] && input.texts == [["a1"], ["b1"]])
    #expect(
      input.condition.remarks
        == ["archive entry `special` is no regular file and was passed over"])
    #expect(!input.condition.isDamaged)
  }

  @Test func `stops at the limit of entries, folders and refused ones included`() throws {
    var tar = TarMaker()
    tar.add("logs/", type: "5")
    tar.add("../x")
    tar.add("a.log")
    var limits = InputLimits()
    limits.maxArchiveEntries = 3
    #expect(try ReadInput(tar.finished, limits: limits).entries == ["a.log"])
    limits.maxArchiveEntries = 2
    let error = #expect(throws: InputError.self) { _ = try ReadInput(tar.finished, limits: limits) }
    guard case .limit(.archiveEntries(2)) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `counts all entries towards the limit of content`() throws {
    var zip = ZipMaker()
    for name in ["a", "b", "c"] { zip.add(name, "0123456789\n") }
    var limits = InputLimits()
    limits.maxContentBytes = 33
    #expect(try ReadInput(zip.finished, limits: limits).contents.count == 3)
    limits.maxContentBytes = 32
    let error = #expect(throws: InputError.self) { _ = try ReadInput(zip.finished, limits: limits) }
    #expect(error?.path.hasSuffix("!c") == true)
    guard case .limit(.content(bytes: 32)) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `passes over what cannot be read inside an archive, and only that`() throws {
    var inner = TarMaker()
    inner.add("a.log", "a1\n")
    var zip = ZipMaker()
    zip.add("a.log", "a1\n")
    zip.add("inner.tar.gz", GzipMaker.member(inner.finished), .stored)
    zip.add("b.log", "b1\n")
    let input = try ReadInput(zip.finished)
    #expect(input.entries == ["a.log", "b.log"] && input.texts == [["a1"], ["b1"]])
    #expect(input.condition.isDamaged)
    #expect(input.condition.remarks.count == 1)
    #expect(
      input.condition.remarks[0].hasSuffix(
        "!inner.tar.gz` was passed over: an archive inside an archive"))
    #expect(input.contents.allSatisfy { $0.condition.isGood })
  }

  @Test func `bounds the remarks of an archive full of links`() throws {
    var tar = TarMaker()
    for number in 0..<500 { tar.add("link\(number)", type: "2", link: "/etc/passwd") }
    let input = try ReadInput(GzipMaker.member(tar.finished))
    #expect(input.contents.isEmpty)
    #expect(input.condition.remarks.count == InputCondition.maxRemarks + 1)
  }
}
