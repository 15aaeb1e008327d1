// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Small files that hold very much, and the limits that can be set against them.
  @Suite struct BombTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    /// Members of 64 MiB each: deflating all of it would take longer than the test.
    private func zeros(gibibytes: Int) throws -> Data {
      let member = try Logs.gzip(Data(count: 64 << 20))
      return Data((0..<gibibytes * 16).map { _ in member }.joined())
    }

    @Test func `a gibibyte of zeros in a small gzip file is one line in bounded memory`() throws {
      try scratch.folder.write(zeros(gibibytes: 1), "logs/bomb.log.gz")
      try scratch.folder.write(Logs.combined(200), "logs/access.log")
      var peak = 0
      let outcome = try scratch.ingest([scratch.folder.path("logs")]) {
        peak = PeakMemory.bytes(of: $0)
      }
      #expect(peak < 250 << 20, "\(peak >> 20) MiB")
      #expect(outcome.error.contains("bomb.log.gz"), "\(outcome.error)")
      try scratch.expectEachOnce(200)
    }

    private func nested(layers: Int) throws -> String {
      var data = Data(Logs.combined(100).utf8)
      for _ in 0..<layers { data = try Logs.gzip(data) }
      return try scratch.folder.write(data, "nested.log.gz")
    }

    @Test func `gzip three deep is read`() throws {
      let outcome = try scratch.ingest(try nested(layers: 3))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(100)
    }

    @Test func `gzip five deep is refused by name`() throws {
      let outcome = try scratch.ingest(try nested(layers: 5))
      #expect(outcome.status == 1)
      #expect(outcome.error.contains("refused"), "\(outcome.error)")
      #expect(outcome.error.contains("layers of compression"))
      #expect(outcome.error.contains("nested.log.gz"))
    }

    // MARK: - Limits of the command line

    private func ingestAndParse(_ path: String, _ options: [String]) throws -> [Binary.Outcome] {
      [
        try scratch.ingest([path], options: options),
        try Binary.run(["parse", path] + options),
      ]
    }

    @Test(arguments: ["access.log", "access.log.gz"])
    func `more content than the limit names the limit and its option`(name: String) throws {
      let text = Logs.combined(5000)
      let data = name.hasSuffix(".gz") ? try Logs.gzip(text) : Data(text.utf8)
      let path = try scratch.folder.write(data, name)
      for outcome in try ingestAndParse(path, ["--max-content", "100000"]) {
        #expect(![0, 64].contains(outcome.status))
        #expect(outcome.error.contains("more than 100000 bytes of content"), "\(outcome.error)")
        #expect(outcome.error.contains("--max-content"), "\(outcome.error)")
        #expect(outcome.error.contains(name))
      }
    }

    @Test func `content up to the limit is read`() throws {
      let text = Logs.combined(500)
      let path = try scratch.folder.write(Logs.gzip(text), "access.log.gz")
      for outcome in try ingestAndParse(path, ["--max-content", "\(text.utf8.count)"]) {
        #expect(outcome.status == 0, "\(outcome.error)")
      }
      try scratch.expectEachOnce(500)
    }

    private func archive(of entries: Int) throws -> String {
      var tar = TarMaker()
      for index in 0..<entries { tar.add("\(index).log", Logs.combined(10, from: index * 10)) }
      return try scratch.folder.write(tar.finished, "logs.tar")
    }

    @Test func `more entries than the limit name the limit and its option`() throws {
      for outcome in try ingestAndParse(archive(of: 8), ["--max-entries", "7"]) {
        #expect(![0, 64].contains(outcome.status))
        #expect(outcome.error.contains("more than 7 entries"), "\(outcome.error)")
        #expect(outcome.error.contains("--max-entries"), "\(outcome.error)")
        #expect(outcome.error.contains("logs.tar"))
      }
    }

    @Test func `entries up to the limit are read`() throws {
      for outcome in try ingestAndParse(archive(of: 7), ["--max-entries", "7"]) {
        #expect(outcome.status == 0, "\(outcome.error)")
      }
      try scratch.expectEachOnce(70)
    }

    @Test(arguments: ["--max-content", "--max-entries"])
    func `a limit that is no count is a wrong option`(option: String) throws {
      let path = try scratch.folder.write(Logs.combined(10), "access.log")
      for value in ["-1", "many"] {
        let outcome = try scratch.ingest(path, options: ["\(option)=\(value)"])
        #expect(outcome.status == 64)
        #expect(outcome.error.contains(option))
        #expect(!outcome.error.contains("Unknown option"), "\(outcome.error)")
      }
    }
  }
}
