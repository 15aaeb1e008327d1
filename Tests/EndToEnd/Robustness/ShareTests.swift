// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Percentages are what the counts of the case give, wherever they are printed.
  @Suite struct ShareTests {
    /// Six hours of one request a second: one in fifty fails, half an hour long every second one.
    private func incident() -> String {
      (0..<6 * 3600).map { second in
        let isFailing = (10_800..<12_600).contains(second) ? second % 2 == 0 : second % 50 == 0
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(6 + second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        return #"203.0.113.9 - - [12/Mar/2025:\#(time) +0000] "GET /a HTTP/1.1" "#
          + (isFailing ? "503 0\n" : "200 5\n")
      }.joined()
    }

    @Test func `shares of a window agree with its counts`() throws {
      let scratch = try ScratchCase()
      let path = try scratch.folder.write(incident(), "web.log")
      let report = try Binary.run(
        ["report", path, "-C", scratch.path, "-o", scratch.folder.path("report")])
      #expect(report.status == 0, "\(report.error)")
      try scratch.expectClosing()
      let data = try Binary.run(["impact", "--json", "-C", scratch.path]).data()
      let windows = try #require(data["windows"] as? [[String: Any]])
      let window = try #require(windows.count == 1 ? windows.first : nil)
      let onset = try #require(window["onset"] as? String)
      let end = try #require(window["end"] as? String)
      #expect(onset == "2025-03-12T09:00:00.000000Z")
      #expect(end == "2025-03-12T09:30:00.000000Z")

      let range = "\"end\" >= '\(onset)' AND \"end\" < '\(end)'"
      let counts = try scratch.rows("SELECT sum(failed), count(*) FROM requests WHERE \(range)")
      #expect(counts == [["900", "1800"]])
      #expect(window["failed"] as? Int == 900)
      #expect(window["total"] as? Int == 1800)
      let phases = try #require(window["phases"] as? [[String: Any]])
      for phase in phases { #expect(phase["level"] as? Double == 0.5) }

      let table = try Binary.run(["impact", "--format", "tsv", "-C", scratch.path]).output
      #expect(table.contains("\t900\t1800\t"), "\(table)")
      #expect(table.contains("50.0 %"), "\(table)")
      #expect(try scratch.folder.read("report/report.md").contains("900 of 1,800"))

      let services = try #require(data["services"] as? [[String: Any]])
      let all = try scratch.rows("SELECT sum(n * failed), sum(n) FROM rollups")
      #expect(
        all == [["\(services[0]["failed"] as? Int ?? 0)", "\(services[0]["total"] as? Int ?? 0)"]])
    }

    @Test func `a share of rejects is printed as the counts give it`() throws {
      let scratch = try ScratchCase()
      let text = Logs.combined(193) + String(repeating: "junk\n", count: 14)
      let outcome = try scratch.ingest(try scratch.folder.write(text, "web.log"))
      #expect(outcome.status == 2)
      // 14 / 207 = 0.0676
      #expect(outcome.error.contains("14 of 207 lines (6.8 %) were rejected"), "\(outcome.error)")
    }
  }
}
