// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountValidation

/// Prints the figures that the analysis is held to, measured now.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Measure the figures that the analysis is held to.",
    discussion: """
      Simulations begin at --seed, so that they can be run on seeds that nobody has seen. Figures of
      real data are left out where the data are not at hand. Fails when a figure does not hold.
      """)

  @Option(help: "First seed of every simulation.")
  var seed: UInt64 = 1_000_000

  @Argument(help: "Checks to run, all by default: \(Self.names).")
  var checks: [String] = []

  private static let names = Validation.checks.map(\.id).joined(separator: ", ")

  func validate() throws {
    for check in checks where !Validation.checks.contains(where: { $0.id == check }) {
      throw ValidationError("there is no check `\(check)`; there are \(Self.names)")
    }
  }

  func run() throws {
    var figures: [ValidationFigure] = []
    for check in Validation.checks where checks.isEmpty || checks.contains(check.id) {
      figures += try check.measure(seed)
    }
    print(ValidationTable.markdown(figures), terminator: "")
    if figures.contains(where: { !$0.holds }) { throw ExitCode(3) }
  }
}
