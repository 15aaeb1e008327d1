// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountStore
import Testing

struct OpeningTests {
  @Test func `a new case says what it is and is sound`() throws {
    let file = try TemporaryCase()
    _ = try file.writer()
    #expect(try file.value("SELECT * FROM pragma_application_id") == .integer(0x5243_4E54))
    #expect(try file.value("SELECT * FROM pragma_user_version") == .integer(4))
    #expect(try file.value("SELECT * FROM pragma_integrity_check") == .text("ok"))
    #expect(try file.reader().sources().isEmpty)
    #expect(try file.writer().isEmpty())
  }

  @Test func `every table is strict`() throws {
    let file = try TemporaryCase()
    _ = try file.writer()
    let loose = try file.rows(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'"
    )
    #expect(loose.isEmpty)
  }

  @Test(arguments: [
    "sources", "rejects", "requests", "failures", "steps", "jobs", "runs", "milestones", "rollups",
    "coverage",
    "failed_tests", "events", "windows", "timeline", "figures",
    "remote_pulls", "remote_answers", "remote_dimensions", "remote_samples",
    "source_notes", "attempts", "source_formats",
  ])
  func `the view can be read before anything was stored`(view: String) throws {
    let file = try TemporaryCase()
    _ = try file.writer()
    #expect(try file.rows("SELECT * FROM \(view)").isEmpty)
  }

  @Test func `every view is one of those above or internal`() throws {
    let file = try TemporaryCase()
    _ = try file.writer()
    let views = try file.value("SELECT count(*) FROM sqlite_schema WHERE type = 'view'")
    #expect(views == .integer(23))
    #expect(try file.rows("SELECT * FROM current_rollup").isEmpty)
  }

  @Test func `a database of somebody else is no case and stays as it is`() throws {
    let file = try TemporaryCase()
    _ = try file.writer()
    try file.edit { $0.replaceSubrange(68..<72, with: [0, 0, 0, 0]) }
    let before = try Data(contentsOf: URL(fileURLWithPath: file.path))
    guard case .notACase? = storeError({ _ = try file.reader() }) else {
      Issue.record("read")
      return
    }
    guard case .notACase? = storeError({ _ = try file.writer() }) else {
      Issue.record("opened for writing")
      return
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == before)
  }

  @Test func `a write-ahead database of somebody else is not converted`() throws {
    let file = try TemporaryCase()
    _ = try file.writer()
    try file.edit { data in
      data.replaceSubrange(68..<72, with: [0, 0, 0, 0])
      // File format versions 2 stand for write-ahead logging.
      data.replaceSubrange(18..<20, with: [2, 2])
    }
    guard case .notACase? = storeError({ _ = try file.writer() }) else {
      Issue.record("opened for writing")
      return
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: file.path))
    #expect(Array(data[18..<20]) == [2, 2])
  }

  @Test(arguments: ["just some text\n", String(repeating: "10.0.0.1 - - GET /\n", count: 500)])
  func `a text file is no case and stays as it is`(text: String) throws {
    let file = try TemporaryCase()
    try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
    guard case .notACase? = storeError({ _ = try file.reader() }) else {
      Issue.record("read")
      return
    }
    guard case .notACase? = storeError({ _ = try file.writer() }) else {
      Issue.record("opened for writing")
      return
    }
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == text)
  }

  @Test func `a case of a newer version is refused with its version`() throws {
    let file = try TemporaryCase()
    _ = try file.writer()
    try file.edit { $0.replaceSubrange(60..<64, with: [0, 0, 0, 9]) }
    for open in [{ _ = try file.reader() }, { _ = try file.writer() }] {
      guard case .newerSchema(9)? = storeError(open) else {
        Issue.record("opened")
        return
      }
    }
  }

  @Test func `a case of the version before gets what it lacks when it is written to`() throws {
    let file = try TemporaryCase()
    _ = try file.writer()
    let kinds = [
      "remote_pulls", "remote_answers", "remote_dimensions", "remote_samples", "source_notes",
      "source_formats",
    ]
    .map { "DROP VIEW \($0)" }
    let tables = [
      "remote_pull", "remote_answer", "remote_dimension", "remote_sample", "source_note",
      "stamp_mark", "service_route", "source_format",
    ]
    .map { "DROP TABLE \($0)" }
    try file.execute((kinds + tables + ["PRAGMA user_version = 2"]).joined(separator: ";"))
    #expect(try file.reader().remotePulls().isEmpty)
    #expect(try file.reader().sources().isEmpty && file.reader().rowHashes().isEmpty)
    _ = try file.writer()
    #expect(try file.value("SELECT * FROM pragma_user_version") == .integer(4))
    #expect(try file.rows("SELECT * FROM source_notes").isEmpty)
    #expect(try file.rows("SELECT * FROM remote_samples").isEmpty)
    #expect(try file.rows("SELECT * FROM source_formats").isEmpty)
  }

  @Test func `a file that is not there is missing`() throws {
    let file = try TemporaryCase()
    guard case .missing? = storeError({ _ = try file.reader() }) else {
      Issue.record("read")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func `texts that are kept beside the events come back`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    try writer.keep("incident: A-1\n", as: "incident.yml")
    try writer.keep("incident: A-2\n", as: "incident.yml")
    #expect(try file.reader().text("incident.yml") == "incident: A-2\n")
    #expect(try file.reader().text("other") == nil)
  }
}
