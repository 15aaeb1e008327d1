// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount formats explain`: what a log looks like, and where a line leaves its format.
@Suite struct FormatsExplainTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let good =
    #"203.0.113.7 - alice [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl/8.5.0""#

  /// A line of the format with `word` in the place of `other`, between good ones.
  private func log(_ other: String, _ word: String) throws -> String {
    let bad = Self.good.replacingOccurrences(of: other, with: word)
    return try folder.write([Self.good, bad, Self.good, ""].joined(separator: "\n"), "access.log")
  }

  /// What stands over the caret, up to the end of the line.
  private static func overCaret(_ text: String) throws -> Substring {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let index = try #require(
      lines.firstIndex { $0.contains("^") && $0.allSatisfy { $0 == " " || $0 == "^" } })
    return lines[index - 1].dropFirst(
      try #require(lines[index].firstIndex(of: "^")).utf16Offset(
        in: lines[index]))
  }

  @Test(arguments: [
    ("12/Mar", "32/Mar", "32/Mar/2025", "malformed_time", "byte 22"),
    (" 200 ", " OK ", #"OK 5 "-""#, "malformed_status", "byte 68"),
    ("HTTP/1.1\" 200", "HTTP/1.1 200", #"1 200 5 "-""#, "malformed_status", "byte 65"),
    ("[12", "12", "12/Mar/2025", "malformed_time", "byte 21"),
  ])
  func `a built-in format tells the byte at which a line leaves it`(
    other: String, word: String, above: String, reason: String, byte: String
  ) throws {
    let path = try log(other, word)
    for place in [path, path + ":2"] {
      let outcome = try Binary.run(["formats", "explain", place])
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.output.contains("access.log: combined"), "\(outcome.output)")
      #expect(outcome.output.contains("line 2, at byte 90 of the content, is refused: \(reason)"))
      #expect(outcome.output.contains(byte + ": expected"), "\(outcome.output)")
      #expect(try Self.overCaret(outcome.output).hasPrefix(above), "\(outcome.output)")
      #expect(outcome.output.contains("recount ingest \(path) --as NAME"))
    }
  }

  @Test func `a line of the format is an event`() throws {
    let path = try log("12/Mar", "32/Mar")
    let outcome = try Binary.run(["formats", "explain", path + ":3"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("line 3, at byte 180 of the content, is an event"))
    #expect(!outcome.output.contains("^"))
  }

  @Test func `a log without refused lines says so`() throws {
    let outcome = try Binary.run(
      ["formats", "explain", try folder.write(Logs.combined(200), "access.log")])
    #expect(outcome.output.contains("no line of 200 is refused"), "\(outcome.output)")
  }

  @Test func `a line that is not there is no input`() throws {
    let path = try folder.write(Logs.combined(3), "access.log")
    for place in [path + ":4", path + "x", path + ":x", path + "!a"] {
      #expect(try Binary.run(["formats", "explain", place]).status == 66, "\(place)")
    }
  }

  @Test func `runners-up stand with their scores, and who takes the line alone`() throws {
    let json =
      #"{"@timestamp":"2025-03-12T09:14:02.310Z","url.path":"/a","http.response.status_code":503}"#
    let path = try folder.write(Logs.combined(30) + json + "\n" + Logs.combined(9), "access.log")
    let outcome = try Binary.run(["formats", "explain", path + ":31"])
    #expect(outcome.output.contains("the line alone could be json-access (score 0.9"))
    let document = try Binary.run(["formats", "explain", path + ":31", "--json"]).data()
    #expect(document["format"] as? String == "combined")
    let line = try #require(document["line"] as? [String: Any])
    #expect(line["verdict"] as? String == "refused")
    let alone = try #require(line["alone"] as? [[String: Any]])
    #expect(alone.first?["format"] as? String == "json-access")
    let ranking = try #require(document["ranking"] as? [[String: Any]])
    #expect(ranking.first?["format"] as? String == "combined")
  }

  @Test func `a format string tells its own elements`() throws {
    let path = try log("12/Mar", "32/Mar")
    let outcome = try Binary.run(
      ["formats", "explain", path + ":1", "--as", "nginx:$remote_addr [$time_local] $status"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      outcome.output.contains("byte 1: expected a value of $remote_addr"), "\(outcome.output)")
    #expect(outcome.output.contains("(as asked for)"))
  }

  @Test func `rows behind a header are explained by its columns`() throws {
    let path = try folder.write(
      """
      #Version: 1.0
      #Fields: date time c-ip cs-method cs-uri-stem sc-status time-taken
      2025-03-12 09:14:02 203.0.113.7 GET /a 200 31
      2025-03-12 09:99:03 203.0.113.7 GET /b 200 31
      2025-03-12 09:14:04 203.0.113.7 GET /c 200 31

      """, "u_ex.log")
    let outcome = try Binary.run(["formats", "explain", path])
    #expect(outcome.output.contains("u_ex.log: w3c"), "\(outcome.output)")
    #expect(outcome.output.contains("line 4"))
    #expect(outcome.output.contains("byte 15: expected something like `"))
    #expect(try Self.overCaret(outcome.output).hasPrefix("99:03 203"))
  }

  // MARK: - Wrappers

  @Test func `a line in a wrapper is explained inside it`() throws {
    func wrapped(_ line: String) -> String {
      let text = line.replacingOccurrences(of: "\"", with: "\\\"")
      return
        #"{"log":"\#(text)\n","stream":"stdout","time":"2025-03-12T09:14:02.310000000Z"}"# + "\n"
    }
    let bad = Self.good.replacingOccurrences(of: " 200 ", with: " OK ")
    let path = try folder.write(
      wrapped(Self.good) + wrapped(bad) + wrapped(Self.good), "container.log")
    let outcome = try Binary.run(["formats", "explain", path])
    #expect(outcome.output.contains("docker-json/combined"), "\(outcome.output)")
    #expect(outcome.output.contains("inside docker-json:"))
    #expect(try Self.overCaret(outcome.output).hasPrefix(#"OK 5 "-""#), "\(outcome.output)")
    let cri = try folder.write(
      [Self.good, bad, Self.good].map { "2025-03-12T09:14:02.310000000Z stdout F \($0)\n" }
        .joined(), "cri.log")
    let plain = try Binary.run(["formats", "explain", cri, "--json"]).data()
    let mismatch = try #require(
      (plain["line"] as? [String: Any])?["mismatch"] as? [String: Any])
    #expect(mismatch["byte"] as? Int == 67)
    #expect(mismatch["stored_byte"] as? Int == 67 + 40)
  }

  @Test func `a format string may stand in wrappers`() throws {
    let line = "2025-03-12T09:14:02.310000000Z stdout F 203.0.113.7|1741770842.310|502\n"
    let path = try folder.write(line + line, "cri.log")
    let name = "cri/nginx:$remote_addr|$msec|$status"
    let parsed = try Binary.run(["parse", path, "--as", name])
    #expect(parsed.status == 0, "\(parsed.error)")
    #expect(parsed.output.contains(#""status":502"#))
    let wrong = try Binary.run(["parse", path, "--as", name + "|$request_time"])
    #expect(wrong.status == 1)
    #expect(wrong.error.contains("byte 28: expected"), "\(wrong.error)")
  }

  // MARK: - Odd text

  @Test func `the caret stays under its byte whatever stands before it`() throws {
    let users: [(bytes: [UInt8], columns: Int)] = [
      (Array("火火".utf8), 4), (Array("é".utf8), 1), (Array("e\u{301}".utf8), 1),
      ([0xFF, 0xC3], 8), ([0x1B, 0x5B], 7), (Array("a\u{202E}b".utf8), 10),
    ]
    for user in users {
      let bad = Self.good.replacingOccurrences(of: " 200 ", with: " OK ")
      var line = Array(bad.utf8)
      line.replaceSubrange(14..<19, with: user.bytes)
      let text = Array((Self.good + "\n").utf8) + line + [0x0A] + Array((Self.good + "\n").utf8)
      let path = try folder.write(Data(text), "odd.log")
      let outcome = try Binary.run(["formats", "explain", path + ":2", "--as", "combined"])
      let caret = try #require(
        outcome.output.split(separator: "\n").first { $0.hasSuffix("^") }, "\(outcome.output)")
      // Two of indentation, and the columns before the status.
      #expect(caret.count - 1 == 2 + 67 - 5 + user.columns, "\(outcome.output)")
    }
  }

  @Test func `a long line is shown around the byte`() throws {
    let path = try log(
      "/a HTTP/1.1\" 200", "/" + String(repeating: "a", count: 500) + " HTTP/1.1\" OK")
    let outcome = try Binary.run(["formats", "explain", path + ":2"])
    let above = try Self.overCaret(outcome.output)
    #expect(above.hasPrefix("OK 5"), "\(outcome.output)")
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count < 220 })
  }

  @Test func `a log of no known format tells the nearest`() throws {
    let path = try folder.write(
      "203.0.113.7 - - [12/Mar/2025 09:14:02] GET /a 200\nlorem ipsum\n", "odd.log")
    let outcome = try Binary.run(["formats", "explain", path])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("no known format takes enough of the lines"))
    #expect(outcome.output.contains("nearest format"), "\(outcome.output)")
    #expect(try Self.overCaret(outcome.output).hasPrefix("GET /a"), "\(outcome.output)")
  }
}
