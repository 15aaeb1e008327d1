// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// What is exported is what the case holds, in each form.
@Suite(.serialized) struct ExportTests {
  /// The sample at a small scale, with its report, so that findings are in the case.
  private static let shared = Result { () throws -> TemporaryFolder in
    let folder = try TemporaryFolder()
    _ = try Sample.generate(into: folder.url.appendingPathComponent("logs"), ["--scale", "0.01"])
    let outcome = try Binary.run(["report", folder.path("logs"), "-o", folder.path("report")])
    try #require(outcome.status == 0, "\(outcome.error)")
    return folder
  }

  private let sample: TemporaryFolder
  private let folder: TemporaryFolder
  private var path: String { sample.path("report/case.recount") }

  init() throws {
    sample = try ExportTests.shared.get()
    folder = try TemporaryFolder()
  }

  private func count(_ sql: String) throws -> Int {
    let outcome = try Binary.run(["query", sql, "--format", "tsv", "-C", path])
    let value = outcome.output.split(separator: "\n").dropFirst().first
    return try #require(value.flatMap { Int($0) }, "\(outcome.error)")
  }

  @discardableResult
  private func export(
    _ options: String..., to name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let outcome = try Binary.run(["export", "-C", path, "-o", folder.path(name)] + options)
    #expect(outcome.status == 0, "\(outcome.error)", sourceLocation: sourceLocation)
    #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(!names.contains { $0.hasSuffix(".partial") }, sourceLocation: sourceLocation)
    return folder.path(name)
  }

  // MARK: - Events

  @Test(arguments: [
    (["--to", "jsonl"], "a.jsonl", "jsonl"), (["--to", "csv"], "a.csv", "csv"),
    (["--to", "csv", "--spreadsheet-safe"], "b.csv", "csv"),
    (["--to", "timesketch"], "t.jsonl", "jsonl"), (["--to", "timesketch"], "t.csv", "csv"),
  ])
  func `every request and every step of the case is a row`(
    options: [String], name: String, kind: String
  ) throws {
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let outcome = try Binary.run(["export", "-C", path, "-o", folder.path(name)] + options)
    try #require(outcome.status == 0, "\(outcome.error)")
    let rows = try PlainReader.rows(kind, folder.path(name))
    let requests = try count("SELECT count(*) FROM requests")
    let steps = try count("SELECT count(*) FROM steps")
    #expect(outcome.error.contains("\(requests) requests, \(steps) steps"))
    #expect(rows.count { $0["kind"] == "request" } == requests)
    #expect(rows.count { $0["kind"] == "step" } == steps)
    #expect(requests > 1000 && steps > 100)
    let failed = try count("SELECT count(*) FROM events WHERE failed = 1")
    #expect(rows.count { $0["failed"] == "1" } == failed)
    let bytes = try count("SELECT sum(body_bytes) FROM requests")
    #expect(rows.reduce(0) { $0 + (Int($1["body_bytes"] ?? "0") ?? 0) } == bytes)
    let offsets = try count("SELECT sum(byte_offset) FROM requests")
    let sum = rows.filter { $0["kind"] == "request" }
      .reduce(0) { $0 + (Int($1["byte_offset"] ?? "") ?? 0) }
    #expect(sum == offsets)
  }

  @Test func `what Timesketch wants is in every row, the microseconds in both forms`() throws {
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let rows = try PlainReader.rows("csv", export("--to", "timesketch", to: "t.csv"))
    for row in rows {
      let time = try #require(row["datetime"])
      #expect(time.hasSuffix("+00:00") && time.count == 32)
      let fraction = time.dropFirst(20).prefix(6)
      #expect(row["timestamp"]?.hasSuffix(fraction) == true && row["timestamp"] == row["end_us"])
      #expect(row["message"]?.isEmpty == false && row["timestamp_desc"]?.isEmpty == false)
    }
  }

  @Test func `a stretch and a service are what is asked for, half-open`() throws {
    let from = "2022-12-16T10:00:00.000000Z"
    let to = "2022-12-16T11:00:00.000000Z"
    let file = try export(
      "--to", "jsonl", "--since", from, "--until", to, "--service", "webhooks", to: "w.jsonl")
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let expected = try count(
      """
      SELECT count(*) FROM requests WHERE service = 'webhooks' AND "end" >= '\(from)' AND "end" < '\(to)'
      """)
    #expect(lines.count == expected && expected > 0)
  }

  @Test(arguments: ["jsonl", "csv", "timesketch", "openmetrics"])
  func `standard output and a file get the same bytes, each time`(form: String) throws {
    let file = try export("--to", form, to: "a")
    let outcome = try Binary.run(["export", "--to", form, "-C", path, "-q"])
    #expect(outcome.status == 0 && outcome.error.isEmpty)
    #expect(outcome.output == (try String(contentsOfFile: file, encoding: .utf8)))
  }

  // MARK: - OpenMetrics

  @Test func `counters end with the counts of the case and never fall`() throws {
    let text = try String(
      contentsOfFile: export("--to", "openmetrics", to: "m.om"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.last == "# EOF")
    var last: [Substring: (value: Int, time: Int)] = [:]
    var order: [Substring] = []
    for line in lines where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      let value = try #require(Int(parts[parts.count - 2]))
      let time = try #require(Int(parts[parts.count - 1]))
      let name = line.prefix { $0 != "}" }
      if let before = last[name] {
        #expect(value >= before.value && time > before.time, "\(line)")
        #expect(order.last == name, "a series in pieces: \(line)")
      } else {
        #expect(value == 0)
        order.append(name)
      }
      last[name] = (value, time)
    }
    for unit in ["request", "step"] {
      let sum = last.filter { $0.key.hasPrefix("recount_\(unit)s_total{") }
        .reduce(0) { $0 + $1.value.value }
      #expect(sum == (try count("SELECT sum(n) FROM rollups WHERE unit = '\(unit)'")))
    }
    #expect(lines.count { $0.hasPrefix("# TYPE") } == 2)
  }

  // MARK: - SQLite

  @Test func `a plain database has the rows of every view`() throws {
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let file = try export("--to", "sqlite", to: "p.sqlite")
    for table in [
      "sources", "requests", "steps", "runs", "failed_tests", "milestones", "rollups", "coverage",
      "windows", "timeline", "figures", "events", "failures",
    ] {
      let rows = try PlainReader.rows("sqlite", file, table: table)
      #expect(rows.count == (try count("SELECT count(*) FROM \(table)")), "\(table)")
      #expect(!rows.isEmpty, "\(table)")
    }
    let inside = try PlainReader.rows("sqlite", file, table: "sqlite_schema")
    #expect(!inside.contains { $0["name"]?.hasPrefix("dict_") == true })
  }

  // MARK: - Findings and timeline

  @Test func `findings are those of the other commands`() throws {
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let impact = try Binary.run(["impact", "--json", "-C", path]).data()
    let clocks = try Binary.run(["clocks", "--json", "-C", path]).data()
    let lines = try Binary.run(["export", "--to", "jsonl", "--of", "findings", "-C", path]).output
      .split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
    for (kind, list) in [
      ("window", impact["windows"]), ("refusal", impact["refusals"]),
      ("milestone", clocks["milestones"]), ("measure", clocks["measures"]),
      ("conflict", clocks["conflicts"]), ("agreement", clocks["agreements"]),
    ] {
      let found = lines.filter { $0["finding"] as? String == kind }
        .compactMap { $0["data"] as? NSDictionary }
      #expect(found == (list as? [NSDictionary]), "\(kind)")
    }
    let rows = try PlainReader.rows("csv", export("--to", "csv", "--of", "findings", to: "f.csv"))
    #expect(rows.count == lines.count)
    let figures = rows.filter { $0["finding"] == "figure" }
    #expect(figures.count == (try count("SELECT count(*) FROM figures")))
  }

  @Test func `the timeline is that of the other command`() throws {
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let entries = try Binary.run(["timeline", "--json", "-C", path]).data()["entries"]
    let expected = try #require(entries as? [NSDictionary])
    let lines = try Binary.run(["export", "--to", "jsonl", "--of", "timeline", "-C", path]).output
      .split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
      }
    #expect(lines == expected)
    let rows = try PlainReader.rows(
      "csv", export("--to", "timesketch", "--of", "timeline", to: "t.csv"))
    #expect(rows.count == expected.count)
    let one = try Binary.run([
      "export", "--to", "csv", "--of", "timeline", "--service", "webhooks", "-C", path,
    ])
    let own = expected.filter { $0["service"] as? String == "webhooks" }
    #expect(one.output.split(separator: "\r\n").count == own.count + 1 && !own.isEmpty)
  }
}
