// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountTestEngines
import Testing

/// `recount remote` with real engines: the same numbers as from the logs.
@Suite(
  .serialized,
  .enabled(if: ClickHouseServer.missing == nil, "\(ClickHouseServer.missing ?? "")"))
struct RemotePullTests {
  private static let range = ["--since", "2022-12-15T00:00Z", "--until", "2022-12-18T00:00Z"]

  /// A folder with the sample incident, its case, and its build logs and records alone.
  private struct Incident {
    let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      try run("sample", "bitbucket-2022-12-16", "--scale", "0.05", "-o", folder.path("logs"), "-q")
      try run("report", folder.path("logs"), "-o", folder.path("local"), "-q")
      try FileManager.default.createDirectory(
        atPath: folder.path("rest"), withIntermediateDirectories: true)
      for name in ["builds", "records", "incident.yml"] {
        try FileManager.default.copyItem(
          atPath: folder.path("logs/" + name), toPath: folder.path("rest/" + name))
      }
    }

    @discardableResult
    func run(_ arguments: String..., expecting status: Int32 = 0) throws -> Binary.Outcome {
      try run(arguments, expecting: status)
    }

    @discardableResult
    func run(_ arguments: [String], expecting status: Int32 = 0) throws -> Binary.Outcome {
      let outcome = try Binary.run(arguments, folder: folder.url)
      #expect(outcome.status == status, "\(arguments) \(outcome.error)")
      return outcome
    }

    var local: String { folder.path("local/case.recount") }

    /// What every row of a statement is in the case.
    func rows(_ sql: String, _ path: String) throws -> String {
      try run("query", sql, "-C", path).output
    }
  }

  @Test func `an incident pushed to two shards and pulled gives the report of its logs`()
    async throws
  {
    let incident = try Incident()
    try await ClickHouseCluster.with { cluster in
      let address = "http://127.0.0.1:\(cluster.servers[0].httpPort)"
      let shards = cluster.servers.flatMap { ["--shard", "http://127.0.0.1:\($0.httpPort)"] }
      try incident.run(
        "remote", "add", "team", "--url", address, "--table", "team.request", "--map", "recount")
      let push = ["remote", "push", "team", "--cluster", "shards", "-C", incident.local] + shards
      let first = try incident.run(push)
      #expect(first.error.contains("14 sources"))
      #expect(try incident.run(push).error.contains(", 14 there before; 0 rows sent, 0 bytes"))
      try compare(incident)
      try refuse(incident)
      cluster.servers[1].kill()
      let away = try incident.run(
        ["remote", "pull", "team", "-C", incident.folder.path("away.recount")] + Self.range,
        expecting: 74)
      #expect(away.error.contains("a shard did not answer, so counts would be partial"))
      #expect(!FileManager.default.fileExists(atPath: incident.folder.path("away.recount")))
    }
  }

  @Test(.enabled(if: ChdbServer.missing == nil, "\(ChdbServer.missing ?? "")"))
  func `the current engine gives the same report`() async throws {
    let incident = try Incident()
    try await ChdbServer.with { server in
      try incident.run(
        "remote", "add", "team", "--url", "http://127.0.0.1:\(server.port)", "--table",
        "team.request", "--map", "recount")
      try incident.run("remote", "push", "team", "-C", incident.local)
      try compare(incident)
    }
  }

  /// Counts, report and verification of the pulled case are those of the logs.
  private func compare(_ incident: Incident) throws {
    let path = incident.folder.path("pulled.recount")
    try incident.run(["remote", "pull", "team", "-C", path] + Self.range)
    let counts = """
      SELECT service, minute, outcome, coalesce(reason, ''), n FROM rollups WHERE unit = 'request' \
      ORDER BY 1, 2, 3, 4
      """
    let expected = try incident.rows(counts, incident.local)
    #expect(try incident.rows(counts, path) == expected)
    #expect(expected.utf8.count > 100_000)
    let durations = """
      SELECT value, minute_us, bucket, n FROM rollup_duration JOIN dict_service ON id = service \
      WHERE unit = 0 ORDER BY 1, 2, 3
      """
    #expect(try incident.rows(durations, path) == incident.rows(durations, incident.local))
    #expect(try incident.rows("SELECT count(*) FROM remote_samples", path) != "count(*)\n0\n")

    try incident.run("report", "rest", "-C", path, "-o", "remote", "-q")
    #expect(
      try Self.findings(incident.folder.read("remote/report.md"))
        == Self.findings(incident.folder.read("local/report.md")))
    let again = try incident.run(["remote", "pull", "team", "-C", path] + Self.range)
    #expect(again.error.contains("already in the case"))

    let figure = "impact.webhooks.w1.failed"
    let explained = try incident.run("explain", figure, "-C", path).output
    #expect(explained.contains("some failed requests, as the remote engine gave them:"))
    #expect(explained.contains("rows  rollup"))
    try incident.run(
      "verify", "remote", "-C", path, "--logs", "rest", "--remotes", "remotes.yml")
    let alone = try incident.run("verify", "-C", path, "--logs", "rest")
    #expect(alone.error.contains("counts of remote engines were not made again"))
  }

  /// The report without what names its sources, and without clients, which only logs can tell.
  private static func findings(_ report: String) -> [Substring] {
    var isAppendix = false
    return report.split(separator: "\n").filter { line in
      if line.hasPrefix("<!-- recount:begin") {
        isAppendix = ["quality", "evidence"].contains { line.contains("begin \($0) ") }
        return false
      }
      return !isAppendix && !line.hasPrefix("| Clients |")
    }
  }

  /// Every way to fail has its message and exit code, and leaves no case behind.
  private func refuse(_ incident: Incident) throws {
    let path = incident.folder.path("pulled.recount")
    let overlap = try incident.run(
      "remote", "pull", "team", "-C", path, "--since", "2022-12-16T00:00Z", "--until",
      "2022-12-16T01:00Z", expecting: 1)
    #expect(overlap.error.contains("was pulled before, and its rows would count twice"))
    let near = try incident.run(["remote", "pull", "taem"] + Self.range, expecting: 64)
    #expect(near.error.contains("did you mean `team`?"))

    let remotes = try incident.folder.read("remotes.yml")
    try incident.folder.write(
      remotes.replacing("team.request", with: "team.requests"), "wrong.yml")
    let table = try incident.run(
      ["remote", "pull", "team", "--remotes", "wrong.yml", "-C", "none.recount"] + Self.range,
      expecting: 1)
    #expect(table.error.contains("there is no such table"))
    #expect(!FileManager.default.fileExists(atPath: incident.folder.path("none.recount")))

    let tried = try incident.run(
      "remote", "test", "team", "--since", "2022-12-16T10:30Z", "--until", "2022-12-16T10:31Z",
      "--rows", "2")
    #expect(tried.error.contains("rows understood"))
    #expect(tried.output.split(separator: "\n").count == 3)
    try incident.folder.write(
      """
      time: end_us
      service: "CASE WHEN service = 'webhooks' THEN '' ELSE service END"
      status: "CASE WHEN service = 'confluence' THEN 7 ELSE toInt64(status) END"
      filter: "service <> 'attachments'"
      """, "odd.yml")
    try incident.run(
      "remote", "add", "odd", "--url", Self.url(remotes), "--table", "team.request", "--map",
      "odd.yml")
    let odd = try incident.run(
      "remote", "test", "odd", "--since", "2022-12-16T10:30Z", "--until", "2022-12-16T10:31Z")
    for doubt in ["no service", "no HTTP status", "left out by the filter"] {
      #expect(odd.error.contains(doubt) && odd.output.contains("no: " + doubt))
    }
  }

  private static func url(_ remotes: String) -> String {
    let line = remotes.split(separator: "\n").first { $0.contains("url: ") } ?? ""
    return String(line.split(separator: " ").last ?? "")
  }
}
