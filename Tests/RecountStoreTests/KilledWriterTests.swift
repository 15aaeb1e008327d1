// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountStore
import Testing

struct KilledWriterTests {
  /// Rows of sixteen kilobytes: the cache of the writer holds a thousand of them.
  private func wide(_ count: Int) -> EventBatch {
    let path = Array(repeating: UInt8(0x61), count: 16_000)
    return .requests(
      (0..<count).map { index in
        var row = RequestRow(.at(10, index % 60), .failure, client: "c\(index)")
        row.path = path
        return row
      })
  }

  private func size(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }

  @Test func `the copy of a killed writer's files shows what was committed`() throws {
    let file = try TemporaryCase()
    let copy = try TemporaryCase()
    let writer = try file.writer()
    try writer.store([wide(10)], as: "kept.log")
    try writer.finish()
    let committed = try size(file.path)
    let before = try file.dump()
    try writer.beginSource(service: "web", isForced: false)
    try writer.append(wide(1500))
    // The cache has spilled into the file, and the journal knows the way back.
    #expect(try size(file.path) > committed)
    #expect(try size(file.path + "-journal") > 0)
    for suffix in ["", "-journal"] {
      try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
    }
    #expect(try copy.rows("SELECT path FROM sources") == [[.text("kept.log")]])
    #expect(try copy.count("requests") == .integer(10))
    #expect(try copy.value("SELECT * FROM pragma_integrity_check") == .text("ok"))
    #expect(try copy.dump() == before)
    // The next writer goes on where the killed one had committed.
    let next = try copy.writer()
    try next.store([wide(1)], as: "next.log")
    try next.finish()
    #expect(try copy.rows("SELECT id FROM sources") == [[.integer(1)], [.integer(2)]])
    try writer.rollback()
    #expect(try file.dump() == before)
  }

  @Test func `a reader sees the committed state while a writer is at work`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    try writer.store([wide(2)], as: "kept.log")
    try writer.finish()
    try writer.beginSource(service: "web", isForced: false)
    try writer.append(wide(2))
    #expect(try file.count("requests") == .integer(2))
    try writer.rollback()
  }
}
