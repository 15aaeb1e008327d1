// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Writes a synthetic incident whose truth is known.",
    discussion: """
      The folder gets the logs of all services, records, incident.yml and truth.json. The same seed \
      gives the same content on every machine.

      EXAMPLES
        recount sample bitbucket-2022-12-16 -o sample
        recount sample bitbucket-2022-12-16 --scale 0.1 --seed 7 -o small
        recount sample bitbucket-2022-12-16 --fault none -o quiet
      """)

  enum Fault: String, ExpressibleByArgument, CaseIterable {
    case incident, none
  }

  @Argument(help: "The sample's name, or a folder with a scenario.yml.")
  var name: String

  @Option(
    name: [.short, .customLong("output")], help: "The folder to write.", completion: .directory)
  var output: String

  @Option(help: "Traffic as a multiple of the scenario's, 0.001 to 100.")
  var scale: Double = 1

  @Option(help: "Number that all chance is drawn from.")
  var seed: UInt64 = 1

  @Option(help: "`none` leaves the incident out and keeps the same two days.")
  var fault: Fault = .incident

  @Flag(help: "Write into a folder that holds other files.")
  var force = false

  @Option(help: "Parts written at the same time.")
  var threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)

  @OptionGroup var talk: TalkOptions

  func validate() throws {
    guard scale >= 0.001, scale <= 100 else {
      throw ValidationError("--scale must lie between 0.001 and 100")
    }
  }

  func run() throws {
    let isQuiet = talk.quiet || !Terminal.isErrorTerminal
    try SampleRun.write(
      name, to: output, permille: Int((scale * 1000).rounded()), seed: seed,
      hasFault: fault == .incident, isForced: force, threads: threads
    ) { part in
      if !isQuiet { Terminal.note("wrote \(part)") }
    }
    talk.note("sample: \(output)")
  }
}
