// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Archives with entries that could harm when unpacked: refused by name, the others read.
  @Suite struct ArchiveEntryTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    private static let paths = [
      "../x.log", "/abs.log", "C:\\x.log", "a/../../x.log", "..\\x.log", "\\\\host\\x.log",
    ]

    /// The remark about an entry of this name.
    private func remark(_ name: String, in outcome: Binary.Outcome) -> Bool {
      outcome.error.contains("`\(name)` has a path that leaves the archive and was refused")
    }

    @Test func `entries of a tar that leave it are refused and the others read`() throws {
      var tar = TarMaker()
      for name in Self.paths { tar.add(name, Logs.combined(10, from: 500)) }
      tar.add("good/access.log", Logs.combined(100))
      let outcome = try scratch.ingest(try scratch.folder.write(tar.finished, "logs.tar"))
      #expect(outcome.status == 2)
      for name in Self.paths { #expect(remark(name, in: outcome), "\(name): \(outcome.error)") }
      try scratch.expectEachOnce(100)
    }

    @Test func `entries of a zip that leave it are refused and the others read`() throws {
      var zip = ZipMaker()
      for name in Self.paths { zip.add(name, Logs.combined(10, from: 500)) }
      zip.add("good/access.log", Logs.combined(100))
      let outcome = try scratch.ingest(try scratch.folder.write(zip.finished, "logs.zip"))
      #expect(outcome.status == 2)
      for name in Self.paths {
        // The library turns backslashes in the names of a zip.
        let turned = name.replacing("\\", with: "/")
        #expect(
          remark(name, in: outcome) || remark(turned, in: outcome), "\(name): \(outcome.error)")
      }
      try scratch.expectEachOnce(100)
    }

    /// Hard link, symbolic link, character device, block device, pipe.
    @Test(arguments: ["1", "2", "3", "4", "6"] as [Character])
    func `links and devices are passed over by name and the others read`(
      type: Character
    ) throws {
      var tar = TarMaker()
      tar.add("a/access.log", Logs.combined(100))
      tar.add("a/odd.log", type: type, link: type < "3" ? "/etc/passwd" : "")
      tar.add("b/access.log", Logs.combined(100, from: 100))
      let packed = try Logs.gzip(tar.finished)
      let outcome = try scratch.ingest(try scratch.folder.write(packed, "logs.tar.gz"))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.error.contains("`a/odd.log` is no regular file and was passed over"))
      try scratch.expectEachOnce(200)
    }

    @Test func `an archive as an entry is passed over and the others read`() throws {
      var inner = TarMaker()
      inner.add("x.log", Logs.combined(10, from: 500))
      var tar = TarMaker()
      tar.add("a/access.log", Logs.combined(100))
      tar.add("inner.tar", inner.finished)
      tar.add("packed.log.gz", try Logs.gzip(Logs.combined(100, from: 100)))
      let outcome = try scratch.ingest(try scratch.folder.write(tar.finished, "logs.tar"))
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("inner.tar"), "\(outcome.error)")
      try scratch.expectEachOnce(200)
    }

    @Test func `nothing of an archive is written beside it`() throws {
      var tar = TarMaker()
      tar.add("x.log", Logs.combined(10))
      tar.add("../y.log", Logs.combined(10))
      try scratch.folder.write(tar.finished, "in/logs.tar")
      let outcome = try Binary.run(
        ["ingest", "logs.tar", "-C", scratch.path],
        folder: scratch.folder.url.appendingPathComponent("in"))
      #expect(outcome.status == 2)
      let manager = FileManager.default
      #expect(try manager.contentsOfDirectory(atPath: scratch.folder.path("in")) == ["logs.tar"])
      #expect(
        try manager.contentsOfDirectory(atPath: scratch.folder.url.path).sorted()
          == ["case.recount", "in"])
    }
  }
}
