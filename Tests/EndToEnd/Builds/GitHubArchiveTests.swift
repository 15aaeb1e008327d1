// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// What GitHub gives of one run, in any combination: each step counts once.
@Suite struct GitHubArchiveTests {
  private let scratch: ScratchCase

  init() throws {
    scratch = try ScratchCase()
  }

  /// Number, name, second of the start, lines.
  private static let steps: [(number: Int, name: String, second: Int, lines: [String])] = [
    (1, "Set up job", 0, ["Current runner version: '2.321.0'", "Prepare workflow directory"]),
    (
      2, "Run actions checkout@v4", 3,
      [
        "##[group]Run actions/checkout@v4", "with:", "##[endgroup]",
        "Syncing repository: octo/shop",
      ]
    ),
    (
      4, "Run tests", 9,
      [
        "##[group]Run npm test", "shell: /usr/bin/bash -e {0}", "##[endgroup]",
        "Tests:       1 failed, 41 passed, 42 total",
        "##[error]Process completed with exit code 1.",
      ]
    ),
    (8, "Post Run actions checkout@v4", 20, ["Post job cleanup."]),
    (9, "Complete job", 21, ["Cleaning up orphan processes"]),
  ]

  private static func text(_ step: (number: Int, name: String, second: Int, lines: [String]))
    -> String
  {
    step.lines.enumerated().map { index, line in
      let second = step.second < 10 ? "0\(step.second)" : "\(step.second)"
      return "2025-03-12T09:14:\(second).\(index)234567Z \(line)\n"
    }.joined()
  }

  private static var jobLog: String { steps.map(text).joined() }

  private static var records: String {
    let skipped = (3, "Build image", 9, "skipped")
    let all = steps.map { ($0.number, $0.name, $0.second, $0.number == 4 ? "failure" : "success") }
    let list = (all + [skipped]).sorted { $0.0 < $1.0 }.map { number, name, second, conclusion in
      let time = "2025-03-12T09:14:\(second < 10 ? "0" : "")\(second)Z"
      return """
        {"name":"\(name)","number":\(number),"status":"completed","conclusion":"\(conclusion)",\
        "started_at":"\(time)","completed_at":"\(time)"}
        """
    }
    return """
      {"total_count":1,"jobs":[{"id":7,"run_id":13992408220,"run_attempt":1,"name":"build",\
      "run_url":"https://api.github.com/repos/octo/shop/actions/runs/13992408220",\
      "status":"completed","conclusion":"failure","started_at":"2025-03-12T09:14:00Z",\
      "completed_at":"2025-03-12T09:14:21Z","steps":[\(list.joined(separator: ","))]}]}
      """
  }

  private func write(
    jobLog: Bool, stepLogs: Bool, records: Bool, isUnpacked: Bool
  ) throws -> String {
    if records { try scratch.folder.write(Self.records, "run/jobs.json") }
    if isUnpacked {
      let folder = "run/logs_13992408220/"
      if jobLog { try scratch.folder.write(Self.jobLog, folder + "0_build.txt") }
      for step in stepLogs ? Self.steps : [] {
        try scratch.folder.write(
          Self.text(step), folder + "build/\(step.number)_\(step.name).txt")
      }
      return scratch.folder.path("run")
    }
    var zip = ZipMaker()
    if jobLog { zip.add("0_build.txt", Self.jobLog) }
    if stepLogs {
      for step in Self.steps { zip.add("build/\(step.number)_\(step.name).txt", Self.text(step)) }
      zip.add("build/system.txt", "2025-03-12T09:14:00.0000000Z Evaluating build.if\n")
    }
    if jobLog || stepLogs {
      try scratch.folder.write(zip.finished, "run/logs_13992408220.zip")
    }
    return scratch.folder.path("run")
  }

  private static let combinations = [
    (true, false, false), (false, true, false), (false, false, true), (true, true, false),
    (true, false, true), (false, true, true), (true, true, true),
  ]

  @Test(arguments: combinations, [false, true])
  func `one failed step is one failed step`(
    parts: (jobLog: Bool, stepLogs: Bool, records: Bool), isUnpacked: Bool
  ) throws {
    let (jobLog, stepLogs, records) = parts
    let folder = try write(
      jobLog: jobLog, stepLogs: stepLogs, records: records, isUnpacked: isUnpacked)
    for _ in 0..<2 {
      let outcome = try scratch.ingest(folder)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(
        try scratch.rows("SELECT sum(n) FROM rollups WHERE unit = 'step' AND failed") == [["1"]])
      let steps = try scratch.rows("SELECT count(*), sum(outcome = 'success') FROM steps")
      #expect(steps == [[records ? "6" : "5", "4"]])
      let failed = try scratch.rows("SELECT run, job, number, name FROM steps WHERE failed = 1")
      let hasNumbers = stepLogs || records
      #expect(
        failed == [
          [
            "13992408220", "build", hasNumbers ? "4" : "3",
            hasNumbers ? "Run tests" : "Run npm test",
          ]
        ])
      if jobLog || stepLogs {
        #expect(try scratch.rows("SELECT exit_code FROM steps WHERE failed = 1") == [["1"]])
      }
    }
  }

  @Test func `a log whose path tells no run meets the record of its job`() throws {
    try scratch.folder.write(Self.jobLog, "run/build.log")
    try scratch.folder.write(Self.records, "run/jobs.json")
    let outcome = try scratch.ingest(scratch.folder.path("run"))
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      try scratch.rows("SELECT sum(n) FROM rollups WHERE unit = 'step' AND failed") == [["1"]])
    #expect(
      try scratch.rows("SELECT number, name, exit_code FROM steps WHERE failed = 1") == [
        ["4", "Run tests", "1"]
      ])
    #expect(try scratch.rows("SELECT count(*) FROM jobs") == [["1"]])
  }

  /// Somebody has renamed the archive.
  @Test(arguments: combinations.filter { $0.2 && ($0.0 || $0.1) })
  func `an archive whose name tells no run meets the records of its job`(
    jobLog: Bool, stepLogs: Bool, records: Bool
  ) throws {
    let folder = try write(
      jobLog: jobLog, stepLogs: stepLogs, records: records, isUnpacked: false)
    try FileManager.default.moveItem(
      atPath: folder + "/logs_13992408220.zip", toPath: folder + "/logs.zip")
    let outcome = try scratch.ingest(folder)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      try scratch.rows("SELECT run, number, exit_code FROM steps WHERE failed = 1") == [
        ["13992408220", "4", "1"]
      ])
    #expect(try scratch.rows("SELECT count(*) FROM steps") == [["6"]])
    #expect(try scratch.rows("SELECT count(*) FROM jobs") == [["1"]])
  }

  @Test func `a log of another kind with a name as those of steps is what it is`() throws {
    var tar = TarMaker()
    tar.add("logs/1_access.log.txt", Logs.combined(50))
    tar.add("logs/2_empty.txt", "")
    let outcome = try scratch.ingest(try scratch.folder.write(tar.finished, "logs.tar"))
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try scratch.rows("SELECT count(*) FROM requests") == [["50"]])
    #expect(try scratch.rows("SELECT count(*) FROM steps") == [["0"]])
  }

  @Test func `a log that could be that of two jobs is joined to none`() throws {
    try scratch.folder.write(Self.jobLog, "run/build.log")
    try scratch.folder.write(Self.records, "run/jobs.json")
    try scratch.folder.write(
      Self.records.replacing("13992408220", with: "13992408221"), "run/more.json")
    let outcome = try scratch.ingest(scratch.folder.path("run"))
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try scratch.rows("SELECT count(*) FROM jobs") == [["3"]])
  }
}
