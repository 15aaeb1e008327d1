// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit
import RecountModel

/// Which case a command is about.
struct CaseOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("case")],
    help: "The case file, or a folder with one; else $RECOUNT_CASE, else the only *.recount here.",
    completion: .file(extensions: ["recount"]))
  var casePath: String?

  func existing() throws -> String {
    var isDirectory: ObjCBool = false
    if let casePath,
      unsafe FileManager.default.fileExists(atPath: casePath, isDirectory: &isDirectory),
      isDirectory.boolValue
    {
      return try CaseLocation.find(option: nil, environment: [:], folder: casePath)
    }
    return try CaseLocation.find(
      option: casePath, environment: ProcessInfo.processInfo.environment, folder: ".")
  }
}

/// How a list is printed.
struct OutputOptions: ParsableArguments {
  @Option(help: "table, tsv, csv, md or json; by default a table on a terminal, TSV in a pipe.")
  var format: ListingFormat?

  @Flag(help: "Same as --format json.")
  var json = false

  @OptionGroup var screen: ScreenOptions

  var chosen: ListingFormat {
    json ? .json : format ?? (Terminal.isOutputTerminal ? .table : .tsv)
  }

  func show(_ listing: Listing) throws { try screen.show(listing, as: chosen) }

  func show(_ text: String) { screen.show(text) }
}

/// How text is shown where somebody reads it.
struct ScreenOptions: ParsableArguments {
  @Option(help: "Colour of tables: auto, always or never; NO_COLOR is heeded.")
  var color: ColorChoice = .auto

  @Flag(help: "Draw with plain characters.")
  var ascii = false

  @Flag(help: "Print long tables at once, without $RECOUNT_PAGER, $PAGER or less.")
  var noPager = false

  /// Prints a list, and what it leaves unsaid on standard error, which JSON holds itself.
  func show(_ listing: Listing, as format: ListingFormat) throws {
    let isColoured = Terminal.isColoured(STDOUT_FILENO, color)
    show(try listing.text(format, isColoured: isColoured, isASCII: ascii))
    if format != .json { for remark in listing.remarks { Terminal.note(remark) } }
  }

  /// Prints a text, page by page where it is longer than the screen.
  func show(_ text: String) {
    if noPager || !Pager.page(text) { Terminal.output(text) }
  }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

extension ListingFormat: ExpressibleByArgument {}

extension StepGrouping: ExpressibleByArgument {}

enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never, json
}

enum InflateChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, zlib
}

/// Formats that do not come with Recount.
struct DescribedFormats: ParsableArguments {
  @Option(
    help: "Formats of your own: a YAML file, or a folder of such; may be given several times.",
    completion: .file(extensions: ["yml", "yaml"]))
  var formats: [String] = []
}

/// How logs are read.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "Read everything as this format; `recount formats list` has them.")
  var formatName: String?

  @OptionGroup var described: DescribedFormats

  @Option(help: "Give every event this service.")
  var service: String?

  @Option(
    help: "Failure rules that come before those of `recount rules`.",
    completion: .file(extensions: ["yml"]))
  var rules: String?

  @Option(help: "Percentage of a source's lines that may be rejected before the run ends with 2.")
  var maxReject: Double = 5

  @Option(help: "Inputs read at the same time.")
  var threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)

  @Option(help: "What inflates gzip: auto takes ISA-L where it is installed, zlib never does.")
  var inflate: InflateChoice = .auto

  @Option(help: "Bytes of content that one input may give: a bound on decompression bombs.")
  var maxContent: Int64 = IngestOptions().maxContentBytes

  @Option(help: "Entries that one archive may have.")
  var maxEntries: Int = IngestOptions().maxArchiveEntries

  @Option(help: "Bytes of the longest line that is read whole; a longer one is a reject.")
  var maxLine: Int = IngestOptions().maxLineBytes

  @Option(
    name: .customLong("tz"),
    help:
      "Zone of stamps that state none, such as Europe/Berlin; GLOB=ZONE for some logs. Repeatable.")
  var zones: [String] = []

  @Option(help: "Year of the first stamp of logs whose stamps state none.")
  var year: Int?

  @Option(help: "Routes that a service may have; requests on further ones count as {other}.")
  var maxRoutes: Int = IngestOptions().maxRoutes

  func validate() throws {
    let limits = [
      ("--max-routes", Int64(maxRoutes)),
      ("--max-content", maxContent), ("--max-entries", Int64(maxEntries)),
      ("--max-line", Int64(maxLine)),
    ]
    for (option, value) in limits where value < 1 {
      throw ValidationError("\(option) must be at least 1")
    }
    guard threads >= 1, threads <= 256 else {
      throw ValidationError("--threads must be between 1 and 256")
    }
    guard maxReject >= 0, maxReject <= 100 else {
      throw ValidationError("--max-reject must be a percentage")
    }
  }

  func options() throws -> IngestOptions {
    var options = IngestOptions()
    options.format = formatName
    options.service = service
    try options.useFormats(at: described.formats)
    if let rules { try options.useRules(at: rules) }
    options.threads = threads
    options.maxRejectShare = maxReject / 100
    if inflate == .zlib { options.useZlib() }
    options.maxContentBytes = maxContent
    options.maxArchiveEntries = maxEntries
    options.maxLineBytes = maxLine
    options.maxRoutes = maxRoutes
    try options.useZones(zones)
    if let year { try options.useYear(year) }
    return options
  }
}

/// What a long run says while it works.
struct TalkOptions: ParsableArguments {
  @Option(help: "Progress on standard error: auto, always, never or json.")
  var progress: ProgressMode = .auto

  @Flag(name: .shortAndLong, help: "Print nothing but results and errors.")
  var quiet = false

  func note(_ text: String) {
    if !quiet { Terminal.note(text) }
  }
}
