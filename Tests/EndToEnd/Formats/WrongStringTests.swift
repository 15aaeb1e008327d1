// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// A wrong format string fails on the first lines, with the byte and what the lines look like.
@Suite struct WrongStringTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// One literal too many: a pipe where the log has a space.
  private static let wrong =
    #"nginx:$remote_addr - $remote_user [$time_local] "$request" | $status $body_bytes_sent"#

  private func expectRefusal(
    _ outcome: Binary.Outcome, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == 1, "\(outcome.error)", sourceLocation: sourceLocation)
    for part in [
      "error: no line begins as the format string", "says (\(place):1, byte 72)",
      "byte 72: expected `| `, found `200 100", "\n       203.0.113.0 - - [12/Mar", "^\n",
      "the lines look like combined (score 0.",
    ] {
      #expect(
        outcome.error.contains(part), "\(part) in \(outcome.error)",
        sourceLocation: sourceLocation)
    }
    let lines = outcome.error.split(separator: "\n")
    let caret = lines.firstIndex { $0.hasSuffix("^") }
    let above = caret.map { lines[$0 - 1].dropFirst(lines[$0].count - 1) }
    #expect(
      above?.hasPrefix("200 100 ") == true, "\(outcome.error)", sourceLocation: sourceLocation)
  }

  @Test func `in a file`() throws {
    let path = try folder.write(Logs.combined(30), "web.log")
    for command in [["parse", path], ["ingest", path], ["ingest", path, "--dry-run"]] {
      expectRefusal(
        try Binary.run(command + ["--as", Self.wrong], folder: folder.url), path)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("case.recount")))
  }

  @Test func `in a gzip file`() throws {
    let path = try folder.write(try Logs.gzip(Logs.combined(30)), "web.log.gz")
    expectRefusal(try Binary.run(["parse", path, "--as", Self.wrong]), path)
  }

  @Test func `on standard input`() throws {
    let input = Data(Logs.combined(30).utf8)
    for command in [["parse", "-"], ["ingest", "-"], ["ingest", "-", "--dry-run"]] {
      expectRefusal(
        try Binary.run(command + ["--as", Self.wrong], input: input, folder: folder.url), "-")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("case.recount")))
  }

  @Test func `in incident yml`() throws {
    let logs = try folder.write(Logs.combined(30), "case/access/web-1.log")
    let string = Self.wrong.replacingOccurrences(of: "\"", with: "\\\"")
    try folder.write(
      """
      services:
        - name: web
          logs: [access/*.log]
          format: "\(string)"
      """, "case/incident.yml")
    let outcome = try Binary.run(["ingest", folder.path("case")], folder: folder.url)
    #expect(outcome.error.contains("format string of the service web in incident.yml says"))
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("(\(logs):1, byte 72)"), "\(outcome.error)")
    #expect(outcome.error.contains("^\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("case.recount")))
  }

  @Test func `a string of incident yml that cannot be used names the service`() throws {
    try folder.write(Logs.combined(3), "case/web.log")
    try folder.write(
      "services:\n  - {name: web, logs: [web.log], format: 'nginx:$status'}\n",
      "case/incident.yml")
    let outcome = try Binary.run(["ingest", folder.path("case")], folder: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("cannot be used, for the service web"), "\(outcome.error)")
    #expect(outcome.error.contains("case/incident.yml: nginx:$status"))
  }

  @Test func `a string that is right for the second line is right`() throws {
    let path = try folder.write("# begins\nstarting\n" + Logs.combined(30), "web.log")
    let outcome = try Binary.run(["parse", path, "--as", "apache:combined", "--max-reject", "50"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let piped = try Binary.run(
      ["parse", "-", "--as", "apache:combined", "--max-reject", "50"],
      input: Data(("starting\n" + Logs.combined(30)).utf8))
    #expect(piped.status == 0, "\(piped.error)")
  }
}
