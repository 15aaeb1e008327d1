// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// No event at all is a failure; no row for a question is an answer.
  @Suite struct NothingFoundTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    @Test(arguments: ["parse", "report"])
    func `lines without an event end with 1`(command: String) throws {
      let path = try scratch.folder.write("one\ntwo\n", "access.log")
      let output = command == "report" ? ["-o", scratch.folder.path("report")] : []
      for options in [[], ["--as", "combined"]] {
        let outcome = try Binary.run([command, path] + options + output)
        #expect(outcome.status == 1, "\(outcome.error)")
        #expect(outcome.error.contains("error: "))
      }
      #expect(!FileManager.default.fileExists(atPath: scratch.folder.path("report/report.md")))
    }

    @Test(arguments: ["\n\n\n", "# only\n# comments\n", "\0\0\0\0", "\u{FEFF}", "\r\n"])
    func `a file that says nothing ends with 1 or 66 and no case`(text: String) throws {
      let outcome = try scratch.ingest(try scratch.folder.write(text, "access.log"))
      #expect([1, 66].contains(outcome.status), "\(outcome.error)")
      #expect(outcome.error.contains("access.log"))
      #expect(!FileManager.default.fileExists(atPath: scratch.path))
    }

    @Test(arguments: ["table", "tsv", "csv", "md", "json"])
    func `a query that no row answers ends with 0`(format: String) throws {
      try scratch.ingest(try scratch.folder.write(Logs.combined(50), "access.log"))
      let outcome = try Binary.run([
        "query", "SELECT path, status FROM requests WHERE status = 418", "--format", format, "-C",
        scratch.path,
      ])
      #expect(outcome.status == 0, "\(outcome.error)")
      let hasRow = outcome.output.contains("cart")
      #expect(!hasRow)
      #expect(!outcome.output.isEmpty)
    }

    @Test(arguments: ["rejects", "timeline", "impact", "clocks"])
    func `a list with nothing in it ends with 0`(command: String) throws {
      try scratch.ingest(try scratch.folder.write(Logs.combined(50), "access.log"))
      let outcome = try Binary.run([command, "--json", "-C", scratch.path])
      #expect(outcome.status == 0, "\(outcome.error)")
      _ = try outcome.json()
    }
  }
}
