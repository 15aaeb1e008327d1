// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// The same input gives the same output, however it arrives and whatever the order and the threads.
@Suite struct SameInputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Every table of a case as text, without what an id or a path says about how it was read.
  private func dump(_ path: String) throws -> String {
    let tables = [
      "SELECT content_sha256, service, format, lines, events, rejects, ignored FROM source",
      "SELECT * FROM request ORDER BY rowid", "SELECT * FROM dict_client ORDER BY id",
      "SELECT * FROM dict_route ORDER BY id", "SELECT * FROM rollup", "SELECT * FROM reject",
      "SELECT * FROM rollup_duration",
    ]
    return try tables.map { sql in
      try Binary.run(["query", sql, "--format", "tsv", "-C", path]).output
    }.joined(separator: "\n")
  }

  @Test func `plain, gzip, multi-member gzip and standard input parse alike`() throws {
    let first = Logs.combined(700)
    let second = Logs.combined(300, from: 700) + "a line that is none\n\n"
    let plain = try Binary.run(["parse", try folder.write(first + second, "a.log")])
    #expect(plain.status == 0)
    #expect(plain.output.split(separator: "\n").count == 1001)
    let gzip = try Binary.run(["parse", try folder.write(Logs.gzip(first + second), "a.log.gz")])
    let members = try Logs.gzip(first) + Logs.gzip(second)
    let multi = try Binary.run(["parse", try folder.write(members, "m.log.gz")])
    let stdin = try Binary.run(["parse", "-"], input: Data((first + second).utf8))
    let zipped = try Binary.run(["parse", "-"], input: members)
    for other in [gzip, multi, stdin, zipped] {
      #expect(other.output == plain.output)
      #expect(other.error == plain.error)
    }
  }

  @Test func `reading the same content again adds nothing, whatever its name`() throws {
    let text = Logs.combined(500)
    let path = folder.path("case.recount")
    let plain = try folder.write(text, "a.log")
    #expect(try Binary.run(["ingest", plain, "-C", path]).status == 0)
    let before = try dump(path)
    let renamed = try folder.write(text, "a.log.1")
    let zipped = try folder.write(Logs.gzip(text), "other.log.gz")
    for again in [[plain], [renamed], [zipped], [plain, renamed, zipped]] {
      let outcome = try Binary.run(["ingest"] + again + ["-C", path])
      #expect(outcome.status == 0)
      #expect(outcome.error.contains("0 events"), "\(outcome.error)")
      #expect(try dump(path) == before)
    }
  }

  @Test func `one content named twice in one run counts once`() throws {
    let text = Logs.combined(500)
    let path = folder.path("case.recount")
    let outcome = try Binary.run([
      "ingest", try folder.write(text, "a.log"), try folder.write(Logs.gzip(text), "b.log.gz"),
      "-C", path,
    ])
    #expect(outcome.status == 0)
    let count = try Binary.run(["query", "SELECT count(*) AS n FROM requests", "-C", path])
    #expect(count.output == "n\n500\n")
  }

  @Test func `two identical lines in one second count twice`() throws {
    let line = Logs.combined(1)
    let path = folder.path("case.recount")
    _ = try Binary.run(["ingest", try folder.write(line + line, "a.log"), "-C", path])
    let count = try Binary.run(["query", "SELECT sum(n) AS n FROM rollups", "-C", path])
    #expect(count.output == "n\n2\n")
  }

  @Test func `stamps far off stay in their own minute and are listed`() throws {
    let wild = #"203.0.113.9 - - [12/Mar/2066:09:00:00 +0000] "GET / HTTP/1.1" 500 1"# + "\n"
    let path = folder.path("case.recount")
    let log = try folder.write(Logs.combined(2000) + wild, "a.log")
    #expect(try Binary.run(["ingest", log, "-C", path]).status == 0)
    let data = try Binary.run(["impact", "--json", "-C", path]).data()
    let stray = try #require((data["strays"] as? [[String: Any]])?.first)
    #expect((stray["first"] as? String)?.hasPrefix("2066-03-12T09:00") == true)
    #expect(stray["total"] as? Int == 1)
    let service = try #require((data["services"] as? [[String: Any]])?.first)
    #expect(service["total"] as? Int == 2000)
  }

  @Test func `threads and the order of arguments change nothing`() throws {
    var names: [String] = []
    for index in 0..<6 {
      let text = Logs.combined(400, from: index * 400)
      names.append(
        index % 2 == 0
          ? try folder.write(text, "web-\(index).log")
          : try folder.write(Logs.gzip(text), "api-\(index).log.gz"))
    }
    var dumps: Set<String> = []
    var reports: Set<String> = []
    for (run, threads) in ["1", "2", "8"].enumerated() {
      let path = folder.path("case-\(run).recount")
      let order = run == 1 ? names.reversed() : run == 2 ? Array(names[3...] + names[..<3]) : names
      let outcome = try Binary.run(
        ["report"] + order
          + ["-C", path, "-o", folder.path("report-\(run)"), "--threads", threads])
      #expect(outcome.status == 0, "\(outcome.error)")
      dumps.insert(try dump(path))
      reports.insert(try folder.read("report-\(run)/report.md"))
    }
    #expect(dumps.count == 1)
    #expect(reports.count == 1)
  }

  @Test func `a killed ingest leaves whole sources and can be gone on with`() throws {
    // Eight inputs of a hundred thousand lines: long enough to be killed in the middle of.
    for index in 0..<8 {
      try folder.write(
        Logs.gzip(
          Logs.combined(50_000, from: index * 50_000 % 50_000)
            + "203.0.113.\(index) - - [12/Mar/2025:23:00:0\(index) +0000] \"GET / HTTP/1.1\" 200 1\n"
        ),
        "logs/s\(index).log.gz")
    }
    let whole = folder.path("whole.recount")
    #expect(try Binary.run(["ingest", folder.path("logs"), "-C", whole]).status == 0)
    let killed = folder.path("killed.recount")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = ["ingest", folder.path("logs"), "-C", killed, "-q"]
    try process.run()
    usleep(500_000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    if FileManager.default.fileExists(atPath: killed) {
      let check = try Binary.run(
        [
          "query", "SELECT sum(lines <> event_lines + rejects + ignored) AS n FROM source", "-C",
          killed,
        ])
      #expect(check.status == 0, "\(check.error)")
    }
    let rerun = try Binary.run(["ingest", folder.path("logs"), "-C", killed])
    #expect(rerun.status == 0, "\(rerun.error)")
    #expect(try dump(killed) == dump(whole))
  }
}
