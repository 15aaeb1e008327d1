// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Corpora

struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "Writes gzipped raw logs of GitHub Actions jobs into a folder.",
    discussion: """
      EXAMPLES
        corpus jobs 20000 ci
      """)

  @Argument(help: "Logs to write.")
  var count: Int

  @Argument(help: "The folder, made unless it is there.", completion: .directory)
  var folder: String

  @Option(help: "Another seed gives other logs of the same kind.")
  var seed: UInt64 = 1

  func validate() throws {
    guard count > 0 else { throw ValidationError("at least one log has to be written") }
  }

  func run() throws {
    var corpus = JobCorpus(count: count, seed: seed)
    try corpus.write(into: folder)
    try TruthOutput.write(corpus.truth.json)
  }
}
