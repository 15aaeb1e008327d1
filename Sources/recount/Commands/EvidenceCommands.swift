// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit
import RecountModel

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows how a figure came about: definition, statement, inputs and raw lines.",
    discussion: """
      Without a figure, lists those of the case. A window, or another beginning of names, gives the \
      numbers of all its figures. Raw lines are read back from the original logs, which \
      are looked for beside the case or in the folders given with --logs.

      EXAMPLES
        recount explain
        recount explain impact.web.w1.excess total.requests.failed
        recount explain impact.web.w1
        recount explain impact.web.w1.failed --logs /var/log/incident
      """)

  @Argument(help: "Figures or windows, as a report names them.")
  var figures: [String] = []

  @Option(help: "A folder with the original logs; may be repeated.", completion: .directory)
  var logs: [String] = []

  @OptionGroup var location: CaseOptions

  func run() throws {
    let path = try location.existing()
    guard !figures.isEmpty else {
      return Terminal.output(try FigureExplanation.list(casePath: path))
    }
    Terminal.output(try FigureExplanation.text(casePath: path, figures: figures, logs: logs))
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recounts a case from its logs, and holds case and report against the result.",
    discussion: """
      Compares the counts of the case with its events, its figures with its counts, both with the logs \
      given with --logs, and the numbers of a report with the figures. Ends with 3 when something does \
      not come out again, and names the figure.

      EXAMPLES
        recount verify --logs logs/ -C incident.recount
        recount verify recount-report --logs logs/ -C recount-report/case.recount
      """)

  @Argument(help: "A report, or the folder that holds report.md.", completion: .file())
  var report: String?

  @Option(help: "The original logs, as they were given to ingest; may be repeated.")
  var logs: [String] = []

  @Option(
    help: "The file that names remotes: counts that came from them are made again.",
    completion: .file(extensions: ["yml"]))
  var remotes: String?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var location: CaseOptions

  func run() throws {
    let outcome = try VerifyRun.run(
      casePath: location.existing(), report: report, logs: logs, remotes: remotes,
      options: reading.options(), environment: ProcessInfo.processInfo.environment)
    Terminal.output(VerifyRun.text(outcome))
    for remark in outcome.remarks { Terminal.note(remark) }
    if !outcome.holds { throw ExitCode(RecountError.Exit.checkFailed.rawValue) }
  }
}
