// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// From a line of a log to each form: nothing in it acts on the program that reads the export.
@Suite struct ExportHostileTests {
  private let scratch: ScratchCase

  /// What stands as the agent of a request, one line each.
  private static let agents: [[UInt8]] =
    [
      "=1+1", "+1", "-1+1", "@SUM(1+1)", "=cmd|' /C calc'!A0", "a,b;c", "it's", "\u{1B}[31mred",
      "\u{1B}]0;title\u{07}", "\u{202E}gpj.exe", "\u{2066}x\u{2069}", "\u{9B}2J", "</script>",
      "a\u{7F}b", "{\"a\":1}", "é漢😀", "a\u{2028}b",
    ].map { Array($0.utf8) } + [[0x61, 0xFF, 0xFE, 0x62], [0x61, 0xC3], [0x09, 0x3D, 0x31]]

  init() throws {
    scratch = try ScratchCase()
    var log = Data()
    for (index, agent) in ExportHostileTests.agents.enumerated() {
      let second = index < 10 ? "0\(index)" : "\(index)"
      log += Data(
        """
        203.0.113.9 - =user [12/Mar/2025:09:00:\(second) +0000] "GET /=a?b=\(index) HTTP/1.1" 503 7 "-" "
        """.utf8)
      log += Data(agent) + Data("\"\n".utf8)
    }
    let path = try scratch.folder.write(log, "web.log")
    try scratch.ingest(path, options: ["--service", "=we\"b\\\u{1B}[2J"])
    try #require(try scratch.requests() == ExportHostileTests.agents.count)
  }

  private func export(_ options: String..., to name: String) throws -> String {
    let path = scratch.folder.path(name)
    let outcome = try Binary.run(["export", "-C", scratch.path, "-o", path] + options)
    try #require(outcome.status == 0, "\(outcome.error)")
    return path
  }

  private func expectInert(
    _ path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let text = try #require(String(validating: data, as: UTF8.self))
    let obeyed = text.unicodeScalars.filter { scalar in
      let isControl = scalar.properties.generalCategory == .control
      return (isControl && !["\n", "\r", "\t"].contains(scalar))
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
    #expect(obeyed.isEmpty, "\(obeyed)", sourceLocation: sourceLocation)
  }

  @Test(arguments: [("csv", "a.csv"), ("timesketch", "t.csv")])
  func `no cell is a formula in a spreadsheet, and none is lost`(form: String, name: String) throws
  {
    let path = try export("--to", form, "--spreadsheet-safe", to: name)
    try expectInert(path)
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let rows = try PlainReader.rows("csv", path)
    #expect(rows.count == ExportHostileTests.agents.count)
    for row in rows {
      for (column, cell) in row {
        let first = cell.unicodeScalars.first ?? " "
        #expect(!["=", "+", "-", "@", "\t", "\r"].contains(first), "\(column): \(cell)")
      }
      #expect(row["user"] == "'=user" && row["status"] == "503" && row["body_bytes"] == "7")
    }
    #expect(rows[0]["agent"] == "'=1+1")
    #expect(rows[7]["agent"] == "\\u{1B}[31mred")
    #expect(rows[9]["agent"] == "\\u{202E}gpj.exe")
  }

  @Test func `CSV keeps cells as they are unless a spreadsheet is to read them`() throws {
    let path = try export("--to", "csv", to: "a.csv")
    try expectInert(path)
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let rows = try PlainReader.rows("csv", path)
    #expect(rows.prefix(4).map { $0["agent"] } == ["=1+1", "+1", "-1+1", "@SUM(1+1)"])
    #expect(rows.last?["agent"] == "\t=1")
  }

  @Test(arguments: ["jsonl", "timesketch"])
  func `lines of JSON give the text back`(form: String) throws {
    let path = try export("--to", form, to: "a.jsonl")
    try expectInert(path)
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let rows = try PlainReader.rows("jsonl", path)
    let expected = ExportHostileTests.agents.map { String(decoding: $0, as: UTF8.self) }
    #expect(rows.map { $0["agent"] } == expected)
    #expect(rows.allSatisfy { $0["service"] == "=we\"b\\\u{1B}[2J" })
  }

  @Test func `labels of metrics are escaped`() throws {
    let path = try export("--to", "openmetrics", to: "m.om")
    try expectInert(path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(#"{service="=we\"b\\\\u{1B}[2J",outcome="failure"} 0 1741770000"#))
    // A sample at the start and one at the end of the only minute, behind three lines of head.
    #expect(text.split(separator: "\n").count == 6)
  }

  @Test func `a database can be read whatever the bytes of the logs are`() throws {
    let path = try export("--to", "sqlite", to: "p.sqlite")
    guard PlainReader.isThere else { return print("skipped: there is no python3") }
    let rows = try PlainReader.rows("sqlite", path, table: "requests")
    let expected = ExportHostileTests.agents.map { String(decoding: $0, as: UTF8.self) }
    #expect(rows.map { $0["agent"] } == expected)
  }
}
