// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Corpora

struct AccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: "Writes the access log of half a day with an outage to standard output.",
    discussion: """
      EXAMPLES
        corpus access 2000000 > timed.log
      """)

  @Argument(help: "Lines to write.")
  var lines: Int

  @Option(help: "Another seed gives another log of the same kind.")
  var seed: UInt64 = 1

  func validate() throws {
    guard lines > 0 else { throw ValidationError("at least one line has to be written") }
  }

  func run() throws {
    var corpus = AccessCorpus(lines: lines, seed: seed)
    let output = ByteSink(.output)
    try corpus.write { piece throws(CorpusError) in try output.write(piece) }
    try TruthOutput.write(corpus.truth.json)
  }
}
