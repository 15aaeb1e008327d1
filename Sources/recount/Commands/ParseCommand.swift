// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Prints what logs hold as JSON lines; nothing is stored.",
    discussion: """
      One object per event or reject. The closing count goes to standard error.

      EXAMPLES
        recount parse access.log.gz | jq 'select(.outcome == "failure")'
        recount parse --as combined odd.log
      """)

  @Argument(help: "Logs: files, folders, archives, or - for standard input.", completion: .file())
  var logs: [String]

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var talk: TalkOptions

  func run() throws {
    let options = try reading.options()
    let summary = try ParseRun.run(logs, options: options) { Terminal.output($0) }
    for name in summary.unknown { talk.note("no known format, left out: \(name)") }
    for name in summary.empty { talk.note("empty: \(name)") }
    talk.note("\(summary.lines) lines, \(summary.events) events, \(summary.rejects) rejects")
    Terminal.finish(summary)
  }
}
