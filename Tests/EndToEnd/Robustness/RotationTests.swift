// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Sets of rotated files, named as the usual tools name them.
  @Suite struct RotationTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    /// Names of a set, the newest first.
    private static let sets: [String: [String]] = [
      "numbers": ["access.log", "access.log.1"] + (2...10).map { "access.log.\($0).gz" },
      "dateext": ["access.log"]
        + ["20250312", "20250311", "20250310"].map { "access.log-\($0).gz" }
        + ["access.log-20250309"],
      "dashes": ["access.log", "access.log-2025-03-12.gz", "access-2025-03-11.log"],
      "lumberjack": ["access.log"]
        + ["2025-03-12T09-14-02.310", "2025-03-11T23-59-59.001"].map { "access-\($0).log.gz" }
        + ["access-2025-03-11T12-00-00.000.log"],
    ]

    /// Writes a set, a hundred lines a file, in the order of `names`; gives the paths.
    private func write(_ names: [String], newestFirst: [String]) throws -> [String] {
      try names.map { name in
        let age = try #require(newestFirst.firstIndex(of: name))
        let text = Logs.combined(100, from: (newestFirst.count - 1 - age) * 100)
        let data = name.hasSuffix(".gz") ? try Logs.gzip(text) : Data(text.utf8)
        return try scratch.folder.write(data, "logs/" + name)
      }
    }

    private func expectWholeSet(_ count: Int) throws {
      let sources = try scratch.sources()
      #expect(sources.count == count)
      #expect(Set(sources.map(\.service)) == ["access"])
      #expect(sources.allSatisfy { $0.state == "complete" })
      try scratch.expectEachOnce(count * 100)
    }

    @Test(arguments: sets.keys.sorted())
    func `a folder of a rotated set is one service with all its events`(kind: String) throws {
      let names = try #require(Self.sets[kind])
      _ = try write(names, newestFirst: names)
      let outcome = try scratch.ingest(scratch.folder.path("logs"))
      #expect(outcome.status == 0, "\(outcome.error)")
      try expectWholeSet(names.count)
    }

    @Test(arguments: sets.keys.sorted())
    func `a rotated set may be given file by file in any order`(kind: String) throws {
      let names = try #require(Self.sets[kind])
      // No length of a set has 7 as a factor: each name comes up once.
      let mixed = names.indices.map { names[($0 * 7 + 1) % names.count] }
      let paths = try write(mixed, newestFirst: names)
      let outcome = try scratch.ingest(paths)
      #expect(outcome.status == 0, "\(outcome.error)")
      try expectWholeSet(names.count)
    }

    @Test func `a set that is rotated between two runs adds its new lines alone`() throws {
      let logs = scratch.folder.path("logs")
      try scratch.folder.write(Logs.combined(100, from: 100), "logs/access.log")
      try scratch.folder.write(Logs.combined(100), "logs/access.log.1")
      #expect(try scratch.ingest(logs).status == 0)
      let oldest = try Logs.gzip(Logs.combined(100))
      try scratch.folder.write(oldest, "logs/access.log.2.gz")
      try scratch.folder.write(Logs.combined(100, from: 100), "logs/access.log.1")
      try scratch.folder.write(Logs.combined(100, from: 200), "logs/access.log")
      let outcome = try scratch.ingest(logs)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(300)
    }

    @Test func `the same lines under a copy's name in one folder count once`() throws {
      let text = Logs.combined(200)
      try scratch.folder.write(text, "logs/access.log")
      try scratch.folder.write(text, "logs/copy of access.log")
      try scratch.folder.write(Logs.gzip(text), "logs/old/backup.log.gz")
      let outcome = try scratch.ingest(scratch.folder.path("logs"))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(200)
    }
  }
}
