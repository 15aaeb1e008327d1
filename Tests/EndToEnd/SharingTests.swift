// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Reports for other people: short ones, redacted ones, and those that must not be written.
@Suite struct SharingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func report(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Binary.Outcome {
    try Binary.run(
      ["report"] + arguments + ["-o", folder.path("out")],
      environment: ["RECOUNT_REDACT_KEY": ""].merging(environment) { $1 })
  }

  /// A case with addresses and names in a file name, a record and `incident.yml`.
  private func planted(title: String = "Carts fail", redact: String = "") throws -> String {
    try folder.write(Logs.combined(3000), "logs/10.4.0.17.log")
    try folder.write("incident: INC-7\ntitle: \(title)\n\(redact)", "logs/incident.yml")
    let made = try report([folder.path("logs")])
    try #require(made.status == 0, "\(made.error)")
    let casePath = folder.path("out/case.recount")
    let marked = try Binary.run([
      "mark", "detected", "2025-03-12T09:10Z",
      "ada@example.com ran /home/ada/fix --token=s3cr3t99 on db01.internal", "-C", casePath,
    ])
    try #require(marked.status == 0, "\(marked.error)")
    return casePath
  }

  private static let secrets = ["10.4.0.17", "ada", "example.com", "s3cr3t99", "db01"]

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.path(name))
  }

  @Test func `an external report of the sample names nobody and shows no raw line`() throws {
    let sample = try Sample.generate(
      into: folder.url.appendingPathComponent("sample"), ["--scale", "0.05"])
    let full = try report([sample.folder.path, "--html"])
    try #require(full.status == 0, "\(full.error)")
    let before = try folder.read("out/report.md")
    let arguments = ["-C", folder.path("out/case.recount"), "--external", "--html"]
    let outcome = try report(arguments)
    #expect(outcome.status == 0, "\(outcome.error)")
    let text = try folder.read("out/report-external.md")
    let html = try folder.read("out/report-external.html")
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }.dropFirst()
    #expect(headings == ["## Summary", "## Impact", "## Actions"])
    for document in [text, html] {
      for inside in [".log.gz", "builds/", "records/", "SELECT", "recount explain", "sha256:"] {
        #expect(!document.contains(inside), "\(inside)")
      }
    }
    #expect(html.contains("\"lines\":[]"))
    #expect(text.contains("](charts-external/overview-requests.svg)"))
    #expect(exists("out/charts-external/overview-requests.svg"))
    #expect(!exists("out/charts-external/alerts.svg"))
    // The report of the team is another file, and stays as it is.
    #expect(try folder.read("out/report.md") == before)
    #expect(exists("out/charts/alerts.svg"))
    #expect(try report(arguments).status == 0)
    #expect(try folder.read("out/report-external.md") == text)
    let verified = try Binary.run([
      "verify", folder.path("out/report-external.md"), "-C", folder.path("out/case.recount"),
    ])
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func `a brief report ends with the timeline`() throws {
    let log = try folder.write(Logs.combined(3000), "web.log")
    let outcome = try report([log, "--brief", "--html"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let text = try folder.read("out/report-brief.md")
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(headings == ["## Summary", "## Impact", "## Timing", "## Timeline"])
    #expect(try folder.read("out/report-brief.html").contains("id=\"timeline\""))
    #expect(!exists("out/report.md"))
    #expect(try report([log, "--brief", "--external"]).status == 64)
  }

  @Test func `what is planted in names and records is redacted where incident.yml asks for it`()
    throws
  {
    let casePath = try planted(redact: "redact: {clients: pseudonym, users: mask}\n")
    let outcome = try report(["-C", casePath, "--html", "--leak-scan"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let text = try folder.read("out/report.md")
    for file in ["report.md", "report.html", "charts/overview-requests.svg"] {
      let document = try folder.read("out/" + file)
      for secret in SharingTests.secrets {
        #expect(!document.contains(secret), "\(secret) in \(file)")
      }
    }
    #expect(text.contains("user-hidden ran /home/user-hidden/fix --token=token-"))
    let client = try #require(text.firstMatch(of: /client-[0-9a-f]{10}/)).output
    // One key, one report; another key, other names.
    #expect(try report(["-C", casePath]).status == 0)
    #expect(try folder.read("out/report.md") == text)
    let verified = try Binary.run(
      ["verify", folder.path("out"), "-C", casePath], environment: ["RECOUNT_REDACT_KEY": ""])
    #expect(verified.status == 0, "\(verified.output)")
    let key = try folder.write("another key for this test\n", "redact.key")
    #expect(try report(["-C", casePath, "--redact-key", key]).status == 0)
    let other = try folder.read("out/report.md")
    #expect(other != text && !other.contains(client))
    let same = ["RECOUNT_REDACT_KEY": "another key for this test"]
    #expect(try report(["-C", casePath], environment: same).status == 0)
    #expect(try folder.read("out/report.md") == other)
  }

  @Test func `without a word about it the team sees everything, and people outside nothing`() throws
  {
    let casePath = try planted()
    #expect(try report(["-C", casePath]).status == 0)
    #expect(try folder.read("out/report.md").contains("10.4.0.17"))
    let scanned = try report(["-C", casePath, "--leak-scan"])
    #expect(scanned.status == 3)
    #expect(scanned.error.contains("report.md:"))
    let outcome = try report(["-C", casePath, "--external", "--html"])
    #expect(outcome.status == 0, "\(outcome.error)")
    for file in ["report-external.md", "report-external.html"] {
      let document = try folder.read("out/" + file)
      for secret in SharingTests.secrets { #expect(!document.contains(secret), "\(secret)") }
    }
  }

  @Test func `what people wrote is not changed: it is found, and nothing is written`() throws {
    let casePath = try planted(title: "Carts fail for ada@example.com")
    let outcome = try report(["-C", casePath, "--external"])
    #expect(outcome.status == 3)
    #expect(outcome.error.contains("report-external.md:2: e-mail address in: "))
    #expect(outcome.error.contains("Carts fail for [e-mail address]"))
    #expect(!outcome.error.contains("ada"))
    #expect(!exists("out/report-external.md"))
    let allowed = try report(["-C", casePath, "--external", "--allow-leak", "ada@example.com"])
    #expect(allowed.status == 0, "\(allowed.error)")
    let text = try folder.read("out/report-external.md")
    try folder.write(text + "\nAsk 10.4.0.99.\n", "out/report-external.md")
    let again = try report(["-C", casePath, "--external", "--allow-leak", "*@example.com"])
    #expect(again.status == 3)
    #expect(again.error.contains("IPv4 address in: Ask [IPv4 address]"))
  }

  @Test func `a key that could be guessed is refused`() throws {
    let log = try folder.write(Logs.combined(300), "web.log")
    let key = try folder.write("short\n", "redact.key")
    let outcome = try report([log, "--external", "--redact-key", key])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("5 bytes; 16 are needed"))
    #expect(try report([log, "--external", "--redact-key", "/nowhere"]).status == 66)
    #expect(try report([log, "--allow-leak", "x"]).status == 64)
  }
}
