// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import Corpora
package import RecountBenchmarking

/// Small corpora in memory with the counts that are known of them.
package struct StageContent {
  package let contents: [[UInt8]]
  package let counts: StageCounts

  /// An access log of about 6 MB, every line of which is a request.
  package static func access() throws(CorpusError) -> StageContent {
    var corpus = AccessCorpus(lines: 20_000)
    var content: [UInt8] = []
    try corpus.write { content += $0 }
    var counts = StageCounts()
    counts.bytes = corpus.truth.bytes
    counts.lines = corpus.truth.lines
    counts.events = corpus.truth.lines
    return StageContent(contents: [content], counts: counts)
  }

  /// A format's own examples, over and over.
  package static func examples(of format: String) throws -> StageContent {
    let corpus = try ExampleCorpus(format: format, lines: 20_000)
    return StageContent(contents: corpus.contents, counts: corpus.counts)
  }

  /// The counts that a stage gives which does not know of events, or of lines either.
  package func counts(lines: Bool) -> StageCounts {
    var counts = counts
    counts.events = 0
    if !lines { counts.lines = 0 }
    return counts
  }
}
