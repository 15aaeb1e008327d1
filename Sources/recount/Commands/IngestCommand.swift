// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Reads logs into a case file.",
    discussion: """
      Files, folders, archives and standard input (`-`), plain or compressed, are told by their \
      content. What is in the case already adds nothing.

      EXAMPLES
        recount ingest logs/ -C incident.recount
        zcat access.log.gz | recount ingest - --service web -C incident.recount
        recount ingest logs/ --dry-run
      """)

  @Argument(help: "Logs: files, folders, archives, or - for standard input.", completion: .file())
  var logs: [String]

  @Option(
    name: [.customShort("C"), .customLong("case")], help: "The case file to make or to add to.",
    completion: .file(extensions: ["recount"]))
  var casePath = "case.recount"

  @Flag(
    help: """
      Only show what each log is told to be: format, confidence, wrappers, zone, and the span of its \
      first lines. Nothing is written.
      """)
  var dryRun = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    guard dryRun || output.format == nil && !output.json else {
      throw ValidationError("--format and --json are for --dry-run")
    }
  }

  func run() throws {
    if dryRun { return try look() }
    let summary = try IngestCommand.ingest(logs, into: casePath, reading, talk)
    Terminal.finish(summary)
  }

  private func look() throws {
    let options = try reading.options()
    let folder = try CaseFolder.open(logs, options: options)
    for warning in folder.warnings { Terminal.note("warning: \(warning)") }
    let summary = try DryRun.run(folder, options: options)
    Terminal.output(summary.text(output.chosen))
    for note in summary.notes { talk.note("note: \(note)") }
  }

  /// Reads logs into a case with progress, and says what was counted.
  static func ingest(
    _ logs: [String], into casePath: String, _ reading: ReadingOptions, _ talk: TalkOptions
  ) throws -> IngestSummary {
    let interruption = SignalFlag(SIGINT)
    let printer = ProgressPrinter(talk.progress, isQuiet: talk.quiet)
    defer { printer.end() }
    let options = try reading.options()
    let folder = try CaseFolder.open(logs, options: options)
    for warning in folder.warnings { Terminal.note("warning: \(warning)") }
    let summary = try Ingest.run(
      folder, into: casePath, options: options,
      isInterrupted: { interruption.isRaised }, progress: { printer.show($0) })
    printer.end()
    talk.note(
      """
      \(summary.lines) lines, \(summary.events) events, \(summary.rejects) rejects from \
      \(summary.sources) inputs; \(summary.alreadyKnown) already in the case
      """)
    for remark in summary.remarks.prefix(10) { talk.note("note: \(remark)") }
    for name in summary.unknown.prefix(10) { talk.note("no known format, left out: \(name)") }
    if summary.unknown.count > 10 {
      talk.note("no known format, left out: \(summary.unknown.count - 10) more")
    }
    for name in summary.empty.prefix(10) { talk.note("empty: \(name)") }
    return summary
  }
}
