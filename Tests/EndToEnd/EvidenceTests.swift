// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import GRDB
import Testing

/// `explain` and `verify` on the sample incident in small.
@Suite(.serialized) struct EvidenceTests {
  private struct Prepared: Sendable {
    var folder: TemporaryFolder
    var logs: String
    var report: String
    var casePath: String { report + "/case.recount" }
  }

  /// The report of a tenth of the sample, made once.
  private static let prepared: Result<Prepared, any Error> = Result {
    let folder = try TemporaryFolder()
    let sample = try Sample.generate(
      into: folder.url.appendingPathComponent("sample"), ["--scale", "0.1"])
    let report = folder.path("report")
    let outcome = try Binary.run(["report", sample.folder.path, "-o", report, "-q"])
    try #require(outcome.status == 0, "\(outcome.error)")
    return Prepared(folder: folder, logs: sample.folder.path, report: report)
  }

  private let prepared: Prepared

  init() throws {
    prepared = try EvidenceTests.prepared.get()
  }

  private func copy(_ path: String, _ name: String) throws -> String {
    let target = prepared.folder.path(name + "-\(UUID().uuidString)")
    try FileManager.default.copyItem(atPath: path, toPath: target)
    return target
  }

  @Test func `every figure of the report is explained`() throws {
    let list = try Binary.run(["explain", "-C", prepared.casePath]).output
    let ids = list.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    #expect(ids.count > 30)
    let report = try String(contentsOfFile: prepared.report + "/report.md", encoding: .utf8)
    for id in ids { #expect(report.contains("`\(id)`")) }
    let all = try Binary.run(["explain"] + ids.map(String.init) + ["-C", prepared.casePath])
    #expect(all.status == 0, "\(all.error)")
    let lines = all.output.split(separator: "\n", omittingEmptySubsequences: false)
    for part in ["  is: ", "  value: ", "  how: ", "  formula: ", "statement:", "answer:"] {
      #expect(lines.count { $0.hasPrefix(part) } == ids.count, "\(part)")
    }
    #expect(ids.allSatisfy { id in lines.contains { $0 == id } })
    let window = try Binary.run(["explain", "impact.pipelines.w1", "-C", prepared.casePath]).output
    #expect(window.contains("impact.pipelines.w1.failed\t"))
    #expect(window.contains("as they stand in the logs:"))
    let wrong = try Binary.run(["explain", "impact.pipelines.w1.faild", "-C", prepared.casePath])
    #expect(wrong.status == 64)
    #expect(wrong.error.contains("did you mean `impact.pipelines.w1.failed`?"))
  }

  @Test func `raw lines are read back from the logs`() throws {
    let arguments = ["explain", "impact.webhooks.w1.failed", "-C", prepared.casePath]
    let found = try Binary.run(arguments + ["--logs", prepared.logs]).output
    #expect(found.contains("access/webhooks-2022-12-16.log.gz:"))
    #expect(found.contains(#"  {"@timestamp":"2022-12-16T10:07:"#))
    let elsewhere = try Binary.run(arguments + ["--logs", "/nowhere"]).output
    #expect(elsewhere.contains("say where with --logs"))
  }

  @Test func `what was not touched comes out again`() throws {
    let outcome = try Binary.run([
      "verify", prepared.report, "--logs", prepared.logs, "-C", prepared.casePath,
    ])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output == "everything comes out again\n")
  }

  @Test func `one number of the report is found, with its figure`() throws {
    let report = try copy(prepared.report, "edited")
    let path = report + "/report.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let impact = try Binary.run(["impact", "--json", "-C", prepared.casePath]).data()
    let windows = try #require(impact["windows"] as? [[String: Any]])
    let steps = try #require(windows.first { $0["figure"] as? String == "impact.pipelines.w1" })
    let failed = try #require(steps["failed"] as? Int)
    let printed = "\(failed / 1000),\(String(format: "%03d", failed % 1000)) of"
    let place = try #require(text.range(of: printed))
    let edited = text.replacingCharacters(in: place, with: "1,234 of")
    try edited.write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try Binary.run(["verify", report, "-C", prepared.casePath])
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("block impact, line"))
    #expect(outcome.output.contains("impact.pipelines.w1.failed"), "\(outcome.output)")
  }

  @Test func `one row of the case is found, with its figures`() throws {
    let path = try copy(prepared.casePath, "row")
    try DatabaseQueue(path: path).write { database in
      try database.execute(
        sql: """
          UPDATE rollup SET n = n + 7 WHERE unit = 0 AND outcome = 1
            AND service = (SELECT id FROM dict_service WHERE value = 'webhooks')
            AND minute_us = 1671186000000000
          """)
      #expect(database.changesCount > 0)
    }
    let outcome = try Binary.run(["verify", "-C", path])
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("counts of webhooks at 2022-12-16 10:20"))
    #expect(outcome.output.contains("impact.webhooks.w1.failed"), "\(outcome.output)")
  }

  @Test(arguments: [
    ("UPDATE request SET line = line + 1 WHERE rowid = 5", "requests of access/"),
    ("UPDATE request SET duration_us = duration_us + 1 WHERE rowid = 7", "requests of access/"),
    ("UPDATE dict_client SET value = value || 'x' WHERE id = 3", "requests of access/"),
    (
      "DELETE FROM request_failure WHERE request = (SELECT min(request) FROM request_failure)",
      "failures of access/"
    ),
    ("UPDATE run SET steps = steps + 1 WHERE id = 3", "runs in the case"),
    ("UPDATE impact_window SET failed = failed + 1", "windows, impact."),
    ("DELETE FROM figure WHERE id LIKE '%excess'", "The case does not keep it any more."),
    ("UPDATE figure SET sql = 'SELECT 1' WHERE id LIKE '%total'", "another statement"),
  ])
  func `a changed row of any table is found`(change: String, told: String) throws {
    let path = try copy(prepared.casePath, "changed")
    try DatabaseQueue(path: path).write { database in
      try database.execute(sql: change)
      #expect(database.changesCount > 0)
    }
    let outcome = try Binary.run(["verify", "--logs", prepared.logs, "-C", path])
    #expect(outcome.status == 3)
    #expect(outcome.output.contains(told), "\(outcome.output)")
  }

  @Test func `marked moments and logs that lie elsewhere come out again`() throws {
    let report = try copy(prepared.report, "marked")
    let path = report + "/case.recount"
    let marked = try Binary.run(["mark", "note", "2022-12-16T10:12Z", "page fired", "-C", path])
    #expect(marked.status == 0)
    #expect(try Binary.run(["report", "-C", path, "-o", report, "-q"]).status == 0)
    let outcome = try Binary.run(["verify", report, "--logs", prepared.logs, "-C", path])
    #expect(outcome.status == 0, "\(outcome.output)")

    let log = prepared.logs + "/access/confluence-2022-12-16.log.gz"
    let alone = prepared.folder.path("alone")
    #expect(try Binary.run(["report", log, "-o", alone, "-q"]).status == 0)
    // Under its name, from which the service is told.
    let elsewhere = prepared.folder.path("elsewhere")
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    let moved = elsewhere + "/confluence-2022-12-16.log.gz"
    try FileManager.default.copyItem(atPath: log, toPath: moved)
    let again = try Binary.run([
      "verify", alone, "--logs", moved, "-C", alone + "/case.recount",
    ])
    #expect(again.status == 0, "\(again.output)")
  }

  @Test func `a line that moved is no evidence`() throws {
    let logs = try copy(prepared.logs, "shifted")
    let log = logs + "/access/webhooks-2022-12-16.log.gz"
    let shifted = try Command.run(
      "/bin/sh", ["-c", "gzip -dc \(log) | sed 1d | gzip -1 > \(log).new && mv \(log).new \(log)"])
    try #require(shifted.status == 0, "\(shifted.error)")
    let text = try Binary.run([
      "explain", "impact.webhooks.w1.failed", "-C", prepared.casePath, "--logs", logs,
    ]).output
    #expect(text.contains("the log is not the one that was counted"))
    #expect(!text.contains(#"  {"@timestamp""#))
  }

  @Test func `one byte of a log is found, with the figures that rest on it`() throws {
    let logs = try copy(prepared.logs, "logs")
    let log = logs + "/access/webhooks-2022-12-16.log.gz"
    let plain = try Command.run("/usr/bin/env", ["gzip", "-d", log])
    try #require(plain.status == 0, "\(plain.error)")
    let file = logs + "/access/webhooks-2022-12-16.log"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    // A letter of the first path: still a line that can be read.
    let place = try #require(bytes.firstRange(of: Data("/webhooks/".utf8)))
    bytes[place.lowerBound + 1] = UInt8(ascii: "W")
    try bytes.write(to: URL(fileURLWithPath: file))
    _ = try Command.run("/usr/bin/env", ["gzip", "-1", file])
    let outcome = try Binary.run([
      "verify", prepared.report, "--logs", logs, "-C", prepared.casePath,
    ])
    #expect(outcome.status == 3)
    #expect(
      outcome.output.contains("access/webhooks-2022-12-16.log.gz: Its content is another one"))
    #expect(outcome.output.contains("impact.webhooks.w1.failed"), "\(outcome.output)")
  }
}
