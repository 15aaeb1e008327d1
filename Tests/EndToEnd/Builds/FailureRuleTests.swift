// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Rules of one's own: `recount rules`, `--rules`.
@Suite struct FailureRuleTests {
  private let scratch: ScratchCase

  init() throws {
    scratch = try ScratchCase()
  }

  private static let proxy = """
    - name: proxy.down
      class: infrastructure
      any_of: ['egress proxy gave up']
      matches: ['egress proxy gave up after 3 tries']
      refuses: ['egress proxy is up']

    """

  private func log() throws -> String {
    try scratch.folder.write(
      [
        "Job is about to start", "##[group]Run make", "##[endgroup]",
        "egress proxy gave up after 9 tries",
        "##[error]Process completed with exit code 7.", "Cleaning up orphan processes",
      ].map { "2025-03-12T09:14:02.1234567Z \($0)\n" }.joined(), "build.txt")
  }

  @Test func `the shipped rules are printed and can be used as a file`() throws {
    let shipped = try Binary.run(["rules"])
    #expect(shipped.status == 0 && shipped.output.contains("- name: image-pull.registry-5xx"))
    let path = try scratch.folder.write(shipped.output, "rules.yml")
    let check = try Binary.run(["rules", "--check", path])
    #expect(check.status == 0)
    #expect(check.output == "\(path): 0 new rules, 0 in the place of shipped ones\n")
  }

  @Test func `a rule of one's own decides`() throws {
    let rules = try scratch.folder.write(Self.proxy, "rules.yml")
    let log = try log()
    let plain = try Binary.run(["parse", log])
    #expect(plain.output.contains(#""failure_class":"unknown""#))
    let ruled = try Binary.run(["parse", log, "--rules", rules])
    #expect(ruled.output.contains(#""deciding_rule":"proxy.down""#))
    try scratch.ingest(log, options: ["--rules", rules])
    let impact = try Binary.run(["impact", "--steps", "--by", "cause", "-C", scratch.path])
    #expect(impact.output.contains("proxy.down"))
  }

  @Test func `a rule that fails its own examples stops the run before anything is read`() throws {
    let rules = try scratch.folder.write(
      Self.proxy.replacing(
        "refuses: ['egress proxy is up']", with: "refuses: ['egress proxy gave up']"),
      "rules.yml")
    let outcome = try Binary.run(["ingest", try log(), "--rules", rules, "-C", scratch.path])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("rules.yml"))
    #expect(
      outcome.error.contains("failure rule `proxy.down`: it matches `egress proxy gave up`"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path))
    let missing = try Binary.run(["rules", "--check", scratch.folder.path("none.yml")])
    #expect(missing.status == 66 && missing.error.contains("none.yml"))
    let folder = try Binary.run(["rules", "--check", scratch.folder.path("")])
    #expect(folder.status == 66 && folder.error.contains("it is a folder"))
  }
}
