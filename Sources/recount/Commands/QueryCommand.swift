// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Runs one SQL statement on the case, which cannot change it.",
    discussion: """
      Views: sources rejects requests steps jobs runs milestones rollups coverage events windows \
      timeline figures.

      EXAMPLES
        recount query "SELECT service, count(*) FROM requests WHERE failed GROUP BY 1"
        recount query - < impact.sql
      """)

  @Argument(help: "The statement, or - to read it from standard input.")
  var sql: String

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var text = sql
    if sql == "-" {
      text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
    try QueryRun.run(text, casePath: location.existing(), format: output.chosen) {
      Terminal.output($0)
    }
  }
}
