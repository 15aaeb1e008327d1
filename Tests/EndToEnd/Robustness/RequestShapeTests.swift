// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Requests that other tools drop, although each was served and counted by its server.
  @Suite struct RequestShapeTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    private func ingest(_ lines: [String]) throws -> Binary.Outcome {
      let text = lines.map { $0 + "\n" }.joined()
      return try scratch.ingest(try scratch.folder.write(text, "access.log"))
    }

    /// Request texts with their status: what servers write for no request, half a one, or noise.
    private static let shapes = [
      (#""" 400"#, 400), (#""-" 408"#, 408), (#""-" 400"#, 400), (#""User User" 400"#, 400),
      (#""\x16\x03\x01\x02\x00\x01" 400"#, 400), (#""GET / " 400"#, 400), (#""GET" 408"#, 408),
      (#""\n" 400"#, 400), (#""quit" 400"#, 400), (#""CONNECT x:443 HTTP/1.1" 400"#, 400),
      (#""" 408"#, 408),
    ]

    @Test(arguments: [0, 100])
    func `requests that are none are events with their status`(others: Int) throws {
      let lines = Self.shapes.map {
        "198.51.100.9 - - [12/Mar/2025:09:30:00 +0000] \($0.0) 0 \"-\" \"-\""
      }
      let good = Logs.combined(others).split(separator: "\n").map(String.init)
      let outcome = try ingest(good + lines)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().rejects == 0)
      let counts = try scratch.rows(
        "SELECT status, count(*) FROM requests WHERE status BETWEEN 400 AND 499 GROUP BY 1")
      let expected = [400, 408].map { status in
        ["\(status)", "\(Self.shapes.count { $0.1 == status })"]
      }
      #expect(counts == expected)
    }

    /// Prefix of a line, and the host, client and user in it.
    private static let prefixes = [
      ("203.0.113.7 - j. van doe", "", "203.0.113.7", "j. van doe"),
      ("203.0.113.7 - alice@shop.example", "", "203.0.113.7", "alice@shop.example"),
      ("2001:db8::7 - -", "", "2001:db8::7", ""),
      ("::ffff:203.0.113.7 - bob", "", "::ffff:203.0.113.7", "bob"),
      ("shop.example:443 203.0.113.7 - -", "shop.example:443", "203.0.113.7", ""),
      ("shop.example 2001:db8::7 - alice", "shop.example", "2001:db8::7", "alice"),
      ("client.example.org - -", "", "client.example.org", ""),
    ]

    @Test(arguments: prefixes.indices)
    func `users with spaces, addresses of IPv6 and virtual hosts are fields`(index: Int) throws {
      let (prefix, host, client, user) = Self.prefixes[index]
      let rest = #" [12/Mar/2025:09:30:00 +0000] "GET / HTTP/1.1" 200 - "-" "curl/8.5.0""#
      let outcome = try ingest([prefix + rest])
      #expect(outcome.status == 0, "\(outcome.error)")
      let fields = try scratch.rows(
        "SELECT host, client, user, body_bytes, status, agent FROM requests")
      #expect(fields == [[host, client, user, "0", "200", "curl/8.5.0"]])
    }

    @Test func `lines of several virtual hosts and users mix in one file`() throws {
      let rest = #" [12/Mar/2025:09:30:00 +0000] "GET / HTTP/1.1" 200 - "-" "curl/8.5.0""#
      let outcome = try ingest(Self.prefixes.map { $0.0 + rest })
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().rejects == 0)
      #expect(try scratch.requests() == Self.prefixes.count)
    }

    private static let samples = [
      "combined": #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 502 157"#,
      "nginx-timed":
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 503 190 "-" "x" 0.000 - 4e43168a01e6907cba172f72fad816a8"#,
      "json-access":
        #"{"@timestamp":"2025-03-12T09:14:02.310Z","url.path":"/a","http.response.status_code":503}"#,
      "envoy":
        #"[2025-03-12T09:14:02.310Z] "GET /a HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#,
    ]

    @Test(arguments: samples.keys.sorted(), [1, 2])
    func `files of one and two lines are read, with or without a last line end`(
      format: String, count: Int
    ) throws {
      let line = try #require(Self.samples[format])
      let text = Array(repeating: line, count: count).joined(separator: "\n")
      for end in ["", "\n"] {
        let other = try ScratchCase()
        let outcome = try other.ingest(try other.folder.write(text + end, "some.log"))
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(try other.sources().map(\.format) == [format])
        #expect(try other.sources().map(\.events) == [count])
        // A line end that came later is no new line.
        let again = try other.ingest(try other.folder.write(text + "\n", "some.log"))
        #expect(again.status == 0, "\(again.error)")
        #expect(try other.sources().map(\.events) == [count])
      }
    }

    @Test func `bad lines in the middle cost the good ones around them nothing`() throws {
      let good = Logs.combined(600).split(separator: "\n").map(String.init)
      let bad = (0..<25).map { "bad line \($0) of 25, at 09:30:00" }
      let outcome = try ingest(good[..<300] + bad + good[300...])
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.rejects().map(\.line) == Array(301...325))
      try scratch.expectEachOnce(600)
    }
  }
}
