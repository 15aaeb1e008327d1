// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// More files than a process may hold open.
  @Suite struct ManyFileTests {
    @Test func `six thousand small gzip files need few descriptors`() throws {
      let scratch = try ScratchCase()
      // Written one by one they would take longer than everything else.
      var tar = TarMaker()
      for (index, line) in Logs.combined(6000).split(separator: "\n").enumerated() {
        tar.add("logs/access.log.\(index).gz", GzipMaker.stored(line + "\n"))
      }
      let packed = try scratch.folder.write(tar.finished, "logs.tar")
      let unpacked = try Command.run(
        "/usr/bin/env", ["tar", "-xf", packed, "-C", scratch.folder.url.path])
      #expect(unpacked.status == 0, "\(unpacked.error)")
      let outcome = try Command.run(
        "/bin/sh",
        [
          "-c", #"ulimit -n 64; exec "$0" ingest "$1" -C "$2" -q"#, Binary.path,
          scratch.folder.path("logs"), scratch.path,
        ])
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectClosing()
      #expect(try scratch.count("SELECT count(*) FROM sources") == 6000)
      #expect(try scratch.rows("SELECT DISTINCT service FROM requests") == [["access"]])
      try scratch.expectEachOnce(6000)
    }
  }
}
