// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Logs whose stamps state no year, as they lie in a folder: plain, and packed by gzip and tar.
@Suite struct YearTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let lines = """
    Dec 31 23:59:58 lb1 web: 203.0.113.7 - - "GET /a HTTP/1.1" 502 157 "-" "curl/8.5.0"
    Dec 31 23:59:59 lb1 web: 203.0.113.7 - - "GET /b HTTP/1.1" 200 157 "-" "curl/8.5.0"
    Jan  1 00:00:01 lb1 web: 203.0.113.7 - - "GET /c HTTP/1.1" 200 157 "-" "curl/8.5.0"

    """

  /// The log, last changed on 1 January 2021.
  private func log() throws -> String {
    let path = try folder.write(Self.lines, "logs/messages")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_609_459_300)], ofItemAtPath: path)
    return path
  }

  private func run(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(arguments, folder: folder.url)
  }

  private func days() throws -> [String] {
    let outcome = try run(
      "query", "--format", "tsv", "SELECT substr(\"end\", 1, 10) AS day FROM requests ORDER BY line"
    )
    return outcome.output.split(separator: "\n").dropFirst().map(String.init)
  }

  private static let told = ["2020-12-31", "2020-12-31", "2021-01-01"]

  @Test func `gzip's header tells the year, and that is said`() throws {
    _ = try Command.run("/usr/bin/env", ["gzip", try log()])
    let dry = try run("ingest", "logs", "--dry-run")
    #expect(dry.output.contains("UTC, assumed; year inferred\t2020-12-31"), "\(dry.output)")
    let outcome = try run("ingest", "logs")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      outcome.error.contains(
        "messages.gz: 3 stamps state no year: inferred from 2021-01-01, when it was written as its gzip header or archive says"
      ), "\(outcome.error)")
    #expect(try days() == Self.told)
    let parsed = try run("parse", "logs/messages.gz")
    #expect(parsed.output.contains("2020-12-31T23:59:58"), "\(parsed.error)")
    #expect(try run("verify").status == 0)
  }

  @Test func `tar tells the year of each entry`() throws {
    let path = try log()
    _ = try Command.run(
      "/usr/bin/env",
      ["tar", "-czf", folder.path("logs.tgz"), "-C", folder.path("logs"), "messages"])
    try FileManager.default.removeItem(atPath: path)
    let outcome = try run("ingest", "logs.tgz")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try days() == Self.told)
  }

  @Test func `another log of the folder comes before the header`() throws {
    _ = try Command.run("/usr/bin/env", ["gzip", try log()])
    try folder.write(Logs.combined(5), "logs/web.log")
    #expect(try run("ingest", "logs").status == 0)
    let rows = try run(
      "query", "--format", "tsv",
      "SELECT min(substr(\"end\", 1, 10)) AS day FROM requests WHERE source = 'messages.gz'")
    #expect(rows.output.hasSuffix("2024-12-31\n"), "\(rows.output)")
    let dry = try run("ingest", "logs", "--dry-run")
    #expect(dry.output.contains("2024-12-31"), "\(dry.output)")
  }

  /// A copy of a file is of today: its time is told and not taken.
  @Test func `the file's own time is offered`() throws {
    _ = try log()
    for command in [["ingest", "logs"], ["parse", "logs/messages"]] {
      let outcome = try Binary.run(command, folder: folder.url)
      #expect(outcome.status == 1)
      #expect(
        outcome.error.contains(
          "give --year, such as --year 2021 (the file was last changed on 2021-01-01)"),
        "\(outcome.error)")
    }
  }

  @Test(arguments: [["--year", "2016"], ["--tz", "America/New_York", "--year", "2016"]])
  func `a dry run reads stamps as the ingest will`(options: [String]) throws {
    _ = try log()
    let outcome = try Binary.run(["ingest", "logs", "--dry-run"] + options, folder: folder.url)
    let first =
      options.count == 2
      ? "UTC, assumed; year given\t2016-12-31T23:59:58"
      : "America/New_York, given; year given\t2017-01-01T04:59:58"
    #expect(outcome.output.contains(first), "\(outcome.output)")
  }
}
