// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel

/// A format's own examples over and over in a seeded order, with the events they must give.
public struct ExampleCorpus: Sendable {
  /// One content for a format of lines; one for each log where an example is a whole log.
  public let contents: [[UInt8]]
  /// What parsing all of `contents` counts.
  public let counts: StageCounts

  /// At least `lines` lines of the format called `name`.
  ///
  /// - Throws: `StageError.unknownFormat` for a name that is not in the catalogue.
  public init(format name: String, lines: Int, seed: UInt64 = 1) throws {
    guard let format = FormatCatalog.format(named: name), !format.examples.isEmpty else {
      throw StageError.unknownFormat(name)
    }
    var random = SeededGenerator(seed: seed)
    var contents: [[UInt8]] = []
    var content: [UInt8] = []
    var counts = StageCounts()
    while counts.lines < lines {
      let example = format.examples[random.below(format.examples.count)]
      content.append(contentsOf: example.line.utf8)
      content.append(0x0A)
      let linesOfExample = example.line.split(separator: "\n", omittingEmptySubsequences: false)
      counts.lines += linesOfExample.count
      counts.events += example.expected.split(separator: "\n").count
      if linesOfExample.count > 1 {
        contents.append(content)
        content.removeAll()
      }
    }
    if !content.isEmpty { contents.append(content) }
    counts.bytes = contents.reduce(0) { $0 + $1.count }
    self.contents = contents
    self.counts = counts
  }
}
