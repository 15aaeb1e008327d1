// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Sets two stretches of time side by side: counts, failed share, traffic, durations.",
    discussion: """
      Every difference has a 90 % interval; `differs` is yes where it does not hold 1. A stretch is \
      START/END, of which the second may be a time of day alone, or the name of a window.

      EXAMPLES
        recount compare 2022-12-16T08:00Z/10:00Z 2022-12-16T10:30Z/11:00Z
        recount compare 2022-12-15T10:07Z/15:40Z impact.pipelines.w1
      """)

  @Argument(help: "The stretch to compare with: START/END or a window.")
  var first: String

  @Argument(help: "The stretch that is compared.")
  var second: String

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let comparisons = try CompareAnalysis.comparisons(
      casePath: location.existing(), first, second)
    let listing = Listing.compare(comparisons)
    try output.show(listing)
  }
}
