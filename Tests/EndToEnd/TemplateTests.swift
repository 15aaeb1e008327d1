// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// The outline of a report as a user chooses it, changes it, and gets it wrong.
@Suite struct TemplateTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func report(_ arguments: String...) throws -> Binary.Outcome {
    let log = try folder.write(Logs.combined(3000), "web.log")
    return try Binary.run(
      ["report", log, "-C", folder.path("case.recount"), "-o", folder.path("out")] + arguments)
  }

  @Test(arguments: ["google-sre", "atlassian", "pagerduty"])
  func `a report in another outline keeps it, its text and its numbers`(name: String) throws {
    let outcome = try report("--template", name, "--html")
    #expect(outcome.status == 0, "\(outcome.error)")
    let text = try folder.read("out/report.md")
    #expect(text.contains("3,000 requests"))
    let mine = text.replacingOccurrences(of: "## Timeline\n", with: "## Timeline\n\nMy words.\n")
    try folder.write(mine, "out/report.md")
    for options in [[], ["--template", name]] {
      let again = try Binary.run(
        ["report", "-C", folder.path("case.recount"), "-o", folder.path("out")] + options)
      #expect(again.status == 0, "\(again.error)")
      #expect(try folder.read("out/report.md") == mine)
    }
    let verified = try Binary.run(
      ["verify", folder.path("out"), "-C", folder.path("case.recount")])
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func `a report that nobody wrote into changes its outline, another does not`() throws {
    #expect(try report().status == 0)
    #expect(try report("--template", "google-sre").status == 0)
    let text = try folder.read("out/report.md")
    #expect(text.contains("## Root causes"))
    let mine = text.replacingOccurrences(of: "## Trigger\n", with: "## Trigger\n\nMy words.\n")
    try folder.write(mine, "out/report.md")
    let outcome = try report("--template", "pagerduty")
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("keeps its outline"))
    #expect(try folder.read("out/report.md") == mine)
  }

  @Test func `a template of one's own begins with a shipped one`() throws {
    let shipped = try Binary.run(["templates", "default"])
    let own = shipped.output.replacingOccurrences(of: "## Actions", with: "## To do")
    try folder.write(own, "ours/report.mustache")
    #expect(try Binary.run(["templates", "--check", folder.path("ours")]).status == 0)
    #expect(try report("--template", folder.path("ours")).status == 0)
    #expect(try folder.read("out/report.md").contains("## To do"))
  }

  @Test func `a template that cannot be used ends the run before a log is read`() throws {
    try folder.write("{{{title}}}\n\n{{{timelin}}}\n", "ours/report.mustache")
    let outcome = try report("--template", folder.path("ours"))
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("ours/report.mustache:3)"), "\(outcome.error)")
    #expect(outcome.error.contains("no section is called `timelin`"))
    #expect(outcome.error.contains("did you mean `timeline`?"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("case.recount")))
    let missing = try report("--template", "google-sr")
    #expect(missing.status == 66)
    #expect(missing.error.contains("--template google-sre"))
    #expect(try report("--template", folder.path("out")).status == 66)
    try folder.write(Data([0xFF, 0xFE, 0x0A]), "bytes/report.mustache")
    #expect(try report("--template", folder.path("bytes")).status == 1)
  }

  @Test func `templates are listed`() throws {
    let list = try Binary.run(["templates"])
    #expect(list.output.hasPrefix("template\twhose outline it is\ndefault\t"))
    let data = try Binary.run(["templates", "--json"]).data()
    #expect((data["templates"] as? [Any])?.count == 4)
    #expect((data["sections"] as? [Any])?.count == 9)
  }
}
