// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import Testing

/// An ingest that is killed at any moment leaves a case that is whole, and the next one goes on.
@Suite struct KilledIngestTests {
  private static let kills = 50

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    // Access logs of several sizes, a build archive and records: all kinds of rows.
    for index in 0..<5 {
      try folder.write(
        Logs.gzip(Logs.combined(5000 + index * 2000, from: index * 9000)),
        "logs/web-\(index).log.gz")
    }
    for index in 0..<30 {
      try folder.write(
        BuildLogs.job(steps: 2 + index % 4, failing: index % 3, output: 20),
        "logs/builds/job-\(index).log")
    }
    try folder.write(Self.archive(entries: 6, lines: 4000), "logs/edge.tar")
  }

  /// A tar of access logs, too large for its rows to be stored in one piece.
  private static func archive(entries: Int, lines: Int) -> Data {
    var tar = TarMaker()
    for index in 0..<entries {
      tar.add("edge/\(index).log", Logs.combined(lines, from: 500 + index * 997))
    }
    return tar.finished
  }

  /// Every table of a case, whatever it is called.
  private func dump(_ path: String) throws -> [String] {
    let names = try Binary.run([
      "query", "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
      "--format", "tsv", "-C", path,
    ]).output.split(separator: "\n").dropFirst()
    return try names.map { name in
      let rows = try Binary.run(
        ["query", "SELECT * FROM \(name)", "--format", "tsv", "-C", path])
      #expect(rows.status == 0, "\(rows.error)")
      return "\(name)\n\(rows.output)"
    }
  }

  /// Runs an ingest and kills it after `microseconds`; whether it was still at work.
  private func kill(_ path: String, after microseconds: UInt32) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = ["ingest", folder.path("logs"), "-C", path, "-q"]
    try process.run()
    usleep(microseconds)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  private func isWhole(_ path: String) throws {
    // Before its tables are there, the file is none that could be looked into.
    guard FileManager.default.fileExists(atPath: path) else { return }
    let check = try Binary.run([
      "query", "SELECT * FROM pragma_integrity_check", "--format", "tsv", "-C", path,
    ])
    if check.status != 0 {
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      #expect(size == 0, "\(check.error)")
      return
    }
    #expect(check.output == "integrity_check\nok\n")
    let open = try Binary.run([
      "query",
      "SELECT count(*) FROM source WHERE lines <> event_lines + continuation_lines + rejects + ignored",
      "--format", "tsv", "-C", path,
    ])
    #expect(open.output.hasSuffix("\n0\n"), "\(open.error)")
  }

  @Test func `fifty kills at random moments, each followed by a run, lose and double nothing`()
    throws
  {
    let whole = folder.path("whole.recount")
    let began = Date()
    #expect(try Binary.run(["ingest", folder.path("logs"), "-C", whole, "-q"]).status == 0)
    var length = Date().timeIntervalSince(began)
    let expected = try dump(whole)
    var random = SeededGenerator(seed: 20_221_216)
    var kills = 0
    var rounds = 0
    while kills < KilledIngestTests.kills {
      rounds += 1
      try #require(rounds < 40, "the ingest ends before it can be killed")
      let path = folder.path("case-\(rounds).recount")
      // A few kills on one case, then it is finished. What a killed run has stored makes the next one
      // shorter, so that most delays are well below the time of the first.
      for run in 0..<1 + random.below(5) {
        let delay = UInt32(random.below(Int(length * 800_000) + 1))
        if try kill(path, after: delay) {
          kills += 1
        } else if run == 0 {
          // A whole ingest is quicker than this delay: the first was timed beside other work.
          length = min(length, Double(delay) / 1_000_000)
        }
        try isWhole(path)
      }
      let rerun = try Binary.run(["ingest", folder.path("logs"), "-C", path, "-q"])
      #expect(rerun.status == 0, "\(rerun.error)")
      #expect(try dump(path) == expected)
    }
  }

  @Test func `Ctrl-C inside an archive takes back all of it`() throws {
    let whole = folder.path("whole.recount")
    let archive = try folder.write(Self.archive(entries: 40, lines: 3000), "edge.tar")
    let began = Date()
    #expect(try Binary.run(["ingest", archive, "-C", whole, "-q"]).status == 0)
    let length = Date().timeIntervalSince(began)
    let expected = try dump(whole)
    for part in 1...6 {
      let path = folder.path("case-\(part).recount")
      let stopped = try Binary.run(["ingest", archive, "-C", path, "-q"]) { process in
        usleep(UInt32(length * 1_000_000 * Double(part) / 7))
        Foundation.kill(process, SIGINT)
      }
      #expect([0, 130].contains(stopped.status), "\(stopped.error)")
      let rows = try Binary.run([
        "query", "SELECT count(*) FROM request", "--format", "tsv", "-C", path,
      ])
      if stopped.status == 130 { #expect(rows.output.hasSuffix("\n0\n"), "\(rows.error)") }
      #expect(try Binary.run(["ingest", archive, "-C", path, "-q"]).status == 0)
      #expect(try dump(path) == expected)
    }
  }

  @Test func `Ctrl-C keeps the finished inputs, ends with 130, and the next run goes on`() throws {
    let whole = folder.path("whole.recount")
    #expect(try Binary.run(["ingest", folder.path("logs"), "-C", whole, "-q"]).status == 0)
    let path = folder.path("case.recount")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = ["ingest", folder.path("logs"), "-C", path, "-q", "--threads", "1"]
    let error = Pipe()
    process.standardError = error
    try process.run()
    // The case is made after the signal is listened for.
    for _ in 0..<5000 where !FileManager.default.fileExists(atPath: path) { usleep(1000) }
    usleep(10_000)
    process.interrupt()
    let text = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // On a fast machine all may be done before the signal comes.
    if process.terminationStatus != 0 {
      #expect(process.terminationReason == .exit && process.terminationStatus == 130, "\(text)")
      #expect(text.contains("inputs are in the case"))
    }
    #expect(try Binary.run(["ingest", folder.path("logs"), "-C", path, "-q"]).status == 0)
    #expect(try dump(path) == dump(whole))
  }
}
