// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Several formats at once, and a format that is chosen by hand.
  @Suite struct FormatChoiceTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    private static let nginx =
      #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /a HTTP/1.1" 503 190 "-" "x" 0.000 - 4e43168a01e6907cba172f72fad816a8"#
      + "\n"
    private static let json =
      #"{"@timestamp":"2025-03-12T09:14:02.310Z","url.path":"/a","http.response.status_code":503}"#
      + "\n"
    private static let envoy =
      #"[2025-03-12T09:14:02.310Z] "GET /a HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#
      + "\n"

    @Test func `formats mix in one folder, each file read as what it is`() throws {
      let job = BuildLogs.job(steps: 2, failing: 1, output: 3)
      for (name, data) in [
        ("a/combined.log", Data(Logs.combined(30).utf8)),
        ("a/nginx-timed.log.gz", try Logs.gzip(Self.nginx)),
        ("b/json-access.json", Data(Self.json.utf8)), ("envoy.txt", Data(Self.envoy.utf8)),
        ("b/github-job-log.txt", Data(job.utf8)), ("poem.txt", Data("lorem\nipsum\n".utf8)),
      ] { try scratch.folder.write(data, "logs/" + name) }
      let outcome = try scratch.ingest(scratch.folder.path("logs"))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.error.contains("no known format, left out: poem.txt"))
      let sources = try scratch.sources()
      #expect(sources.count == 5)
      for source in sources {
        let format = try #require(source.format)
        #expect(source.path.contains(format), "\(source)")
        #expect(source.events > 0)
      }
      #expect(try scratch.requests() == 33)
    }

    @Test func `a few lines of another format in a file are rejects, not lost`() throws {
      let text = Logs.combined(60) + Self.json + Self.envoy + Logs.combined(60, from: 60)
      let outcome = try scratch.ingest(try scratch.folder.write(text, "access.log"))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.rejects().map(\.line) == [61, 62])
      try scratch.expectEachOnce(120)
    }

    @Test func `the format behind a long banner is recognised`() throws {
      let banner = (0..<120).map { "starting worker \($0)\n" }.joined()
      let outcome = try scratch.ingest(
        try scratch.folder.write(banner + Logs.combined(900), "access.log"))
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("120 of 1020 lines (11.8 %) were rejected"))
      try scratch.expectEachOnce(900)
    }

    @Test func `a format that changes in mid-file is kept per range`() throws {
      let text =
        Logs.combined(300) + String(repeating: Self.envoy, count: 200)
        + Logs.combined(300, from: 300)
      let path = try scratch.folder.write(text, "access.log")
      for threads in ["1", "4"] {
        let outcome = try scratch.ingest(path, options: ["--threads", threads])
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
          try scratch.rows("SELECT format, first_line FROM source_formats ORDER BY first_line")
            == [["combined", "1"], ["envoy", "301"], ["combined", "501"]])
        #expect(try scratch.requests() == 800)
      }
      let forced = try Binary.run(["parse", path, "--as", "combined"])
      #expect(forced.error.contains("600 events, 200 rejects"), "\(forced.error)")
    }

    @Test func `a forced format reads what would not be recognised`() throws {
      let text = (0..<50).map { number in
        (0..<6).map { "worker \(number) says \($0)\n" }.joined() + Logs.combined(1, from: number)
      }
      let path = try scratch.folder.write(text.joined(), "mixed.log")
      let guessed = try scratch.ingest(path)
      #expect(guessed.status == 1)
      #expect(guessed.error.contains("no known format fits the file"))
      let forced = try scratch.ingest(path, options: ["--as", "combined"])
      #expect(forced.status == 2)
      #expect(forced.error.contains("300 of 350 lines (85.7 %) were rejected"))
      try scratch.expectEachOnce(50)
    }

    @Test func `a forced format overrides the recognised one for every input`() throws {
      let path = try scratch.folder.write(Self.nginx, "logs/nginx.log")
      try scratch.folder.write(Logs.combined(50), "logs/access.log")
      let outcome = try scratch.ingest(
        scratch.folder.path("logs"), options: ["--as", "combined"])
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(Set(try scratch.sources().map(\.format)) == ["combined"])
      #expect(try scratch.requests() == 51)
      let wrong = try Binary.run(["parse", path, "--as", "json-access"])
      #expect(wrong.status == 1)
      #expect(wrong.error.contains("no event was found in 1 lines"), "\(wrong.error)")
    }
  }
}
