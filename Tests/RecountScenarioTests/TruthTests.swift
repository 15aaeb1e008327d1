// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario
import Testing

struct TruthTests {
  @Test(arguments: [
    "artifact-manager", "pipelines", "webhooks", "marketplace-apps", "attachments", "confluence",
    "jira-software", "jira-service-management",
  ])
  func `truth agrees with a recount of the written lines`(name: String) throws {
    let generated = try GeneratedCase(
      SampleScenario.load(only: name), options: ScenarioOptions(scalePermille: 12, seed: 3))
    let truth = try #require(generated.truth.services.first)
    let format = truth.service.format
    let start = generated.plan.scenario.span.from.time.microseconds
    var counted = [MinuteCount](repeating: MinuteCount(), count: truth.minutes.count)
    let lines = try generated.lines(
      ofService: name, suffix: format == .bitbucketSteps ? "son.gz" : "")
    for line in lines {
      let read = try #require(
        NaiveLine(line, format: format), "\(String(decoding: line, as: UTF8.self))")
      guard read.isTrial else { continue }
      let minute = Int((read.time - start) / 60_000_000)
      counted[minute].total += 1
      if read.isFailed { counted[minute].failed += 1 }
    }
    for (index, count) in truth.minutes.enumerated() {
      #expect(counted[index].total == count.total, "minute \(index)")
      #expect(counted[index].failed == count.failed, "minute \(index)")
    }
    #expect(
      lines.count == truth.files.filter { !$0.path.hasSuffix("tar.gz") }.map(\.lines).reduce(0, +))
  }

  @Test(arguments: ["artifact-manager", "webhooks", "attachments", "pipelines"])
  func `lines stand in the order of their stamps`(name: String) throws {
    let generated = try GeneratedCase(
      SampleScenario.load(only: name), options: ScenarioOptions(scalePermille: 10))
    let service = try #require(generated.truth.services.first)
    for file in service.files where !file.path.hasSuffix("tar.gz") {
      let times = try generated.lines(file.path).compactMap {
        NaiveLine($0, format: service.service.format)?.time
      }
      #expect(times.count == file.lines)
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test
  func `the incident fails events inside its windows only, up to both ends`() throws {
    let generated = try GeneratedCase(
      SampleScenario.load(), options: ScenarioOptions(scalePermille: 100))
    for service in generated.truth.services {
      let windows = service.windows.filter { $0.kind == .failing }
      let window = try #require(windows.first)
      #expect(windows.count == 1)
      var excess: [Timestamp: Int] = [:]
      for (index, count) in service.minutes.enumerated() {
        let minute = generated.plan.scenario.span.from.time + .minutes(Int64(index))
        if count.failed > count.failedAnyway { excess[minute] = count.failed - count.failedAnyway }
      }
      let name = service.service.name
      #expect(excess.keys.allSatisfy { window.range.contains($0) }, "\(name)")
      let first = (0..<3).map { excess[window.range.start + .minutes($0)] ?? 0 }
      let last = (1...3).map { excess[window.range.end - .minutes($0)] ?? 0 }
      #expect(first.reduce(0, +) >= 3, "\(name)")
      #expect(last.reduce(0, +) >= 3, "\(name)")
    }
  }

  @Test
  func `about sixty thousand steps fail, a tenth of them at a tenth of the scale`() throws {
    let generated = try GeneratedCase(
      SampleScenario.load(only: "pipelines"), options: ScenarioOptions(scalePermille: 100))
    let window = TimeRange(
      start: try time("2022-12-16T10:07Z"), end: try time("2022-12-16T15:40Z"))
    let counts = try #require(generated.truth.counts(of: "pipelines", in: window))
    #expect((5800...6200).contains(counts.failed))
    #expect((250...400).contains(counts.failedWithoutIncident))
    let all = try #require(generated.truth.counts(of: "pipelines"))
    #expect((70_000...95_000).contains(all.total))
  }

  @Test
  func `the document has sorted keys and the promised members`() throws {
    let generated = try GeneratedCase(
      SampleScenario.load(only: "pipelines", "marketplace-apps"),
      options: ScenarioOptions(scalePermille: 5, seed: 9))
    let bytes = generated.truth.json
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(document["schema"] as? String == "recount.truth/1")
    #expect(document["seed"] as? Int == 9)
    #expect(document["fault"] as? Bool == true)
    let sorted = try JSONSerialization.data(
      withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
    #expect([UInt8](sorted) + [0x0A] == bytes)
    let services = try #require(document["services"] as? [[String: Any]])
    let apps = try #require(services.last)
    let windows = try #require(apps["windows"] as? [[String: Any]])
    #expect(windows.map { $0["kind"] as? String } == ["failing", "silent"])
    #expect(windows.first?["onset"] as? String == "2022-12-16T13:45:00.000000Z")
    #expect(windows.first?["end"] as? String == "2022-12-16T15:40:00.000000Z")
  }

  @Test
  func `windows join neighbouring effects, the restart included`() throws {
    let service = try #require(SampleScenario.load(only: "artifact-manager").services.first)
    let windows = TruthWindow.windows(of: service).map {
      "\($0.kind) \($0.range.start.clockText)-\($0.range.end.clockText)"
    }
    #expect(
      windows == [
        "failing 10:05-15:40", "surge 10:05-10:55", "surge 11:00-15:40", "silent 10:55-11:00",
      ])
  }
}
