// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit

struct SignaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signatures",
    abstract: "Tells which kinds of failure lines are new, surged or gone in a window.",
    discussion: """
      Lines that say why build steps failed are put together by what they have in common, whatever the \
      order of the logs. NEW ones were not seen in a base long enough to have shown them; SURGED and \
      GONE ones changed by more than a factor of two beyond what chance does.

      EXAMPLES
        recount signatures
        recount signatures impact.pipelines.w1 --limit 0 --json
      """)

  @Argument(help: "A window of failed steps; all of them if none is named.")
  var window: String?

  @Option(help: "Signatures of each window to print; 0 for all.")
  var limit = 20

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
  }

  func run() throws {
    let windows = try SignatureAnalysis.windows(casePath: location.existing(), only: window)
    let listing = Listing.signatures(windows, limit: limit)
    try output.show(listing)
  }
}
