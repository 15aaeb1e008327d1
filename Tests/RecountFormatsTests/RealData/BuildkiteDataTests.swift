// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Raw logs of Buildkite, as its own renderer is tested with them.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct BuildkiteDataTests {
  private static func outline(_ name: String) throws -> StepOutline {
    let text = try SharedData.read("ci/terminal-to-html/\(name).sh.raw")
    let sample = LineBatches.whole(Array(text.prefix(1 << 16)))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "buildkite-log")
    return StepOutline(String(decoding: text, as: UTF8.self), as: .buildkiteLog, path: name)
  }

  @Test func `a command that fails is the last group`() throws {
    let outline = try Self.outline("buildah-build")
    #expect(
      outline.steps == [
        "1 Preparing working directory: success 22:45:57.206-22:46:00.280",
        "2 Running commands: failure exit 1 (none) @313 22:46:00.280-22:46:10.297",
      ])
    #expect(outline.jobs == ["buildah-build: failure 22:45:57.206-22:46:10.297"])
    #expect(outline.excerpts[1].hasPrefix("Error: creating build container: copying system image"))
  }

  @Test func `a hook after the command shows that it was over, even where it was drawn`() throws {
    let pull = try Self.outline("docker-compose-pull")
    #expect(
      pull.steps == [
        "1 Running global environment hook: success 00:14:59.118-00:14:59.156",
        "2 Preparing working directory: success 00:14:59.156-00:15:01.292",
        "3 Running commands: success 00:15:01.292-00:15:19.094",
        "4 Running global post-command hook: ? 00:15:19.094-00:15:19.098",
      ])
    #expect(pull.jobs == ["docker-compose-pull: success 00:14:59.118-00:15:19.098"])
    let install = try Self.outline("pwsh")
    #expect(
      install.parsed.steps.map(\.name) == [
        "Running global environment hook", "Preparing working directory", "Running commands",
        "Running global post-command hook",
      ])
    #expect(install.jobs == ["pwsh: success 23:49:36.445-23:50:37.426"])
  }
}
