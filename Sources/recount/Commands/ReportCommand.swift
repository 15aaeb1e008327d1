// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reads logs and writes the report: report.md with its charts, and the case file.",
    discussion: """
      Without logs the report of an existing case is written. What you write into the report outside \
      of its computed blocks is kept when it is written again, and so is its outline.

      EXAMPLES
        recount report logs/
        recount report logs/ --template google-sre
        recount report logs/ -o postmortem
        recount report -C incident.recount -o postmortem
        recount report -C incident.recount -o postmortem --external
      """)

  @Argument(help: "Logs: files, folders, archives, or - for standard input.", completion: .file())
  var logs: [String] = []

  @Option(
    name: [.customShort("C"), .customLong("case")],
    help: "The case file; by default case.recount in the report's folder.",
    completion: .file(extensions: ["recount"]))
  var casePath: String?

  @Option(
    name: [.short, .customLong("output")], help: "The folder to write.", completion: .directory)
  var output = "recount-report"

  @Flag(help: "Write into a folder that Recount did not make, and over edited blocks.")
  var force = false

  @Flag(help: "Write report.html too: one file with all charts, which needs nothing else.")
  var html = false

  @Flag(help: "Draw every chart as PNG too, for which rsvg-convert has to be installed.")
  var png = false

  @Option(
    help: "The outline: a name that `recount templates` lists, or a folder with report.mustache.",
    completion: .directory)
  var template: String?

  @OptionGroup var sharing: SharingOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var talk: TalkOptions

  func run() throws {
    let path = casePath ?? output + "/case.recount"
    var options = ReportRun.Options(casePath: path, folder: output)
    options.isForced = force
    options.withHTML = html
    options.withPNG = png
    options.searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""
    options.template = try template.map { try TemplateFile.template($0) }
    options.sharing = sharing.sharing
    try ReportRun.check(output, casePath: path, isForced: force)
    try ReportRun.checkDocument(options)
    var summary: IngestSummary?
    if !logs.isEmpty {
      try ReportRun.makeFolder(of: path)
      summary = try IngestCommand.ingest(logs, into: path, reading, talk)
    }
    let findings = try CaseAnalysis.reportFindings(casePath: path)
    let outcome = try ReportRun.write(findings, options)
    if let first = outcome.paths.first {
      let charts = outcome.paths.count { $0.hasSuffix(".svg") }
      talk.note("report: \(first), \(charts) charts, case \(path)")
    }
    for remark in outcome.remarks { talk.note(remark) }
    if let summary { Terminal.finish(summary) }
    for missing in outcome.missing { Terminal.note("incomplete: \(missing)") }
    if !outcome.missing.isEmpty { throw ExitCode(RecountError.Exit.incomplete.rawValue) }
  }
}
