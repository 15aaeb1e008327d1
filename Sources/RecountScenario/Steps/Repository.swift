// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A project whose pipelines run.
struct Repository: Sendable {
  /// Workspace and slug, as in `acorn-software/billing-web`.
  let fullName: [UInt8]
  let slug: [UInt8]
  let tool: BuildTool
  let image: [UInt8]

  /// Five hundred invented projects, the same for every seed; the first are the busiest.
  static func makeAll() -> [Repository] {
    let workspaces = [
      "acorn-software", "borealis", "cedar-labs", "dune-systems", "ember", "fjord-data",
      "granite", "harbour", "indigo-apps", "juniper-it",
    ]
    let modules = WordList.module.words
    let kinds = ["service", "web", "worker", "lib", "infra"]
    let tools = BuildTool.all
    var generator = SeededGenerator(seed: 0x5EED_4E60)
    return (0..<500).map { index in
      let workspace = workspaces[generator.below(workspaces.count)]
      let slug =
        modules[index % modules.count] + Array("-\(kinds[index / modules.count % 5])".utf8)
        + (index < modules.count * 5 ? [] : Array("-\(index / (modules.count * 5) + 1)".utf8))
      let tool = tools[generator.below(tools.count)]
      return Repository(
        fullName: Array("\(workspace)/".utf8) + slug, slug: slug, tool: tool,
        image: tool.images[generator.below(tool.images.count)])
    }
  }
}
