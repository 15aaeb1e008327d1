// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// The program that makes a terminal for another one.
private enum TerminalMaker {
  static let path = ["/usr/bin/script"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}

/// What a command does on a terminal, which `script` of util-linux makes.
@Suite(.enabled(if: TerminalMaker.path != nil, "`script` of util-linux is not installed"))
struct TerminalTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let log = try HostileLog.write("harmless", into: folder)
    let outcome = try Binary.run(["ingest", log, "-C", folder.path("case.recount"), "-q"])
    try #require(outcome.status == 0, "\(outcome.error)")
  }

  /// Runs a command on a terminal of `rows` lines and gives what that shows.
  private func shown(
    _ arguments: String, rows: Int = 50, environment: [String: String] = [:]
  ) throws -> String {
    let command =
      "stty rows \(rows) cols 200; '\(Binary.path)' \(arguments) -C '\(folder.path("case.recount"))'"
    var variables = ["TERM": "xterm-256color", "NO_COLOR": "", "PAGER": "", "RECOUNT_PAGER": "cat"]
    variables.merge(environment) { $1 }
    return try Command.run(
      try #require(TerminalMaker.path), ["-qec", command, "/dev/null"], environment: variables
    ).output.replacingOccurrences(of: "\r\n", with: "\n")
  }

  private static let escape = "\u{1B}["

  @Test func `a terminal gets aligned columns in colour, a pipe gets tabs`() throws {
    let table = try shown("impact")
    #expect(table.contains("\u{1B}[1mfigure\u{1B}[0m"))
    #expect(table.contains("\u{1B}[2m──"))
    #expect(table.contains("\u{1B}[31m"))
    #expect(table.contains("▁") && table.contains("█"))
    let piped = try Binary.run(["impact", "-C", folder.path("case.recount")]).output
    #expect(piped.hasPrefix("figure\tkind\t"))
    #expect(!piped.contains(TerminalTests.escape) && !piped.contains("█"))
  }

  @Test(arguments: [
    ("impact", ["NO_COLOR": "1"]), ("impact", ["TERM": "dumb"]), ("impact --color never", [:]),
  ])
  func `colour is left out where it is not wanted`(
    arguments: String, environment: [String: String]
  ) throws {
    let table = try shown(arguments, environment: environment)
    #expect(!table.contains(TerminalTests.escape))
    #expect(table.contains("──"))
  }

  @Test func `colour that is asked for is given to a pipe too, and to tables alone`() throws {
    let path = folder.path("case.recount")
    let table = try Binary.run(["impact", "-C", path, "--format", "table", "--color", "always"])
    #expect(table.output.contains("\u{1B}[1mfigure"))
    let tabs = try Binary.run(["impact", "-C", path, "--color", "always"])
    #expect(!tabs.output.contains(TerminalTests.escape))
  }

  @Test func `plain characters draw the share where others cannot be read`() throws {
    let table = try shown("impact --ascii --color never")
    #expect(table.contains("#") && !table.contains("█"))
  }

  @Test func `an error is red on a terminal alone`() throws {
    let text = try shown("impact --explain impact.nobody.w1 2>/dev/tty")
    #expect(text.contains("\u{1B}[31merror:\u{1B}[0m"))
  }

  @Test func `a list longer than the screen goes through the pager that was chosen`() throws {
    let pager = "sed 's/^/paged: /'"
    let long = try shown("impact", rows: 3, environment: ["RECOUNT_PAGER": pager])
    #expect(long.split(separator: "\n").allSatisfy { $0.hasPrefix("paged: ") })
    let other = try shown("impact", rows: 3, environment: ["RECOUNT_PAGER": "", "PAGER": pager])
    #expect(!other.contains("paged: "))
    let short = try shown("impact", environment: ["RECOUNT_PAGER": pager])
    #expect(!short.contains("paged: "))
    let refused = try shown("impact --no-pager", rows: 3, environment: ["RECOUNT_PAGER": pager])
    #expect(!refused.contains("paged: "))
  }

  @Test func `a pager that is not there costs nothing`() throws {
    let text = try shown("impact", rows: 3, environment: ["RECOUNT_PAGER": "no-such-pager"])
    #expect(text.contains("figure"))
  }
}
