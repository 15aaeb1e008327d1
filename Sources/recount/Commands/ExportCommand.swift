// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit
import RecountModel

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Hands events, findings or the timeline over to other programs.",
    discussion: """
      jsonl and csv have one row per event, finding or moment. timesketch has the same with the \
      fields that Timesketch imports, as CSV when FILE ends in .csv, else as JSON lines. openmetrics \
      has the counts per minute, for `promtool tsdb create-blocks-from openmetrics`. sqlite copies \
      the views that `recount query` lists as tables into a new database.

      A file gets its name when it is whole. What logs made to act on a terminal, or to turn the \
      direction of writing, is spelled out in every form of text.

      EXAMPLES
        recount export --to csv --spreadsheet-safe -o events.csv
        recount export --to jsonl --service web --since 2022-12-16T10:00Z --until 2022-12-16T11:00Z
        recount export --to jsonl --of findings | jq 'select(.finding == "window").data'
        recount export --to timesketch --of timeline -o timeline.csv
        recount export --to openmetrics -o counts.om
        recount export --to sqlite -o plain.sqlite
      """)

  @Option(help: "The form of the export.")
  var to: ExportFormat

  @Option(help: "What to export; events unless told, and the whole case with sqlite.")
  var of: ExportContent?

  @Option(
    name: [.short, .customLong("output")],
    help: "The file to write; - or nothing for standard output.", completion: .file())
  var output: String?

  @Option(help: "The first instant: 2022-12-16T10:00Z.")
  var since: String?

  @Option(help: "The instant behind the last.")
  var until: String?

  @Option(help: "Only what belongs to this service.")
  var service: String?

  @Flag(help: "In CSV, put an apostrophe before text that a spreadsheet would run as a formula.")
  var spreadsheetSafe = false

  @Flag(name: .shortAndLong, help: "Print nothing but results and errors.")
  var quiet = false

  @OptionGroup var location: CaseOptions

  func validate() throws {
    let refusal = ExportRequest.refusal(
      to, of: of, path: output, filtered: since != nil || until != nil || service != nil,
      isSpreadsheetSafe: spreadsheetSafe)
    if let refusal { throw ValidationError(refusal) }
    for (option, text) in [("--since", since), ("--until", until)] {
      if let text, Timestamp(parsing: text) == nil {
        throw ValidationError("\(option) is no time: expected one such as 2022-12-16T10:00Z")
      }
    }
    if let start = filter.since, let end = filter.until, start >= end {
      throw ValidationError("--since must be before --until")
    }
  }

  func run() throws {
    let request = ExportRequest(
      casePath: try location.existing(), format: to, content: of, path: output, filter: filter,
      isSpreadsheetSafe: spreadsheetSafe)
    // Nothing has to be tidied up behind standard output: there the signal may end the run.
    let interruption = request.path == nil ? nil : SignalFlag(SIGINT)
    let summary = try ExportRun.run(request) { interruption?.isRaised ?? false }
    if !quiet { for remark in summary.remarks { Terminal.note(remark) } }
  }

  private var filter: EventFilter {
    EventFilter(
      since: since.flatMap { Timestamp(parsing: $0) },
      until: until.flatMap { Timestamp(parsing: $0) }, service: service)
  }
}

extension ExportFormat: ExpressibleByArgument {}

extension ExportContent: ExpressibleByArgument {}
