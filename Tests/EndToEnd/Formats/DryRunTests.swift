// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount ingest --dry-run`: what would be read, and as what.
@Suite struct DryRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func look(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(["ingest"] + arguments + ["--dry-run"], folder: folder.url)
  }

  private func sources(_ outcome: Binary.Outcome) throws -> [[String: Any]] {
    try #require(try outcome.data()["sources"] as? [[String: Any]])
  }

  @Test func `each source is told with confidence, wrappers, zone and span`() throws {
    try folder.write(try Logs.gzip(Logs.combined(120)), "logs/web.log.gz")
    let cri = Logs.combined(30).split(separator: "\n")
      .map { "2025-03-12T09:14:02.310000000Z stdout F \($0)\n" }.joined()
    try folder.write(cri, "logs/pod.log")
    try folder.write(
      "Mar 12 09:14:02 lb1 haproxy[14389]: 203.0.113.7:51234 [12/Mar/2025:09:14:02.310] web~ app/app1 0/0/1/29/31 502 157 - - SH-- 1/1/0/0/0 0/0 \"GET /a HTTP/1.1\"\n",
      "logs/lb.log")
    try folder.write("lorem\nipsum\n", "logs/poem.txt")
    let outcome = try look("logs", "--json")
    #expect(outcome.status == 0, "\(outcome.error)")
    let found = try sources(outcome)
    let byPath = Dictionary(uniqueKeysWithValues: found.map { ($0["path"] as? String ?? "", $0) })
    let web = try #require(byPath["web.log.gz"])
    #expect(web["format"] as? String == "combined")
    #expect(web["confidence"] as? Double ?? 0 > 0.8)
    #expect(web["first"] as? String == "2025-03-12T09:00:00.000000Z")
    #expect(web["last"] as? String == "2025-03-12T09:01:59.000000Z")
    #expect(web["events"] as? Int == 120 && web["whole"] as? Bool == true)
    #expect(web["time_quality"] as? String == "exact")
    let pod = try #require(byPath["pod.log"])
    #expect(pod["format"] as? String == "cri/combined")
    #expect(pod["wrappers"] as? [String] == ["cri"])
    #expect(byPath["lb.log"]?["time_quality"] as? String == "zone_assumed")
    #expect(byPath["poem.txt"]?["format"] == nil)
    #expect(outcome.error.contains("no known format takes poem.txt"))
  }

  @Test func `nothing is written`() throws {
    try folder.write(Logs.combined(20), "logs/web.log")
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
    let outcome = try look("logs")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("web.log\tweb\tcombined\t"), "\(outcome.output)")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.url.path) == before)
    let named = try look("logs", "-C", folder.path("other.recount"))
    #expect(named.status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path("other.recount")))
  }

  @Test func `of a long log only the first lines are looked at`() throws {
    let path = try folder.write(Logs.combined(60_000), "web.log")
    let outcome = try look(path, "--json")
    let source = try #require(try sources(outcome).first)
    let events = try #require(source["events"] as? Int)
    #expect(events >= 10_000 && events < 60_000)
    #expect(source["whole"] as? Bool == false)
    #expect(outcome.error.contains("only the first lines were looked at"))
  }

  @Test func `a format that is asked for stands there as such`() throws {
    let path = try folder.write(Logs.combined(10), "web.log")
    let outcome = try look(path, "--as", "apache:combined", "--json")
    let source = try #require(try sources(outcome).first)
    #expect(source["forced"] as? Bool == true && source["confidence"] == nil)
    let table = try look(path, "--as", "combined", "--format", "table")
    #expect(table.output.contains("asked for"))
  }

  @Test func `standard input and archives are looked into`() throws {
    let piped = try Binary.run(
      ["ingest", "-", "--dry-run", "--json"], input: Data(Logs.combined(40).utf8),
      folder: folder.url)
    #expect(piped.status == 0, "\(piped.error)")
    #expect(try sources(piped).first?["events"] as? Int == 40)
    let log = try folder.write(Logs.combined(5), "a/web.log")
    _ = try Command.run(
      "/usr/bin/env", ["tar", "-cf", folder.path("logs.tar"), "-C", folder.path("a"), "web.log"])
    let archive = try look(folder.path("logs.tar"), "--json")
    #expect(try sources(archive).first?["path"] as? String == folder.path("logs.tar") + "!web.log")
    #expect(FileManager.default.fileExists(atPath: log))
  }

  @Test func `nothing to be told is a failure`() throws {
    let poem = try folder.write("lorem\nipsum\n", "poem.txt")
    #expect(try look(poem).status == 1)
    #expect(try look(folder.path("absent")).status == 66)
    #expect(try Binary.run(["ingest", poem, "--json"]).status == 64)
  }
}
