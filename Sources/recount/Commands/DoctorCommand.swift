// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks what Recount needs of this machine.",
    discussion: """
      EXAMPLES
        recount doctor
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    let checks = Doctor.checks(
      folder: FileManager.default.currentDirectoryPath,
      searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
    output.show(Doctor.text(checks, output.chosen))
    if checks.contains(where: { $0.verdict != .ok && !$0.isOptional }) {
      throw ExitCode(RecountError.Exit.checkFailed.rawValue)
    }
  }
}
