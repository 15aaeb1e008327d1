// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Lists the outlines that a report can have, prints one, or checks one of your own.",
    discussion: """
      A template is Mustache: text of yours, and computed sections such as {{{timeline}}}, each at the \
      beginning of a line. {{#builds}} … {{{.}}} … {{/builds}} leaves a part out where there is nothing \
      to tell. In the report your text stands outside of the fences: what people write there is kept.

      Sections:
      \(TemplateFile.sections.map { "  " + $0 }.joined(separator: "\n"))

      EXAMPLES
        recount templates
        recount templates default > ours/report.mustache
        recount templates --check ours
        recount report logs/ --template ours
      """)

  @Argument(help: "A template to print.")
  var name: String?

  @Option(help: "Check the template in this folder or file.", completion: .directory)
  var check: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    if let check {
      return Terminal.note(try TemplateFile.check(check))
    }
    Terminal.output(
      try name.map { try TemplateFile.text(of: $0) } ?? TemplateFile.list(output.chosen))
  }
}
