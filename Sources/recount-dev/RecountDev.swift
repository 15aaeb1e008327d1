// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser

/// Tools for the people who work on Recount; no part of the product.
@main
struct RecountDev: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recount-dev",
    abstract: "Tools for the people who work on Recount.",
    subcommands: [CheckLayersCommand.self, ValidateCommand.self])
}
