// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import Testing

/// `recount impact --explain`: in which values the failures of a window gather.
@Suite struct ExplainTests {
  private let scratch: ScratchCase

  init() throws {
    scratch = try ScratchCase()
  }

  /// Five hours of sixty requests a minute over six routes; in the fourth one `fails` tells in how many
  /// of a hundred requests a route fails, else one in a hundred does.
  private func ingest(fails: (_ route: Int) -> Int) throws {
    var random = SeededGenerator(seed: 9)
    var log = ""
    for second in 0..<(5 * 3600) {
      let route = second % 6
      let isBroken = (3 * 3600..<4 * 3600).contains(second)
      let status = random.below(100) < (isBroken ? fails(route) : 1) ? 503 : 200
      let time = String(
        format: "%02d:%02d:%02d", 10 + second / 3600, second / 60 % 60, second % 60)
      log += "192.0.2.1 - - [16/Dec/2022:\(time) +0000] \"GET /r\(route) HTTP/1.1\" \(status) 5\n"
    }
    try scratch.ingest(
      try scratch.folder.write(log, "web.log"), options: ["--service", "web"])
  }

  private func explain(_ options: String...) throws -> Binary.Outcome {
    try Binary.run(["impact", "--explain", "impact.web.w1", "-C", scratch.path] + options)
  }

  @Test func `failures that gather at one route are found there`() throws {
    try ingest { $0 == 2 ? 60 : 1 }
    let outcome = try explain()
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("candidate: "), "\(outcome.error)")
    let rows = outcome.output.split(separator: "\n")
    #expect(rows.dropFirst().first?.contains("route=/r2") == true, "\(outcome.output)")
    let json = try explain("--json").data()
    #expect(json["verdict"] as? String == "concentrated")
    let first = try #require((json["candidates"] as? [[String: Any]])?.first)
    #expect((first["share"] as? Double ?? 0) > 0.9)
    #expect((first["terms"] as? [String: String])?["route"] == "/r2")
  }

  @Test func `failures that gather nowhere are told so`() throws {
    try ingest { _ in 30 }
    let outcome = try explain()
    #expect(outcome.status == 0 && outcome.error.contains("everywhere"), "\(outcome.error)")
    #expect(try explain("--json").data()["verdict"] as? String == "everywhere")
  }

  @Test func `a window that is none, and two questions at once, are refused`() throws {
    try ingest { _ in 1 }
    let none = try explain()
    #expect(none.status == 64 && none.error.contains("no window is called"))
    #expect(try explain("--steps").status == 64)
  }
}
