// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountBenchmarking
import Testing

/// A stage that miscounted would be measured doing something else than its work.
@Suite struct StageTests {
  @Test(arguments: ParseStage.formats)
  func `parsing the examples of a format gives what they say`(format: String) throws {
    let corpus = try ExampleCorpus(format: format, lines: 40)
    let counts = try ParseStage(format: format, contents: corpus.contents).run()
    #expect(counts == corpus.counts)
    #expect(counts.lines >= 40)
  }

  @Test func `an unknown format is refused`() {
    #expect(throws: StageError.unknownFormat("morse")) {
      try ExampleCorpus(format: "morse", lines: 1)
    }
  }

  @Test func `splitting counts lines and bytes`() throws {
    let counts = try SplitStage(content: Array("a\nbc\nd".utf8)).run()
    #expect(counts.lines == 3)
    #expect(counts.bytes == 6)
  }

  /// The output of `printf 'recount\n' | gzip -n`.
  @Test func `inflating counts bytes and refuses half a member`() throws {
    let gzip: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x2B, 0x4A, 0x4D, 0xCE, 0x2F,
      0xCD, 0x2B, 0xE1, 0x02, 0x00, 0xC6, 0x54, 0xF5, 0x72, 0x08, 0x00, 0x00, 0x00,
    ]
    #expect(try InflateStage(gzip: gzip).run().bytes == 8)
    #expect(throws: StageError.self) { try InflateStage(gzip: Array(gzip.dropLast(4))).run() }
  }

  @Test func `every event that is written is found again, run after run`() throws {
    let path = NSTemporaryDirectory() + "stage-\(UUID().uuidString).recount"
    let corpus = try ExampleCorpus(format: "nginx-timed", lines: 100)
    let stage = try WriteStage(format: "nginx-timed", contents: corpus.contents, path: path)
    for _ in 0..<2 {
      defer { stage.removeCase() }
      #expect(try stage.run() == corpus.counts)
      #expect(try stage.storedEvents() == corpus.counts.events)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `analysing, mining and attributing give the same every time`() {
    let analysis = AnalyzeStage(services: 6, bins: 1_000)
    let counts = analysis.run()
    #expect(counts.lines == 6_000)
    #expect(counts.events >= 3)
    #expect(analysis.run() == counts)
    let mining = MineStage(lines: 2_000)
    #expect(mining.run() == mining.expected)
    let attribution = AttributeStage(windowEvents: 4_000)
    #expect(attribution.run() == attribution.run())
    #expect(attribution.leaves > 200)
  }

  @Test func `formats of access logs are held against the combined format`() throws {
    #expect(ParseRatio.formats.contains("haproxy") && ParseRatio.formats.contains("caddy"))
    #expect(!ParseRatio.formats.contains("github-job-log"))
    let own = try ParseRatio.measure(ParseRatio.reference, lines: 2_000, rounds: 3)
    #expect(own.limit == 2.5 && own.nanosecondsPerByte > 0)
    #expect(try ParseRatio.measure("caddy", lines: 200, rounds: 1).limit == 4)
  }

  private static let isAsked = ProcessInfo.processInfo.environment["RECOUNT_RATIOS"] != nil

  /// Means something in a release build on a machine that does nothing else.
  @Test(.enabled(if: isAsked, "RECOUNT_RATIOS is not set"), arguments: ParseRatio.formats)
  func `no format takes much longer for a byte than the combined format`(format: String) throws {
    let ratio = try ParseRatio.measure(format)
    print("ratio", format, ratio.ratio, "of", ratio.limit, "at", ratio.nanosecondsPerByte, "ns")
    #expect(ratio.holds, "\(ratio.ratio) of \(ratio.limit)")
  }
}
