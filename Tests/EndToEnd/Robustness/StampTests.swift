// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Times that other tools change on the way: old, unordered, far off, fine, and with an offset.
  @Suite struct StampTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    private func ingest(_ text: String) throws {
      let outcome = try scratch.ingest(try scratch.folder.write(text, "access.log"))
      #expect(outcome.status == 0, "\(outcome.error)")
    }

    private func minutes() throws -> [[String]] {
      try scratch.rows("SELECT minute, sum(n) FROM rollups GROUP BY 1 ORDER BY 1")
    }

    @Test func `dates of 2022 load with no option`() throws {
      try ingest(Logs.combined(90).replacing("12/Mar/2025:09", with: "16/Dec/2022:10"))
      #expect(
        try minutes() == [
          ["2022-12-16T10:00:00.000000Z", "60"], ["2022-12-16T10:01:00.000000Z", "30"],
        ])
    }

    @Test func `lines out of order count in their own minute`() throws {
      let lines = Logs.combined(600).split(separator: "\n")
      // 7 has no factor in common with 600: every line comes up once.
      try ingest(lines.indices.map { lines[$0 * 7 % 600] + "\n" }.joined())
      #expect(try minutes().count == 10)
      #expect(try minutes().allSatisfy { $0[1] == "60" })
      try scratch.expectEachOnce(600)
    }

    @Test(arguments: [(2066, "Mar"), (2038, "Mar"), (1999, "Mar"), (2024, "Feb")])
    func `a line of another year changes no neighbour`(year: Int, month: String) throws {
      let stray = #"203.0.113.9 - - [12/\#(month)/\#(year):09:00:30 +0000] "GET / HTTP/1.1" 500 1"#
      try ingest(Logs.combined(60) + stray + "\n" + Logs.combined(60, from: 60))
      let own = ["\(year)-\(month == "Mar" ? "03" : "02")-12T09:00:00.000000Z", "1"]
      let others = [["2025-03-12T09:00:00.000000Z", "60"], ["2025-03-12T09:01:00.000000Z", "60"]]
      #expect(try minutes() == (year < 2025 ? [own] + others : others + [own]))
      #expect(try scratch.rows("SELECT line FROM requests WHERE status = 500") == [["61"]])
    }

    /// What is written, and the instant that it is.
    private static let offsets = [
      ("12/Mar/2025:14:44:02 +0530", "2025-03-12T09:14:02.000000Z"),
      ("12/Mar/2025:01:14:02 -0800", "2025-03-12T09:14:02.000000Z"),
      ("31/Dec/2024:23:59:59 -0100", "2025-01-01T00:59:59.000000Z"),
      ("29/Feb/2024:00:10:00 +0100", "2024-02-28T23:10:00.000000Z"),
      ("30/Mar/2025:02:30:00 +0100", "2025-03-30T01:30:00.000000Z"),
      ("12/Mar/2025:00:00:00 +1400", "2025-03-11T10:00:00.000000Z"),
    ]

    @Test func `offsets of access logs are applied, each line its own`() throws {
      try ingest(
        Self.offsets.map { #"203.0.113.9 - - [\#($0.0)] "GET / HTTP/1.1" 200 1"# + "\n" }.joined())
      let times = try scratch.rows(#"SELECT "end" FROM requests ORDER BY line"#)
      #expect(times == Self.offsets.map { [$0.1] })
    }

    private static let fine = [
      ("2025-03-12T11:14:02.123456+02:00", "2025-03-12T09:14:02.123456Z"),
      ("2025-03-12T09:14:02.000001Z", "2025-03-12T09:14:02.000001Z"),
      ("2025-03-12T03:14:02.999999-06:00", "2025-03-12T09:14:02.999999Z"),
      ("2025-03-12T09:14:02.123456789Z", "2025-03-12T09:14:02.123456Z"),
      ("2025-03-12T14:59:02.5+05:45", "2025-03-12T09:14:02.500000Z"),
    ]

    @Test func `microseconds and offsets survive from the line to the answer`() throws {
      try ingest(
        Self.fine.map {
          #"{"@timestamp":"\#($0.0)","url.path":"/a","http.response.status_code":200}"# + "\n"
        }.joined())
      let table = try scratch.rows(#"SELECT "end" FROM requests ORDER BY line"#)
      #expect(table == Self.fine.map { [$0.1] })
      let json = try Binary.run(
        ["query", #"SELECT "end" FROM requests ORDER BY line"#, "--json", "-C", scratch.path]
      ).data()
      let rows = try #require(json["rows"] as? [[String: String]])
      #expect(rows == Self.fine.map { ["end": $0.1] })
      let parsed = try Binary.run(["parse", scratch.folder.path("access.log")]).output
      for (_, time) in Self.fine { #expect(parsed.contains("\"end\":\"\(time)\"")) }
    }
  }
}
