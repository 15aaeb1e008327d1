// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// A file that was read before and has grown since: its new tail is added, nothing else.
  @Suite struct GrownFileTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    /// Lines of the first run: contents below and above the 64 KiB that tell contents apart.
    private static let sizes = [300, 2000]

    private func expectNothingNew(_ inputs: [String], _ count: Int) throws {
      let outcome = try scratch.ingest(inputs)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.error.contains(" 0 events"), "\(outcome.error)")
      try scratch.expectEachOnce(count)
    }

    @Test(arguments: sizes)
    func `lines that were appended are added once`(size: Int) throws {
      let path = try scratch.folder.write(Logs.combined(size), "access.log")
      #expect(try scratch.ingest(path).status == 0)
      for grown in [size + 1, size + 200, size + 900] {
        try scratch.folder.write(Logs.combined(grown), "access.log")
        let outcome = try scratch.ingest(path)
        #expect(outcome.status == 0, "\(outcome.error)")
        try scratch.expectEachOnce(grown)
        try expectNothingNew([path], grown)
      }
      #expect(Set(try scratch.sources().map(\.service)) == ["access"])
    }

    @Test(arguments: sizes, ["access.log.gz", "access.log.1", "access.log.2.gz"])
    func `growing and being renamed or packed adds the tail alone`(
      size: Int, name: String
    ) throws {
      let old = try scratch.folder.write(Logs.combined(size), "access.log")
      #expect(try scratch.ingest(old).status == 0)
      try FileManager.default.removeItem(atPath: old)
      let text = Logs.combined(size + 200)
      let data = name.hasSuffix(".gz") ? try Logs.gzip(text) : Data(text.utf8)
      let grown = try scratch.folder.write(data, name)
      let outcome = try scratch.ingest(grown)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(size + 200)
      try expectNothingNew([grown], size + 200)
    }

    @Test(arguments: sizes)
    func `the older and shorter content given again adds nothing`(size: Int) throws {
      let path = try scratch.folder.write(Logs.combined(size), "access.log")
      #expect(try scratch.ingest(path).status == 0)
      try scratch.folder.write(Logs.combined(size + 200), "access.log")
      #expect(try scratch.ingest(path).status == 0)
      let plain = try scratch.folder.write(Logs.combined(size), "old.log")
      let zipped = try scratch.folder.write(Logs.gzip(Logs.combined(size)), "old.log.gz")
      let middle = try scratch.folder.write(Logs.combined(size + 100), "middle.log")
      for inputs in [[plain], [zipped], [middle], [plain, path, middle]] {
        try expectNothingNew(inputs, size + 200)
      }
    }

    @Test(arguments: sizes)
    func `a short and a long copy in one run count once`(size: Int) throws {
      try scratch.folder.write(Logs.combined(size), "logs/access.log.1")
      try scratch.folder.write(Logs.combined(size + 200), "logs/access.log")
      let outcome = try scratch.ingest(scratch.folder.path("logs"))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(size + 200)
    }

    /// Cut in the agent, in the request, and before the line end.
    @Test(arguments: [5, 50, 1])
    func `a line that was half written when it was first read counts once`(cut: Int) throws {
      let whole = Logs.combined(301)
      let path = try scratch.folder.write(String(whole.dropLast(cut)), "access.log")
      _ = try scratch.ingest(path)
      try scratch.folder.write(Logs.combined(500), "access.log")
      let outcome = try scratch.ingest(path)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(500)
    }

    @Test func `a file that begins like another and goes on otherwise is added whole`() throws {
      let head = Logs.combined(2000)
      let one = try scratch.folder.write(head + Logs.combined(100, from: 2000), "a.log")
      let other = try scratch.folder.write(head + Logs.combined(100, from: 2100), "b.log")
      #expect(try scratch.ingest(one).status == 0)
      #expect(try scratch.ingest(other).status == 0)
      #expect(try scratch.requests() == 4200)
      try scratch.folder.write(head + Logs.combined(200, from: 2000), "c.log")
      #expect(try scratch.ingest(scratch.folder.path("c.log")).status == 0)
      #expect(try scratch.requests() == 4300)
    }
  }
}
