// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser

/// Makes the logs that Recount and other tools are measured on.
@main
struct Corpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Makes logs to measure with; the same bytes on every machine.",
    discussion: "What is true of the logs goes to standard error as one JSON object.",
    subcommands: [AccessCommand.self, JobsCommand.self])
}
