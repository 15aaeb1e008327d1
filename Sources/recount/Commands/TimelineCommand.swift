// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit
import RecountModel

struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Prints what the logs show and what people recorded on one timeline.",
    discussion: """
      Onsets, phases, relapses and ends of each window, the first failure line of a new kind, surges \
      of load, records, claims and deployments. Every row names its source and its evidence. Rows of \
      the whole incident stay when a service is asked for.

      EXAMPLES
        recount timeline
        recount timeline --format md --service web
        recount timeline --kind onset --kind resolved --since 2022-12-16T10:00Z
        recount timeline --format html > timeline.html
      """)

  @Option(help: "Only rows of this service, and those of the whole incident.")
  var service: String?

  @Option(
    help: "Only rows of this kind; may be given several times.",
    completion: .list(Milestone.Kind.allCases.map(\.rawValue)))
  var kind: [String] = []

  @Option(help: "The first instant: 2022-12-16T10:00Z.")
  var since: String?

  @Option(help: "The instant behind the last.")
  var until: String?

  @Option(
    help: "table, tsv, csv, md, json or html; by default a table on a terminal, TSV in a pipe.")
  var format: TimelineFormat?

  @Flag(help: "Same as --format json.")
  var json = false

  @OptionGroup var screen: ScreenOptions

  @OptionGroup var location: CaseOptions

  func run() throws {
    let timeline = try TimelineAnalysis(
      casePath: location.existing(), service: service, kinds: kind, since: since, until: until)
    let format = json ? .json : format ?? (Terminal.isOutputTerminal ? .table : .tsv)
    if let listing = ListingFormat(rawValue: format.rawValue) {
      try screen.show(timeline.listing(), as: listing)
    } else {
      Terminal.output(timeline.page)
    }
  }
}

extension TimelineFormat: ExpressibleByArgument {}
