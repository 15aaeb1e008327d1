// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount compare` on the sample incident's counterpart in small.
@Suite struct CompareTests {
  private let scratch: ScratchCase

  init() throws {
    scratch = try ScratchCase()
    // Two hours of ten requests a minute; in the second one every fifth fails.
    var log = ""
    for index in 0..<1200 {
      let minute = index / 10
      let status = minute >= 60 && index % 5 == 0 ? 500 : 200
      let time = String(format: "%02d:%02d:%02d", 10 + minute / 60, minute % 60, index % 10 * 6)
      log += "192.0.2.1 - - [16/Dec/2022:\(time) +0000] \"GET /a HTTP/1.1\" \(status) 5\n"
    }
    try scratch.ingest(
      try scratch.folder.write(log, "web.log"), options: ["--service", "web"])
  }

  private func compare(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(["compare"] + arguments + ["-C", scratch.path])
  }

  @Test func `two stretches stand side by side`() throws {
    let outcome = try compare("2022-12-16T10:00Z/11:00Z", "2022-12-16T11:00Z/12:00Z")
    #expect(outcome.status == 0 && outcome.error == "", "\(outcome.error)")
    let rows = outcome.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows[0] == ["service", "measure", "first", "second", "second / first", "differs"])
    #expect(rows[1].prefix(4) == ["web", "requests", "600", "600"])
    #expect(rows[2].prefix(4) == ["web", "failed requests", "0", "120"])
    #expect(rows[3][3].hasPrefix("20.0 % [") && rows[3][5] == "yes")
    #expect(rows[4][5] == "no")
    let json = try compare(
      "2022-12-16T10:00Z/11:00Z", "2022-12-16T11:00Z/12:00Z", "--json"
    ).data()
    let all = try #require(json["comparisons"] as? [[String: Any]])
    #expect(all.count == 1 && all[0]["service"] as? String == "web")
    #expect((all[0]["second"] as? [String: Any])?["failed"] as? Int == 120)
  }

  @Test func `a window is a stretch, and what is none is told`() throws {
    let window = try compare("2022-12-16T10:00Z/11:00Z", "impact.web.w1")
    #expect(window.status == 0 && window.output.contains("failed requests\t0\t120"))
    let none = try compare("2022-12-16T10:00Z/11:00Z", "impact.web.w9")
    #expect(none.status == 64 && none.error.contains("no window is called `impact.web.w9`"))
    let wrong = try compare("yesterday", "impact.web.w1")
    #expect(wrong.status == 64 && wrong.error.contains("`yesterday` is no stretch of time"))
    let empty = try compare("2020-01-01T10:00Z/11:00Z", "2020-01-02T10:00Z/11:00Z")
    #expect(empty.status == 0)
    #expect(empty.error == "no log of the case covers either stretch\n")
  }
}
