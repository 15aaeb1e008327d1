// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Gzip files of several members, as `cat`, rotation and shippers make them.
  @Suite struct GzipMemberTests {
    private let scratch: ScratchCase
    private let first: Data
    private let second: Data

    init() throws {
      scratch = try ScratchCase()
      first = try Logs.gzip(Logs.combined(400))
      second = try Logs.gzip(Logs.combined(200, from: 400))
    }

    private func ingest(_ data: Data) throws -> Binary.Outcome {
      try scratch.ingest(try scratch.folder.write(data, "access.log.gz"))
    }

    @Test(arguments: [1, 512, 70_000])
    func `zero padding between and behind members loses nothing`(zeros: Int) throws {
      let padding = Data(count: zeros)
      let outcome = try ingest(first + padding + second + padding)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.error.contains("zero padding after a gzip member was skipped"))
      #expect(try scratch.onlySource().state == "complete")
      try scratch.expectEachOnce(600)
    }

    @Test func `garbage between members loses no event and ends with 2`() throws {
      let outcome = try ingest(first + Data("garbage".utf8) + second)
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("is damaged"), "\(outcome.error)")
      #expect(outcome.error.contains("7 bytes between gzip members were skipped"))
      #expect(try scratch.onlySource().state == "damaged")
      try scratch.expectEachOnce(600)
    }

    @Test func `empty members before, between and behind others lose nothing`() throws {
      let empty = try Logs.gzip("")
      let outcome = try ingest(empty + first + empty + empty + second + empty)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().state == "complete")
      try scratch.expectEachOnce(600)
    }

    @Test func `an empty member alone ends with 66 like an empty file`() throws {
      let outcome = try ingest(Logs.gzip(""))
      #expect(outcome.status == 66)
      #expect(outcome.error.contains("the file is empty"), "\(outcome.error)")
    }

    @Test func `gzip inside gzip is peeled twice`() throws {
      let outcome = try ingest(Logs.gzip(first + second))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(600)
    }

    @Test func `a line that runs across members is one line`() throws {
      let lines = Logs.combined(600)
      let half = lines.index(lines.startIndex, offsetBy: lines.count / 2)
      let outcome = try ingest(
        Logs.gzip(String(lines[..<half])) + Logs.gzip(String(lines[half...])))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().lines == 600)
      try scratch.expectEachOnce(600)
    }

    @Test func `blocks of BGZF and their empty last one are members`() throws {
      let end: [UInt8] = [
        0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0,
        0, 0, 0,
      ]
      let outcome = try ingest(first + second + Data(end))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(600)
    }

    @Test func `a name in the header is never used`() throws {
      var named = first
      named[3] |= 8
      named.insert(contentsOf: Array("../../evil.log".utf8) + [0], at: 10)
      let outcome = try ingest(named)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().service == "access")
      try scratch.expectEachOnce(400)
    }
  }
}
