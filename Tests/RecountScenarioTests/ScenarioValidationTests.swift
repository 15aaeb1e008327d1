// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountScenario
import Testing

struct ScenarioValidationTests {
  @Test
  func `the sample is valid`() throws {
    let scenario = try SampleScenario.load()
    try scenario.validate()
    #expect(
      scenario.services.map(\.name) == [
        "artifact-manager", "pipelines", "webhooks", "marketplace-apps", "attachments",
        "confluence", "jira-software", "jira-service-management",
      ])
  }

  private func key(_ change: (inout Scenario) throws -> Void) throws -> String? {
    var scenario = try SampleScenario.load()
    try change(&scenario)
    do throws(ScenarioError) {
      try scenario.validate()
      return nil
    } catch {
      guard case .invalid(let key, let problem) = error else { return nil }
      #expect(error.message == "\(key): \(problem)")
      return key
    }
  }

  @Test
  func `a value that makes no sense is named by its key`() throws {
    #expect(try key { $0.scenario = "../up" } == "scenario")
    #expect(try key { $0.span.to = $0.span.from } == "span.to")
    #expect(try key { $0.profiles["office"] = [1000] } == "profiles.office")
    #expect(try key { $0.services[1].name = "webhooks" } == "services[2].name")
    #expect(try key { $0.services[0].profile = "none" } == "services[0].profile")
    #expect(try key { $0.services[1].catalog = .apps } == "services[1].catalog")
    #expect(
      try key { $0.services[3].baseFailurePPM = -1 } == "services[3].base_failure_ppm")
    #expect(
      try key { $0.services[1].effects[0].failedPermille = 1001 }
        == "services[1].effects[0].failed_permille")
    #expect(
      try key { $0.services[1].effects[1].failedPermilleTo = nil }
        == "services[1].effects[1].kind")
    #expect(
      try key { $0.services[1].effects[0].to = ScenarioInstant(try time("2022-12-16T11:30Z")) }
        == "services[1].effects[1].from")
    #expect(
      try key { $0.services[1].effects[0].from = ScenarioInstant(try time("2022-12-16T10:07:30Z")) }
        == "services[1].effects[0].from")
  }

  @Test
  func `options out of range are refused`() throws {
    let scenario = try SampleScenario.load()
    for options in [ScenarioOptions(scalePermille: 0), ScenarioOptions(compressionLevel: 10)] {
      #expect(throws: ScenarioError.self) { try ScenarioPlan(scenario, options: options) }
    }
  }

  @Test
  func `a folder that cannot be made is an error with its path`() throws {
    let plan = try ScenarioPlan(
      SampleScenario.load(only: "webhooks"), options: ScenarioOptions(scalePermille: 1))
    let error = #expect(throws: ScenarioError.self) { try plan.parts[0].write(to: "/dev/null/x") }
    #expect(error?.message == "cannot create the folder /dev/null/x/access: Not a directory")
  }
}
