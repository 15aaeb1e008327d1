// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount impact --steps`, and what the report says of steps.
@Suite struct StepImpactTests {
  private let scratch: ScratchCase

  init() throws {
    scratch = try ScratchCase()
  }

  /// A console without a stamp: nothing tells when its steps were.
  private static let console = """
    Started by user admin
    Building in workspace /var/lib/jenkins/workspace/shop
    + make test
    3 tests failed
    Build step 'Execute shell' marked build as failure
    Finished: FAILURE

    """

  private func impact(_ options: String...) throws -> Binary.Outcome {
    try Binary.run(["impact", "--steps", "-C", scratch.path] + options)
  }

  @Test func `failed steps without any time are told, not passed over`() throws {
    try scratch.ingest(try scratch.folder.write(Self.console, "shop/17.log"))
    let outcome = try impact()
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("1 more failed, but nothing tells when"), "\(outcome.error)")
    #expect(!outcome.error.contains("no failed step"))
    #expect(try impact("--json").data()["untimed"] as? Int == 1)
    let folder = scratch.folder.path("report")
    let report = try Binary.run(["report", "-C", scratch.path, "-o", folder, "-q"])
    #expect(report.status == 0, "\(report.error)")
    let text = try scratch.folder.read("report/report.md")
    #expect(text.contains("No step failed of which the time is known. 1 more failed"))
  }

  @Test func `one failed step is one step, and a case without any says so`() throws {
    try scratch.ingest(
      try scratch.folder.write(BuildLogs.job(steps: 2, failing: 1, output: 2), "build.txt"))
    #expect(try impact().error.hasPrefix("1 failed step, each counted once"))
    let green = try ScratchCase()
    try green.ingest(
      try green.folder.write(BuildLogs.job(steps: 2, failing: 0, output: 2), "build.txt"))
    let outcome = try Binary.run(["impact", "--steps", "-C", green.path])
    #expect(outcome.status == 0 && outcome.error == "no failed step is in the case\n")
  }

  @Test func `a limit holds in every form, and what it leaves out is told`() throws {
    for index in 0..<4 {
      try scratch.folder.write(
        BuildLogs.job(steps: 2, failing: 1, output: 2)
          .replacing("exit code 2", with: "exit code 2 of \(["a", "b", "c", "d"][index])"),
        "logs/\(index)/build.txt")
    }
    try scratch.ingest(scratch.folder.path("logs"))
    let rows = try impact("--by", "signature", "--limit", "3", "--format", "tsv")
    #expect(rows.output.split(separator: "\n").count == 4)
    #expect(rows.error.contains("showing 3 of 4 groups, use --limit 0"))
    let data = try impact("--by", "signature", "--limit", "3", "--json").data()
    #expect((data["groups"] as? [Any])?.count == 3)
    #expect(data["groups_found"] as? Int == 4 && data["failed"] as? Int == 4)
    #expect(try Binary.run(["impact", "--by", "class", "-C", scratch.path]).status == 64)
  }
}
