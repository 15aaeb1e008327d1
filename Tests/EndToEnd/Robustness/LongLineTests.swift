// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Lines around and far beyond the limit of a mebibyte.
  @Suite struct LongLineTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    /// A request whose line has `bytes` bytes.
    private func line(of bytes: Int) -> String {
      let start = #"203.0.113.9 - - [12/Mar/2025:09:30:00 +0000] "GET /"#
      let end = #" HTTP/1.1" 200 5"#
      let path = String(repeating: "a", count: bytes - start.utf8.count - end.utf8.count)
      return start + path + end + "\n"
    }

    @Test func `a line at the limit is an event, one byte more a reject with its place`() throws {
      let before = Logs.combined(40) + line(of: 1 << 20)
      let text = before + line(of: 1 << 20 + 1) + Logs.combined(40, from: 40)
      let outcome = try scratch.ingest(try scratch.folder.write(text, "access.log"))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.requests() == 81)
      let reject = try #require(try scratch.rejects().first)
      #expect(reject.reason == "line_too_long")
      #expect(reject.line == 42)
      #expect(reject.byteOffset == before.utf8.count)
      #expect(reject.excerpt.hasPrefix("203.0.113.9 - - [12/Mar/2025"))
      #expect(reject.excerpt.utf8.count <= 512)
    }

    @Test func `a line of a hundred megabytes is one reject in bounded memory`() throws {
      let before = Logs.combined(50)
      let file = try scratch.folder.write(before, "access.log")
      let handle = try #require(FileHandle(forWritingAtPath: file))
      try handle.seekToEnd()
      let piece = Data(repeating: 0x61, count: 1_000_000)
      for _ in 0..<100 { try handle.write(contentsOf: piece) }
      try handle.write(contentsOf: Data(("\n" + Logs.combined(50, from: 50)).utf8))
      try handle.close()
      var peak = 0
      let outcome = try scratch.ingest([file]) { peak = PeakMemory.bytes(of: $0) }
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(peak < 250 << 20, "\(peak >> 20) MiB")
      try scratch.expectEachOnce(100)
      let reject = try #require(try scratch.rejects().first)
      #expect(reject.reason == "line_too_long")
      #expect(reject.line == 51)
      #expect(reject.byteOffset == before.utf8.count)
    }

    @Test func `a long line at either end of a file costs its neighbours nothing`() throws {
      let long = String(repeating: "x", count: 3 << 20)
      let text = long + "\n" + Logs.combined(80) + long
      let outcome = try scratch.ingest(
        try scratch.folder.write(text, "access.log"), options: ["--as", "combined"])
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.rejects().map(\.line) == [1, 82])
      try scratch.expectEachOnce(80)
    }

    @Test func `a long first line does not hide the format`() throws {
      let text = String(repeating: "x", count: 3 << 20) + "\n" + Logs.combined(80)
      let outcome = try scratch.ingest(try scratch.folder.write(text, "access.log"))
      #expect(outcome.status == 0, "\(outcome.error)")
    }
  }
}
