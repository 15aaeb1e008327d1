// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Lists the formats that are known, shows one, explains a log, tests examples.",
    discussion: """
      Wherever a format is named, the format string of a server does as well: 'nginx:$remote_addr …', \
      'apache:%h %l …', 'haproxy:…', 'envoy:…', 'goaccess:…', or one of a config, as in \
      /etc/nginx/nginx.conf:main. Lines in wrappers are named from the outside in, as in \
      docker-json/combined.

      EXAMPLES
        recount formats list
        recount formats show envoy
        recount formats explain access.log
        recount formats explain access.log:17 --as combined
        recount formats test
        recount formats test --formats gateway.yml
      """,
    subcommands: [
      FormatsListCommand.self, FormatsShowCommand.self, FormatsExplainCommand.self,
      FormatsTestCommand.self,
    ],
    defaultSubcommand: FormatsListCommand.self)
}

struct FormatsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the formats that are known.")

  @OptionGroup var described: DescribedFormats
  @OptionGroup var output: OutputOptions

  func run() throws {
    Terminal.output(try FormatListing(formats: described.formats).list(output.chosen))
  }
}

struct FormatsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a format: fields, stamps, lines it accepts and rejects, how to force it.")

  @Argument(help: "A format, a format string, or CONFIG:NAME.")
  var name: String

  @OptionGroup var described: DescribedFormats

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let listing = try FormatListing(formats: described.formats)
    Terminal.output(try listing.page(name, json ? .json : .table))
  }
}

struct FormatsExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells what a log looks like, and at which byte a line leaves its format.",
    discussion: """
      The formats that take the first lines, with their scores; then the line that was asked for, \
      or the first that is refused: what is wrong with it, with a caret under the byte.

      EXAMPLES
        recount formats explain access.log
        recount formats explain logs.zip!web/access.log:17
        recount formats explain access.log:17 --as 'nginx:$remote_addr [$time_local] "$request" $status'
      """)

  @Argument(help: "A log, or FILE:LINE; an entry of an archive as FILE!ENTRY.", completion: .file())
  var place: String

  @Option(name: .customLong("as"), help: "Explain by this format, whatever the log looks like.")
  var formatName: String?

  @OptionGroup var described: DescribedFormats

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let explanation = try FormatExplainer.explain(
      place, as: formatName, formats: described.formats)
    Terminal.output(json ? explanation.json : explanation.text)
  }
}

struct FormatsTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Holds formats against their own examples; exit 1 if one does not hold.")

  @Argument(help: "Formats to test; by default all that are known.")
  var names: [String] = []

  @OptionGroup var described: DescribedFormats
  @OptionGroup var output: OutputOptions

  func run() throws {
    let tests = try FormatTestRun(names, formats: described.formats)
    Terminal.output(tests.text(output.chosen))
    guard !tests.holds else { return }
    for complaint in tests.complaints {
      Terminal.errorText("error: " + complaint + "\n")
    }
    throw ExitCode(1)
  }
}
