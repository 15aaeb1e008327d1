// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Testing

/// Help texts are part of the product: golden, with examples, complete.
@Suite struct HelpTests {
  static let commands = [
    "report", "ingest", "sources", "rejects", "parse", "timeline", "impact", "compare", "correlate",
    "signatures",
    "clocks", "check", "alerts", "mark", "new", "portfolio", "explain", "verify",
    "query", "export", "remote",
    "sample", "formats", "rules", "templates", "doctor",
  ]

  @Test func `the help of the program is as recorded`() throws {
    let outcome = try Binary.run(["--help"], environment: ["COLUMNS": "100"])
    #expect(outcome.status == 0)
    try Snapshot.expect(outcome.output, "help/recount.txt")
    for command in HelpTests.commands { #expect(outcome.output.contains("  \(command) ")) }
  }

  @Test(arguments: HelpTests.commands)
  func `the help of every command is as recorded and has examples`(command: String) throws {
    let outcome = try Binary.run([command, "--help"], environment: ["COLUMNS": "100"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("EXAMPLES"))
    #expect(outcome.output.contains("recount \(command)"))
    // The number of threads is that of the machine.
    let text = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.contains("(default:") && $0.contains("hread") ? "" : String($0) }
    try Snapshot.expect(text.joined(separator: "\n"), "help/\(command).txt")
  }

  @Test func `the version is printed`() throws {
    let outcome = try Binary.run(["--version"])
    #expect(outcome.status == 0)
    #expect(outcome.output == "0.1.0\n")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions are generated`(shell: String) throws {
    let outcome = try Binary.run(["--generate-completion-script", shell])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("impact"))
  }

  @Test func `a wrong option ends with 64`() throws {
    #expect(try Binary.run(["impact", "--jsno"]).status == 64)
    #expect(
      try Binary.run(["sample", "bitbucket-2022-12-16", "-o", "x", "--scale", "0"]).status == 64)
  }

  @Test func `every format has a page`() throws {
    let list = try Binary.run(["formats", "list", "--format", "tsv"])
    let names = list.output.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: "\t").first.map(String.init)
    }
    #expect(names.count >= 9)
    for name in names {
      let page = try Binary.run(["formats", "show", name])
      #expect(page.status == 0)
      #expect(page.output.contains("Accepted:"), "\(name)")
    }
  }

  @Test func `doctor finds what the tests were built with`() throws {
    let outcome = try Binary.run(["doctor", "--format", "tsv"])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("SQLite\tok"))
  }
}
