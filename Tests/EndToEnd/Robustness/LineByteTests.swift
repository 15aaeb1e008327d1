// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Bytes that do not belong into a log: NULs, marks of encodings, and bytes that other tools take
  /// for line ends.
  @Suite struct LineByteTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    private func ingest(_ data: Data) throws -> Binary.Outcome {
      try scratch.ingest(try scratch.folder.write(data, "access.log"))
    }

    private func line(path: String) -> String {
      #"203.0.113.9 - - [12/Mar/2025:09:30:00 +0000] "GET \#(path) HTTP/1.1" 200 5 "-" "x""# + "\n"
    }

    /// Runs shorter and longer than the longest line.
    @Test(arguments: [4096, 3 << 20])
    func `a run of NULs before the first line hides none`(run: Int) throws {
      let outcome = try ingest(Data(count: run) + Data(Logs.combined(300).utf8))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().rejects == 0)
      #expect(try scratch.count("SELECT min(byte_offset) FROM requests") == run)
      try scratch.expectEachOnce(300)
    }

    @Test(arguments: [4096, 3 << 20])
    func `a run of NULs between lines hides none`(run: Int) throws {
      let before = Data(Logs.combined(150).utf8)
      let outcome = try ingest(
        before + Data(count: run) + Data(Logs.combined(150, from: 150).utf8))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().rejects == 0)
      let offset = try scratch.count("SELECT byte_offset FROM requests WHERE line = 151")
      #expect(offset == before.count + run)
      try scratch.expectEachOnce(300)
    }

    @Test func `a run of NULs behind the last line is no event and no failure`() throws {
      let outcome = try ingest(Data(Logs.combined(150).utf8) + Data(count: 8192))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(150)
    }

    @Test func `marks of byte order at the start of any line are no part of it`() throws {
      let mark = "\u{FEFF}"
      let outcome = try ingest(
        Data((mark + Logs.combined(50) + mark + Logs.combined(50, from: 50)).utf8))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().rejects == 0)
      #expect(try scratch.rows("SELECT client FROM requests WHERE line = 1") == [["203.0.113.0"]])
      try scratch.expectEachOnce(100)
    }

    @Test func `CR before LF belongs to the line end`() throws {
      let text = Logs.combined(100).replacing("\n", with: "\r\n")
      let outcome = try ingest(Data(text.utf8))
      #expect(outcome.status == 0, "\(outcome.error)")
      let agents = try scratch.rows("SELECT DISTINCT hex(agent) FROM requests")
      #expect(agents == [["6375726C2F382E352E30"]])
      try scratch.expectEachOnce(100)
    }

    @Test(arguments: ["\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}", "\0"])
    func `only LF ends a line`(other: String) throws {
      let text = Logs.combined(20) + line(path: "/a\(other)b") + Logs.combined(20, from: 20)
      let outcome = try ingest(Data(text.utf8))
      #expect(outcome.status == 0, "\(outcome.error)")
      let source = try scratch.onlySource()
      #expect(source.lines == 41)
      #expect(source.events == 41)
      #expect(try scratch.count("SELECT max(line) FROM requests") == 41)
    }

    @Test func `a last line without line end is a line`() throws {
      let outcome = try ingest(Data(Logs.combined(100).utf8.dropLast()))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(100)
    }

    @Test func `bytes that are not UTF-8 are kept and shown as text`() throws {
      let odd = Data(line(path: "/caf?").utf8.map { $0 == 0x3F ? 0xE9 : $0 })
      let outcome = try ingest(Data(Logs.combined(20).utf8) + odd)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().events == 21)
      let path = scratch.folder.path("access.log")
      let parsed = try Binary.run(["parse", path])
      let last = try #require(parsed.output.split(separator: "\n").last)
      let json = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
      #expect(json?["path"] as? String == "/caf\u{FFFD}")
      #expect(
        try scratch.rows("SELECT hex(path) FROM requests WHERE line = 21") == [["2F636166E9"]])
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func `text in UTF-16 is read`(encoding: String.Encoding) throws {
      let mark = Data(encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF])
      let text = try #require(Logs.combined(20).data(using: encoding))
      let outcome = try ingest(mark + text)
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(20)
    }
  }
}
