// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Gzip files that are cut short or wrong: what was read is kept, and the source says so.
  @Suite struct GzipDamageTests {
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

    /// Bytes kept of a member: in the header, in the body, in the trailer of eight; those below zero
    /// are counted from its end.
    @Test(arguments: [1, 2, 9, 10, 11, 500, -9, -8, -4, -1])
    func `a cut in the last member keeps all before it and ends with 2`(cut: Int) throws {
      let kept = cut < 0 ? second.count + cut : cut
      let outcome = try ingest(first + second.prefix(kept))
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("is truncated"), "\(outcome.error)")
      #expect(try scratch.onlySource().state == "truncated")
      // All content stands before the trailer.
      let least = kept >= second.count - 8 ? 600 : 400
      #expect((least...600).contains(try scratch.requests()))
    }

    @Test(arguments: [1, 2, 3, 9, 10, 40])
    func `a cut before the first line is a failure that says truncated`(kept: Int) throws {
      let outcome = try ingest(first.prefix(kept))
      #expect(outcome.status != 0)
      #expect(outcome.error.contains("truncated"), "\(outcome.error)")
      #expect(!outcome.error.contains("no known format"), "\(outcome.error)")
    }

    @Test func `what was read before a cut is what the whole file says`() throws {
      let whole = try Binary.run(["parse", try scratch.folder.write(first, "whole.gz")])
      let half = first.prefix(first.count / 2)
      let cut = try Binary.run(["parse", try scratch.folder.write(half, "cut.gz")])
      #expect(cut.status == 2)
      let rows = cut.output.split(separator: "\n")
      #expect(rows.count > 100)
      // The last line was cut, and cannot be told from a short one.
      #expect(whole.output.split(separator: "\n").starts(with: rows.dropLast()))
    }

    /// The trailer's first four bytes are the checksum, its last four the length.
    @Test(arguments: [(-8, "incorrect checksum or length"), (-4, "incorrect checksum or length")])
    func `a wrong checksum or length keeps all events and ends with 2`(
      offset: Int, message: String
    ) throws {
      var wrong = first
      wrong[wrong.count + offset] ^= 1
      let outcome = try ingest(wrong)
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("is damaged"), "\(outcome.error)")
      #expect(outcome.error.contains(message), "\(outcome.error)")
      #expect(try scratch.onlySource().state == "damaged")
      try scratch.expectEachOnce(400)
    }

    @Test func `broken data keeps the events before it and ends with 2`() throws {
      var wrong = second
      for index in wrong.count / 2..<wrong.count / 2 + 8 { wrong[index] ^= 0xFF }
      let outcome = try ingest(first + wrong)
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("gzip member 2 is damaged"), "\(outcome.error)")
      #expect((400...600).contains(try scratch.requests()))
    }

    @Test func `damage of one file costs the others nothing`() throws {
      try scratch.folder.write(first, "logs/a.log.gz")
      try scratch.folder.write(second.prefix(2), "logs/b.log.gz")
      try scratch.folder.write(Data([0x1F]), "logs/c.log.gz")
      try scratch.folder.write(second, "logs/d.log.gz")
      let outcome = try scratch.ingest(scratch.folder.path("logs"))
      for name in ["b.log.gz", "c.log.gz"] {
        let line = outcome.error.split(separator: "\n").first {
          $0.contains(name) && $0.contains("truncated")
        }
        #expect(line != nil, "\(name) is not named: \(outcome.error)")
      }
      #expect(outcome.status == 2)
      try scratch.expectEachOnce(600)
    }
  }
}
