// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit

struct CorrelateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correlate",
    abstract:
      "Shows which service broke first, which move together, and where failures seem to begin.",
    discussion: """
      One service is said to have broken before another only when the intervals of their onsets lie \
      apart. Candidates for the origin need to know who calls whom, from `calls` in incident.yml. \
      Grades: A, the call graph leaves it more than half and none broke before it; B, one of the two; \
      C, it moves with others; none.

      EXAMPLES
        recount correlate
        recount correlate --json -C incident.recount
      """)

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let correlation = try CorrelationAnalysis.correlation(casePath: location.existing())
    let listing = Listing.correlation(correlation)
    try output.show(listing)
  }
}
