// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario
import Testing

struct RepeatabilityTests {
  private func generate(
    seed: UInt64 = 1, hasFault: Bool = true, level: Int = 1
  ) throws -> GeneratedCase {
    try GeneratedCase(
      SampleScenario.load(),
      options: ScenarioOptions(
        scalePermille: 6, seed: seed, hasFault: hasFault, compressionLevel: level))
  }

  @Test
  func `the same seed gives the same bytes`() throws {
    let first = try generate()
    let second = try generate()
    #expect(first.paths.count == 18)
    for path in first.paths {
      #expect(try first.compressed(path) == second.compressed(path), "\(path)")
    }
    #expect(first.truth.json == second.truth.json)
  }

  @Test
  func `another seed gives other bytes`() throws {
    let first = try generate(seed: 1)
    let second = try generate(seed: 2)
    for path in first.paths {
      #expect(try first.content(path) != second.content(path), "\(path)")
    }
  }

  @Test
  func `the compression level does not change the content`() throws {
    let fast = try generate(level: 1)
    let small = try generate(level: 6)
    for path in fast.paths {
      #expect(try fast.content(path) == small.content(path), "\(path)")
    }
  }

  @Test
  func `truth does not depend on the order of the parts`() throws {
    let plan = try ScenarioPlan(
      SampleScenario.load(), options: ScenarioOptions(scalePermille: 2, seed: 5))
    let folder = FileManager.default.temporaryDirectory.path + "/recount-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let parts = try plan.parts.map { try $0.write(to: folder) }
    let forward = ScenarioTruth(merging: parts, of: plan)
    let backward = ScenarioTruth(merging: parts.reversed(), of: plan)
    #expect(forward.json == backward.json)
  }

  @Test
  func `without the incident everything else stays`() throws {
    let faulted = try generate()
    let calm = try generate(hasFault: false)
    let onset = try time("2022-12-16T10:05Z")
    for (with, without) in zip(faulted.truth.services, calm.truth.services) {
      #expect(without.windows.isEmpty)
      #expect(without.minutes.allSatisfy { $0.failed == $0.failedAnyway })
      let first = Int((onset - faulted.plan.scenario.span.from.time).microseconds / 60_000_000)
      #expect(with.minutes[..<first] == without.minutes[..<first])
      // Where traffic is as ever, the same events are there, and would fail the same.
      let effects = EffectMinute.timeline(
        of: with.service.effects, over: faulted.plan.scenario.span.range)
      for (index, effect) in effects.enumerated() where effect.trafficPermille == 1000 {
        #expect(with.minutes[index].total == without.minutes[index].total)
        #expect(with.minutes[index].failedAnyway == without.minutes[index].failed)
      }
    }
    for path in faulted.paths where path.contains("2022-12-15") {
      #expect(try faulted.compressed(path) == calm.compressed(path), "\(path)")
    }
  }
}
