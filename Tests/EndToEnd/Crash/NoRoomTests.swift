// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// A case that cannot be written ends with a message, and stays usable.
@Suite struct NoRoomTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Logs.gzip(Logs.combined(3000)), "small.log.gz")
    try folder.write(Logs.gzip(Logs.combined(48_000, from: 5000)), "large.log.gz")
  }

  private func sources(_ path: String) throws -> [String] {
    let outcome = try Binary.run([
      "query", "SELECT path FROM sources ORDER BY id", "--format", "tsv", "-C", path,
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    return outcome.output.split(separator: "\n").dropFirst()
      .map { String($0.split(separator: "/").last ?? "") }
  }

  private func expectUsable(_ path: String) throws {
    let check = try Binary.run([
      "query", "SELECT * FROM pragma_integrity_check", "--format", "tsv", "-C", path,
    ])
    #expect(check.output == "integrity_check\nok\n", "\(check.error)")
    #expect(try sources(path) == ["small.log.gz"])
    let rerun = try Binary.run(["ingest", folder.path("large.log.gz"), "-C", path])
    #expect(rerun.status == 0, "\(rerun.error)")
    #expect(try sources(path) == ["small.log.gz", "large.log.gz"])
  }

  @Test func `a file that may not grow ends with 74 and keeps what was committed`() throws {
    let path = folder.path("case.recount")
    #expect(try Binary.run(["ingest", folder.path("small.log.gz"), "-C", path]).status == 0)
    // `ulimit -f` counts blocks of 512 or 1024 bytes, by shell.
    let outcome = try Command.run(
      "/bin/sh",
      [
        "-c", "ulimit -f 3000; exec \"$0\" ingest \"$1\" -C \"$2\"", Binary.path,
        folder.path("large.log.gz"), path,
      ])
    #expect(outcome.status == 74, "\(outcome.error)")
    #expect(outcome.error.contains("there is no room left for the case file"))
    #expect(outcome.error.contains("try:"))
    try expectUsable(path)
  }

  @Test func `a full disk ends with 74 and keeps what was committed`() throws {
    let mount = folder.path("disk")
    try FileManager.default.createDirectory(atPath: mount, withIntermediateDirectories: true)
    let mounted = try Command.run(
      "/usr/bin/env", ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", mount])
    guard mounted.status == 0 else {
      print("skipped: a small file system cannot be mounted here (\(mounted.error))")
      return
    }
    defer { _ = try? Command.run("/usr/bin/env", ["umount", mount]) }
    let path = mount + "/case.recount"
    #expect(try Binary.run(["ingest", folder.path("small.log.gz"), "-C", path]).status == 0)
    let outcome = try Binary.run(["ingest", folder.path("large.log.gz"), "-C", path])
    #expect(outcome.status == 74, "\(outcome.error)")
    #expect(outcome.error.contains("there is no room left for the case file"))
    let moved = folder.path("moved.recount")
    try FileManager.default.copyItem(atPath: path, toPath: moved)
    try expectUsable(moved)
  }

  @Test func `a folder that cannot be written ends with 74 and its name`() throws {
    // Nobody, root included, makes files there.
    let path = "/proc/case.recount"
    guard FileManager.default.fileExists(atPath: "/proc/self") else { return }
    let outcome = try Binary.run(["ingest", folder.path("small.log.gz"), "-C", path])
    #expect(outcome.status == 74, "\(outcome.error)")
    #expect(outcome.error.contains("the case file cannot be written"))
    #expect(outcome.error.contains(path))
  }

  @Test func `a case that may only be read ends with 74 and stays readable`() throws {
    let path = folder.path("case.recount")
    #expect(try Binary.run(["ingest", folder.path("small.log.gz"), "-C", path]).status == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    if geteuid() != 0 {
      let outcome = try Binary.run(["ingest", folder.path("large.log.gz"), "-C", path])
      #expect(outcome.status == 74, "\(outcome.error)")
      #expect(outcome.error.contains("the case file cannot be written"))
    }
    #expect(try sources(path) == ["small.log.gz"])
  }
}
