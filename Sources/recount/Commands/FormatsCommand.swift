// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Lists the formats that are known, or explains one with examples.",
    discussion: """
      EXAMPLES
        recount formats
        recount formats envoy
      """)

  @Argument(help: "A format to explain.")
  var name: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    Terminal.output(try FormatListing.text(name, output.chosen))
  }
}
