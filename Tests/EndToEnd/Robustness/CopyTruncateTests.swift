// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Rotation by copying the file and emptying it in place.
  ///
  /// A writer that does not append goes on at its old offset: the file begins with as many NULs as
  /// it was long.
  @Suite struct CopyTruncateTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    private var logs: String { scratch.folder.path("logs") }

    /// What is in the old name after a rotation of `before`.
    private func emptied(_ before: String, hasNulls: Bool, _ after: String) -> Data {
      Data(count: hasNulls ? before.utf8.count : 0) + Data(after.utf8)
    }

    private func expect(_ count: Int) throws {
      let outcome = try scratch.ingest(logs)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(count)
      #expect(Set(try scratch.sources().map(\.service)) == ["access"])
    }

    @Test(arguments: [true, false])
    func `copy and remainder read at once give every line once`(hasNulls: Bool) throws {
      let old = Logs.combined(500)
      try scratch.folder.write(old, "logs/access.log.1")
      let rest = emptied(old, hasNulls: hasNulls, Logs.combined(300, from: 500))
      try scratch.folder.write(rest, "logs/access.log")
      try expect(800)
    }

    @Test(arguments: [true, false])
    func `a file read before it was rotated gives every line once`(hasNulls: Bool) throws {
      let old = Logs.combined(500)
      try scratch.folder.write(old, "logs/access.log")
      try expect(500)
      try scratch.folder.write(old, "logs/access.log.1")
      let rest = emptied(old, hasNulls: hasNulls, Logs.combined(300, from: 500))
      try scratch.folder.write(rest, "logs/access.log")
      try expect(800)
      try expect(800)
    }

    @Test(arguments: [true, false], [true, false])
    func `lines written between reading and rotation, and after it, count once`(
      hasNulls: Bool, isPacked: Bool
    ) throws {
      try scratch.folder.write(Logs.combined(500), "logs/access.log")
      try expect(500)
      let old = Logs.combined(700)
      if isPacked {
        try scratch.folder.write(Logs.gzip(old), "logs/access.log.1.gz")
      } else {
        try scratch.folder.write(old, "logs/access.log.1")
      }
      for count in [300, 400] {
        let rest = emptied(old, hasNulls: hasNulls, Logs.combined(count, from: 700))
        try scratch.folder.write(rest, "logs/access.log")
        try expect(700 + count)
      }
    }
  }
}
