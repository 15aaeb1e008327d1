// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit
import RecountModel

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Lists what was read, with the counts of its lines.",
    discussion: """
      For every source lines = event lines + continuation lines + rejects + ignored.

      With --skew, how far the clocks of two sources are apart, by the ids of the requests that both \
      tell of. No time is shifted by it.

      EXAMPLES
        recount sources
        recount sources --skew
        recount sources --json -C incident.recount
      """)

  @Flag(help: "Show how far clocks are apart instead.")
  var skew = false

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let path = try location.existing()
    try output.show(skew ? .skew(try SkewAnalysis.skews(casePath: path)) : .sources(casePath: path))
  }
}

struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects",
    abstract: "Lists the lines that no format took, with place and reason.",
    discussion: """
      EXAMPLES
        recount rejects
        recount rejects --limit 0 --format csv > rejects.csv
      """)

  @Option(help: "Rows to print; 0 for all.")
  var limit = 50

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.show(Listing.rejects(casePath: location.existing(), limit: limit))
  }
}

struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Shows when each service broke and recovered, and how much failed.",
    discussion: """
      Windows are found from the counts. Failures are given gross and above the baseline, with a 90 % \
      interval; what the data cannot say is refused by name.

      With --steps, the failed build steps of the whole case in groups: a step is counted once per run, \
      attempt, job and step. `retried` ones succeeded in a later attempt, `let through` ones were \
      allowed to fail.

      With --explain, the sets of up to three values in which the failures of a window gather, with \
      their share of the excess; or that they gather nowhere.

      With --slo, what the windows spent of the objectives that incident.yml states. With \
      --sensitivity, how the numbers of each window would be with another window or baseline.

      EXAMPLES
        recount impact
        recount impact --json -C incident.recount
        recount impact --steps --by signature
        recount impact --explain impact.web.w1
        recount impact --slo
      """)

  @Flag(help: "Count failed build steps in groups.")
  var steps = false

  @Option(
    help: "What the groups of --steps have in common.")
  var by: StepGrouping?

  @Option(help: "Groups of --steps to print; 0 for all.")
  var limit = 20

  @Option(help: "Ask which values of route, host, image, runner and the like explain this window.")
  var explain: String?

  @Flag(help: "Show error budgets and burn rates.")
  var slo = false

  @Flag(help: "Show how other choices would change the numbers.")
  var sensitivity = false

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [steps, explain != nil, slo, sensitivity].count(where: { $0 }) < 2 else {
      throw ValidationError("--explain, --steps, --slo and --sensitivity are different questions")
    }
    guard steps || by == nil else { throw ValidationError("--by is for --steps") }
    guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
  }

  func run() throws {
    let path = try location.existing()
    let listing = try listing(path)
    try output.show(listing)
  }

  private func listing(_ path: String) throws -> Listing {
    if let explain {
      return .attribution(try ExplanationAnalysis.attribution(casePath: path, of: explain))
    }
    if steps {
      return .steps(try StepAnalysis.impact(casePath: path, by: by ?? .class), limit: limit)
    }
    if slo { return .objectives(try CaseAnalysis.findings(casePath: path)) }
    if sensitivity { return .sensitivity(try CaseAnalysis.findings(casePath: path)) }
    return .impact(try CaseAnalysis.findings(casePath: path))
  }
}

struct ClocksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clocks",
    abstract:
      "Computes time to detect, mitigate and resolve on every clock, and where they disagree.",
    discussion: """
      Each measure names its two ends. What was declared never replaces what the logs show: both \
      are printed. With --definition, the same under the names of those who defined them: atlassian, \
      google, pagerduty, gitlab, datadog, dora, page, one such as gitlab.mttm, or all.

      EXAMPLES
        recount clocks
        recount clocks --json -C incident.recount
        recount clocks --definition atlassian
      """)

  @Option(help: "A publisher or one of its definitions; all for all of them.")
  var definition: String?

  @OptionGroup var location: CaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let findings = try CaseAnalysis.findings(casePath: location.existing())
    guard let definition else {
      return try output.show(Listing.clocks(findings))
    }
    try Definitions.check(definition)
    try output.show(Listing.definitions(findings, name: definition))
  }
}
