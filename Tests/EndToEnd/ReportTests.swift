// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// The report as a user meets it: written anew, edited, refused.
@Suite struct ReportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func report(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(["report"] + arguments + ["-o", folder.path("out")])
  }

  @Test func `logs alone give a report, its charts and a case`() throws {
    let log = try folder.write(Logs.combined(3000), "web.log")
    let outcome = try report(log)
    #expect(outcome.status == 0, "\(outcome.error)")
    let text = try folder.read("out/report.md")
    #expect(text.contains("3,000 requests"))
    #expect(FileManager.default.fileExists(atPath: folder.path("out/case.recount")))
    #expect(FileManager.default.fileExists(atPath: folder.path("out/charts/overview-requests.svg")))
    #expect(!text.contains(folder.url.lastPathComponent + "/out"))
  }

  @Test func `a second run changes no byte`() throws {
    let log = try folder.write(Logs.combined(3000), "web.log")
    _ = try report(log)
    let first = try folder.read("out/report.md")
    let again = try report(log)
    #expect(again.status == 0, "\(again.error)")
    #expect(try folder.read("out/report.md") == first)
  }

  @Test func `text of people survives, an edited block is reported`() throws {
    let log = try folder.write(Logs.combined(3000), "web.log")
    _ = try report(log)
    let text = try folder.read("out/report.md")
    let mine = text.replacingOccurrences(
      of: "## Actions\n", with: "## Actions\n\nRaise the limit.\n")
    try folder.write(mine, "out/report.md")
    #expect(try report("-C", folder.path("out/case.recount")).status == 0)
    #expect(try folder.read("out/report.md") == mine)
    let edited = mine.replacingOccurrences(of: "3,000 requests", with: "2 requests")
    try folder.write(edited, "out/report.md")
    let outcome = try report("-C", folder.path("out/case.recount"))
    #expect(outcome.status == 3)
    #expect(outcome.error.contains("edited by hand"))
    #expect(try folder.read("out/report.md") == edited)
    #expect(try report("-C", folder.path("out/case.recount"), "--force").status == 0)
    #expect(try folder.read("out/report.md") == mine)
  }

  @Test func `a folder of somebody else is refused`() throws {
    try folder.write("mine", "out/notes.txt")
    let log = try folder.write(Logs.combined(100), "web.log")
    let outcome = try report(log)
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("files that Recount did not write"))
    #expect(try report(log, "--force").status == 0)
  }

  @Test func `hostile text of a log is inert in the report`() throws {
    let hostile =
      #"203.0.113.9 - - [12/Mar/2025:09:00:00 +0000] "GET /[x](javascript:alert(1))|`<script> HTTP/1.1" 500 1 "-" "<img src=x>""#
    let name = "web|<script>`x`.log"
    let log = try folder.write(
      String(repeating: hostile + "\n", count: 50) + Logs.combined(500), name)
    let outcome = try report(log)
    #expect(outcome.status == 0, "\(outcome.error)")
    let text = try folder.read("out/report.md")
    for line in text.split(separator: "\n") where line.hasPrefix("|") {
      let bars = line.replacingOccurrences(of: "\\|", with: "").filter { $0 == "|" }.count
      #expect(bars <= 7, "\(line)")
    }
    let svg = try folder.read("out/charts/overview-requests.svg")
    #expect(!svg.contains("<script"))
  }
}
