// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit

/// The command line of Recount.
@main
struct Recount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recount",
    abstract: "Turns the logs of an incident into numbers and a report that can be defended.",
    discussion: """
      EXAMPLES
        recount report logs/                      logs in, report out, nothing to configure
        recount ingest logs/ -C incident.recount  only read the logs into a case file
        recount impact -C incident.recount        when each service broke, and how much failed
        recount query "SELECT * FROM windows"     ask the case anything
      """,
    version: RecountVersion.text,
    subcommands: [
      ReportCommand.self, IngestCommand.self, SourcesCommand.self, RejectsCommand.self,
      ParseCommand.self, TimelineCommand.self, ImpactCommand.self, CompareCommand.self,
      CorrelateCommand.self,
      SignaturesCommand.self,
      ClocksCommand.self, CheckCommand.self, AlertsCommand.self, MarkCommand.self,
      NewCommand.self, PortfolioCommand.self, ExplainCommand.self, VerifyCommand.self,
      QueryCommand.self, ExportCommand.self, RemoteCommand.self, SampleCommand.self,
      FormatsCommand.self, RulesCommand.self, TemplatesCommand.self,
      DoctorCommand.self,
    ])

  static func main() {
    // A limit on the size of files is an error of writing, with a message, and no reason to die.
    signal(SIGXFSZ, SIG_IGN)
    Allocator.keepFreedMemory()
    let arguments = CommandLine.arguments.dropFirst()
    suggest(arguments.first)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as RecountError {
      Terminal.fail(error)
    } catch {
      exit(withError: error)
    }
  }

  /// Names the command that was probably meant, before the usage error is printed.
  private static func suggest(_ word: String?) {
    guard let word, !word.hasPrefix("-") else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(word), let near = Spelling.nearest(to: word, in: names) else { return }
    Terminal.note("did you mean `recount \(near)`?")
  }
}
