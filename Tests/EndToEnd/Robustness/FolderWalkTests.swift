// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Folders that hold more than files: links, pipes, what must not be read.
  @Suite struct FolderWalkTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
      try scratch.folder.write(Logs.combined(100), "logs/access.log")
      try scratch.folder.write(Logs.combined(100, from: 100), "logs/deep/er/access.log.1")
    }

    private var logs: String { scratch.folder.path("logs") }

    private func link(_ name: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.folder.path(name), withDestinationPath: target)
    }

    @Test func `loops of links are walked once`() throws {
      try link("logs/self", to: ".")
      try link("logs/deep/up", to: "..")
      try link("logs/deep/er/root", to: logs)
      try link("logs/turn", to: "turn")
      let outcome = try scratch.ingest(logs)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.sources().count == 2)
      try scratch.expectEachOnce(200)
    }

    @Test func `a link and what it points to count once`() throws {
      try link("logs/current", to: "access.log")
      try link("logs/again", to: "deep")
      let outcome = try scratch.ingest(logs, scratch.folder.path("logs/current"))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(200)
    }

    @Test func `a link to nothing is passed over in a folder and 66 when it is named`() throws {
      try link("logs/gone.log", to: "/nowhere/at/all.log")
      let outcome = try scratch.ingest(logs)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(200)
      let named = try scratch.ingest(scratch.folder.path("logs/gone.log"))
      #expect(named.status == 66)
      #expect(named.error.contains("gone.log"))
    }

    @Test func `an empty file in a folder costs the others nothing`() throws {
      try scratch.folder.write("", "logs/empty.log")
      let outcome = try scratch.ingest(logs)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.error.contains("empty: empty.log"))
      try scratch.expectEachOnce(200)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func `a file that may not be read is named and costs the others nothing`() throws {
      let closed = try scratch.folder.write(Logs.combined(10, from: 200), "logs/closed.log")
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
      let named = try scratch.ingest(closed)
      #expect(named.status == 74)
      #expect(named.error.contains("closed.log"))
      let outcome = try scratch.ingest(logs)
      #expect(outcome.status != 0)
      #expect(outcome.error.contains("closed.log"))
      try scratch.expectEachOnce(200)
    }

    @Test(arguments: ["logs/nested.gz"])
    func `a file that is refused is named and costs the others nothing`(name: String) throws {
      var data = Data([0xFF, 0xFE, 0x61, 0])
      if name.hasSuffix(".gz") {
        for _ in 0..<5 { data = try Logs.gzip(data) }
      }
      try scratch.folder.write(data, name)
      let outcome = try scratch.ingest(logs)
      #expect(outcome.status != 0)
      #expect(outcome.error.contains(name.dropFirst(5)), "\(outcome.error)")
      try scratch.expectEachOnce(200)
    }

    /// A run that waits for a pipe for ever ends with 124.
    private func limited(_ script: String) throws -> Binary.Outcome {
      let outcome = try Command.run(
        "/bin/sh", ["-c", script, "sh", Binary.path, scratch.path, scratch.folder.url.path])
      try scratch.expectClosing()
      return outcome
    }

    @Test func `a pipe in a folder is passed over`() throws {
      let outcome = try limited(
        #"mkfifo "$3/logs/pipe.log"; exec timeout 10 "$1" ingest "$3/logs" -C "$2""#)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(200)
    }

    @Test func `a pipe that is named is read`() throws {
      let outcome = try limited(
        #"""
        mkfifo "$3/pipe.log"
        cat "$3/logs/access.log" > "$3/pipe.log" &
        writer=$!
        timeout 10 "$1" ingest "$3/pipe.log" -C "$2"
        status=$?
        kill $writer 2> /dev/null
        exit $status
        """#)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(100)
    }

    /// A log handed over by `<(…)` of a shell is a pipe with a number for its name.
    @Test func `a pipe by its descriptor is read`() throws {
      let outcome = try limited(
        #"cat "$3/logs/access.log" | timeout 10 "$1" ingest /dev/fd/0 --service web -C "$2""#)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(100)
    }
  }
}
