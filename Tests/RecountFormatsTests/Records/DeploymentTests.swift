// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct DeploymentTests {
  private static func told(_ text: String, as format: LogFormat) -> [String] {
    let parsed = ParsedContent(text, as: format)
    #expect(parsed.closes)
    return parsed.milestones.map { "\($0.kind.rawValue) \($0.time.secondText) \($0.text)" }
  }

  private static func status(_ state: String) -> String {
    #"{"state":"\#(state)","environment":"prod","description":"","created_at":"2025-03-12T09:10:41Z","deployment_url":"https://ghe.example/api/v3/repos/o/r/deployments/4"}"#
  }

  @Test(arguments: [
    ("success", "deployed 2025-03-12 09:10:41 deployed to prod"),
    ("failure", "note 2025-03-12 09:10:41 deployment to prod failed"),
    ("error", "note 2025-03-12 09:10:41 deployment to prod failed"),
    ("queued", ""), ("pending", ""), ("in_progress", ""), ("inactive", ""),
  ])
  func `states of GitHub`(state: String, milestone: String) {
    let parsed = ParsedContent(Self.status(state), as: .githubDeployments)
    #expect(parsed.closes && parsed.tally.eventLines == 1)
    #expect(
      Self.told(Self.status(state), as: .githubDeployments)
        == (milestone.isEmpty ? [] : [milestone]))
    #expect(parsed.milestones.allSatisfy { $0.service == "r" && $0.clock == .telemetry })
  }

  @Test func `a list, one a line, and a webhook say the same`() {
    let one = Self.status("success")
    let told = Self.told(one, as: .githubDeployments)
    #expect(Self.told("[\(one),\(one)]", as: .githubDeployments) == told + told)
    #expect(Self.told("\(one)\n\n\(one)\n", as: .githubDeployments) == told + told)
    let hook =
      #"{"action":"created","deployment_status":\#(one),"deployment":{"statuses_url":"x"}}"#
    #expect(Self.told(hook, as: .githubDeployments) == told)
  }

  @Test(arguments: [
    ("success", "deployed 2025-03-12 09:14:02 deployed main to prod"),
    ("failed", "note 2025-03-12 09:14:02 deployment main to prod failed"),
    ("canceled", "note 2025-03-12 09:14:02 deployment main to prod cancelled"), ("running", ""),
  ])
  func `statuses of GitLab, with both forms of its times`(status: String, milestone: String) {
    for time in [
      "2025-03-12 09:14:02 +0000", "2025-03-12 09:14:02 UTC", "2025-03-12T10:14:02+01:00",
    ] {
      let hook =
        #"{"object_kind":"deployment","status":"\#(status)","status_changed_at":"\#(time)","deployment_id":15,"environment":"prod","ref":"main"}"#
      let entry =
        #"[{"id":41,"iid":1,"status":"\#(status)","updated_at":"\#(time)","environment":{"name":"prod"},"ref":"main","deployable":null}]"#
      for text in [hook, entry] {
        #expect(
          Self.told(text, as: .gitlabDeployments) == (milestone.isEmpty ? [] : [milestone]))
      }
    }
  }

  @Test func `a list with one bad record keeps the others, and a broken one gives nothing`() {
    let bad = Self.status("success").replacing("2025-03-12T09:10:41Z", with: "soon")
    let parsed = ParsedContent("[\(Self.status("success")),\(bad)]", as: .githubDeployments)
    #expect(parsed.closes && parsed.milestones.count == 1)
    #expect(parsed.rejects.map(\.reason) == [.malformedTime] && parsed.rejects.first?.line == 2)
    let broken = ParsedContent("[\(Self.status("success")),7]", as: .githubDeployments)
    #expect(broken.milestones.isEmpty && broken.rejects.map(\.reason) == [.malformedJSON])
  }
}
