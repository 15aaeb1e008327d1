// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Prints the rules that tell why a build step failed, or checks a file of your own.",
    discussion: """
      Rules of your own come before these; one with the name of a rule below takes its place. Each \
      is checked against its own examples before any log is read.

      EXAMPLES
        recount rules > rules.yml
        recount rules --check rules.yml
        recount ingest logs/ --rules rules.yml -C incident.recount
      """)

  @Option(help: "Check this file and say what it changes.", completion: .file(extensions: ["yml"]))
  var check: String?

  func run() throws {
    if let check {
      Terminal.output(Array(try RuleFile.check(check).utf8))
    } else {
      Terminal.output(RuleFile.shipped)
    }
  }
}
