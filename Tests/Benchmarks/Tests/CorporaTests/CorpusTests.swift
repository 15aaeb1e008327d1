// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Corpora
import Testing

@Suite struct CorpusTests {
  @Test func `the truth of an access log is what its lines say`() throws {
    var corpus = AccessCorpus(lines: 5000)
    let lines = try text(&corpus).split(separator: "\n")
    let statuses = lines.map { line in
      Int(line.split(separator: "\"")[2].split(separator: " ")[0]) ?? 0
    }
    #expect(corpus.truth.lines == lines.count)
    #expect(corpus.truth.failures == statuses.count { $0 >= 500 })
    #expect(corpus.truth.failures > 0)
    #expect(corpus.truth.bytes == lines.reduce(0) { $0 + $1.utf8.count + 1 })
  }

  @Test func `the lines of an access log are in order and within its half a day`() throws {
    var corpus = AccessCorpus(lines: 5000)
    let times = try text(&corpus).split(separator: "\n").map { line in
      String(line.split(separator: "[")[1].prefix(20))
    }
    #expect(times == times.sorted())
    #expect(try #require(times.first).hasPrefix("14/Mar/2026:06:0"))
    #expect(try #require(times.last).hasPrefix("14/Mar/2026:17:"))
  }

  @Test func `seeds give logs of their own, and each always the same`() throws {
    var first = AccessCorpus(lines: 100, seed: 1)
    var again = AccessCorpus(lines: 100, seed: 1)
    var other = AccessCorpus(lines: 100, seed: 2)
    let firstText = try text(&first)
    #expect(try text(&again) == firstText)
    #expect(try text(&other) != firstText)
  }

  @Test func `the truth of job logs is what their lines say`() throws {
    var corpus = JobCorpus(count: 60)
    var lines = 0
    var errors = 0
    var failed = 0
    try corpus.write { _, log in
      let text = String(decoding: log, as: UTF8.self).split(separator: "\n")
      let found = text.count { $0.dropFirst(29).hasPrefix("##[error]") }
      lines += text.count
      errors += found
      failed += found > 0 ? 1 : 0
      #expect((100...400).contains(text.count))
    }
    #expect(corpus.truth.files == 60)
    #expect(corpus.truth.lines == lines)
    #expect(corpus.truth.errorLines == errors)
    #expect(corpus.truth.failedJobs == failed)
    #expect(failed > 0)
  }

  private func text(_ corpus: inout AccessCorpus) throws -> String {
    var bytes: [UInt8] = []
    try corpus.write { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
