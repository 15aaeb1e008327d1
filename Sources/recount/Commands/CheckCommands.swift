// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit
import RecountModel

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Holds what people claim against what the logs show.",
    discussion: """
      Claims are those of incident.yml, or with --report those that a report makes in its sentences: \
      times, lengths and counts with the rounding that their words imply. Ends with 3 when one of \
      them and the logs disagree.

      EXAMPLES
        recount check
        recount check --report postmortem.md
        recount check --report postmortem.md --json -C incident.recount
      """)

  @Option(
    help: "A report in Markdown or plain text, whose claims are checked.", completion: .file())
  var report: String?

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let listing = Listing.check(
      try ReportCheck.check(casePath: location.existing(), report: report))
    try output.show(listing)
    if !listing.holds { throw ExitCode(RecountError.Exit.checkFailed.rawValue) }
  }
}

struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "Tries alert rules on the logs: when each would have fired, and how often besides.",
    discussion: """
      A standard set of rules and those under `alerts` in incident.yml are asked at the end of every \
      minute. Rules were tried on the incident that they detect: what looks best did so with hindsight.

      EXAMPLES
        recount alerts
        recount alerts --service web --json
      """)

  @Option(help: "This service alone.")
  var service: String?

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let alerts = try AlertAnalysis.alerts(casePath: location.existing(), service: service)
    let listing = Listing.alerts(alerts)
    try output.show(listing)
  }
}

struct PortfolioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio",
    abstract: "Puts the measures of several incidents beside each other.",
    discussion: """
      For each definition the number of incidents, median, quartiles and range. Means and trends are \
      refused where there are too few incidents for them, and the reason is given.

      EXAMPLES
        recount portfolio 2024/*.recount
        recount portfolio a.recount b.recount --json
      """)

  @Argument(help: "Case files.", completion: .file(extensions: ["recount"]))
  var cases: [String]

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.show(Listing.portfolio(PortfolioAnalysis.summaries(cases)))
  }
}

struct MarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "Marks a moment that somebody knows of, such as a page or a first call.",
    discussion: """
      Kinds: \(Milestone.Kind.allCases.map(\.rawValue).joined(separator: ", ")). Marking the same \
      moment again changes nothing.

      EXAMPLES
        recount mark detected 2022-12-16T10:12Z "the page went off" --clock pager
        recount mark note 10:40 "limits raised" --service web --evidence https://chat.example/1
      """)

  @Argument(help: "What the moment was.")
  var kind: String

  @Argument(help: "When: 2022-12-16T10:12Z, or 10:12 where the incident lies within one day.")
  var time: String

  @Argument(help: "What happened.")
  var text: String

  @Option(help: "The service it is about.")
  var service: String?

  @Option(help: "Who kept the time: telemetry, pager, chat, page or report.")
  var clock = "report"

  @Option(help: "Where it is written.")
  var evidence: String?

  @OptionGroup var location: CaseOptions

  func run() throws {
    Terminal.note(
      try MarkedMoment.mark(
        casePath: location.existing(), kind: kind, time: time, text: text, service: service,
        clock: clock, evidence: evidence))
  }
}

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Writes an incident.yml to fill in from what was found in a case.",
    discussion: """
      EXAMPLES
        recount new                          prints it
        recount new -o logs/incident.yml     writes it, but never over another
      """)

  @Option(
    name: [.short, .customLong("output")], help: "The file to write; by default it is printed.",
    completion: .file(extensions: ["yml"]))
  var output: String?

  @OptionGroup var location: CaseOptions

  func run() throws {
    let text = try IncidentDraft.text(casePath: location.existing())
    guard let output else { return Terminal.output(text) }
    guard !FileManager.default.fileExists(atPath: output) else {
      throw RecountError(
        .failed, "the file is there already", at: output, try: "another file with -o")
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      throw RecountError(
        .io, "the file cannot be written", at: output, cause: error.localizedDescription)
    }
  }
}
