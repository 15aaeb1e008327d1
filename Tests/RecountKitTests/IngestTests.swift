// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import RecountModel
import Testing

/// The library as the command line calls it.
@Suite struct IngestTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recount-kit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, _ name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func ingest(_ names: String...) throws -> IngestSummary {
    let options = IngestOptions()
    let paths = names.map { folder.appendingPathComponent($0).path }
    return try Ingest.run(
      CaseFolder.open(paths, options: options), into: casePath, options: options)
  }

  private var casePath: String { folder.appendingPathComponent("case.recount").path }

  private static let combined =
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 502 157 "-" "curl/8""#
  private static let envoy =
    #"[2025-03-12T09:14:02.310Z] "GET /b HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#
  private static let json =
    #"{"@timestamp":"2025-03-12T09:14:02Z","http.response.status_code":200,"service.name":"hooks"}"#
  private static let github = """
    2025-03-12T09:14:03.1234567Z ##[group]Run make
    2025-03-12T09:14:09.1234567Z ##[error]Process completed with exit code 2.
    2025-03-12T09:14:09.2234567Z Cleaning up orphan processes
    """

  @Test func `a folder may mix formats, and each event finds its service`() throws {
    try write(IngestTests.combined + "\n", "logs/web-2025-03-12.log")
    try write(IngestTests.envoy + "\n", "logs/proxy.log.1")
    try write(IngestTests.json + "\n", "logs/app.jsonl")
    try write(IngestTests.github + "\n", "logs/build/17.log")
    try write("just text\n", "logs/notes.txt")
    let summary = try ingest("logs")
    // Three requests; set-up, command and clean-up of the job, and the job itself.
    #expect(summary.events == 3 + 4)
    #expect(summary.unknown == ["notes.txt"])
    let sources = try Listing.sources(casePath: casePath).text(.json)
    for name in ["combined", "envoy", "json-access", "github-job-log"] {
      #expect(sources.contains("\"format\":\"\(name)\""), "\(name)")
    }
    var rows = ""
    try QueryRun.run(
      "SELECT service, unit, sum(n) AS n FROM rollups GROUP BY 1, 2 ORDER BY 1, 2",
      casePath: casePath, format: .csv
    ) { rows += $0 }
    #expect(rows == "service,unit,n\n17,step,3\ncart,request,1\nhooks,request,1\nweb,request,1\n")
  }

  @Test func `the incident file decides which files are read and whose they are`() throws {
    try write(IngestTests.combined + "\n", "case/access/a.log")
    try write(IngestTests.combined + "\n", "case/access/b.log")
    try write(IngestTests.envoy + "\n", "case/other/c.log")
    try write("services:\n  - name: shop\n    logs: ['**/*.log']\n", "case/incident.yml")
    _ = try ingest("case")
    var rows = ""
    try QueryRun.run(
      "SELECT service, sum(n) AS n FROM rollups GROUP BY 1", casePath: casePath, format: .csv
    ) { rows += $0 }
    // a.log and b.log hold the same content, which counts once.
    #expect(rows == "service,n\nshop,2\n")
  }

  @Test func `a pattern that matches no file is named`() throws {
    try write(IngestTests.combined + "\n", "case/web.log")
    try write(
      """
      services:
        - name: web
          logs: [web.log]
        - name: shop
          logs: [shop-*.log]
      records: [page.json]
      """, "case/incident.yml")
    let options = IngestOptions()
    let opened = try CaseFolder.open(
      [folder.appendingPathComponent("case").path], options: options)
    #expect(
      opened.warnings == [
        "incident.yml: `shop-*.log` of service shop matches no file",
        "incident.yml: `page.json` of records matches no file",
      ])
  }

  @Test func `a case is found by option, by environment, or alone in its folder`() throws {
    let here = folder.path
    #expect(
      try CaseLocation.find(option: "x", environment: ["RECOUNT_CASE": "y"], folder: here) == "x")
    #expect(
      try CaseLocation.find(option: nil, environment: ["RECOUNT_CASE": "y"], folder: here) == "y")
    #expect(throws: RecountError.self) {
      try CaseLocation.find(option: nil, environment: [:], folder: here)
    }
    try write("", "one.recount")
    #expect(
      try CaseLocation.find(option: nil, environment: [:], folder: here) == here + "/one.recount")
    try write("", "two.recount")
    let error = try #require(throws: RecountError.self) {
      try CaseLocation.find(option: nil, environment: [:], folder: here)
    }
    #expect(error.exit == .usage)
  }

  @Test func `an error says what, where, why and what to try`() {
    let error = RecountError(
      .io, "the file cannot be written", at: "x/y:7", cause: "no space", try: "another disk")
    #expect(
      error.rendered == """
        error: the file cannot be written (x/y:7)
        cause: no space
        try:   another disk

        """)
  }
}
