// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Build logs larger and stranger than the bounds at which other tools stop counting.
  @Suite struct BuildLogTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    @Test func `a log over 5 MiB with over 40 failed steps is counted in full`() throws {
      let text = BuildLogs.job(steps: 60, failing: 55, output: 1000)
      #expect(text.utf8.count > 5 << 20)
      let path = try scratch.folder.write(Logs.gzip(text), "build.txt.gz")
      let outcome = try scratch.ingest(path)
      #expect(outcome.status == 0, "\(outcome.error)")
      let source = try scratch.onlySource()
      #expect(source.lines == text.utf8.count { $0 == 0x0A })
      #expect(source.eventLines == source.lines)
      let steps = try scratch.rows(
        "SELECT count(*), sum(failed), sum(exit_code = 2) FROM steps WHERE name LIKE 'Run make %'")
      #expect(steps == [["60", "55", "55"]])
      #expect(
        try scratch.rows("SELECT sum(n) FROM rollups WHERE unit = 'step' AND failed") == [["55"]])
    }

    @Test func `digits in continued lines are no stamps, lines before the first are kept`() throws {
      let odd = """
        Traceback of worker 2021-01-01 10:00:00
          2021-01-01T10:00:00 is no stamp of the runner
        500 503 [12/Mar/2021:09:00:00 +0000] 2021

        """
      let job = BuildLogs.job(steps: 3, failing: 1, output: 2)
      let lines = job.split(separator: "\n").map { $0 + "\n" }
      let text = odd + lines[..<5].joined() + odd + lines[5...].joined()
      let outcome = try scratch.ingest(try scratch.folder.write(text, "build.txt"))
      #expect(outcome.status == 0, "\(outcome.error)")
      let source = try scratch.onlySource()
      #expect(source.continuationLines == 6)
      #expect(source.rejects == 0)
      #expect(try scratch.count("SELECT sum(n) FROM rollups WHERE failed") == 1)
      let years = try scratch.rows("SELECT DISTINCT substr(minute, 1, 10) FROM rollups")
      #expect(years == [["2022-12-16"]])
    }

    /// Build logs are known by run and job, never by content.
    @Test(arguments: [true, false])
    func `two jobs with the same log are two jobs, read twice or not`(isPacked: Bool) throws {
      let job = BuildLogs.job(steps: 3, failing: 1, output: 5)
      var tar = TarMaker()
      for name in ["a/build.txt", "b/build.txt"] {
        tar.add(name, job)
        try scratch.folder.write(job, "logs/" + name)
      }
      let packed = try scratch.folder.write(tar.finished, "logs.tar")
      for _ in 0..<2 {
        let outcome = try scratch.ingest(isPacked ? packed : scratch.folder.path("logs"))
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(try scratch.rows("SELECT count(*) FROM jobs") == [["2"]])
        let failed = try scratch.rows("SELECT sum(n) FROM rollups WHERE failed")
        #expect(failed == [["2"]])
      }
    }

    @Test func `colours, NEL and CR LF in a build log change no count`() throws {
      let plain = BuildLogs.job(steps: 4, failing: 2, output: 20)
      let colour = "\u{1B}[32mCompiling\u{85}\u{2028}\u{0C}\u{1B}[0m"
      let odd = plain.replacing("Compiling", with: colour).replacing("\n", with: "\r\n")
      try scratch.folder.write(plain, "logs/a/build.txt")
      try scratch.folder.write(odd, "logs/b/build.txt")
      let outcome = try scratch.ingest(scratch.folder.path("logs"))
      #expect(outcome.status == 0, "\(outcome.error)")
      let sources = try scratch.sources()
      #expect(Set(sources.map(\.lines)).count == 1)
      #expect(Set(sources.map(\.events)).count == 1)
      let counts = try scratch.rows(
        "SELECT source, count(*), sum(failed) FROM steps GROUP BY 1 ORDER BY 1")
      #expect(counts.count == 2)
      #expect(counts.first?.dropFirst() == counts.last?.dropFirst())
    }
  }
}
