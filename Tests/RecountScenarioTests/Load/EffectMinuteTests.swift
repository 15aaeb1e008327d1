// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountScenario
import Testing

struct EffectMinuteTests {
  private let start = Timestamp(seconds: 1_671_148_800)

  private func instant(_ minute: Int64) -> ScenarioInstant {
    ScenarioInstant(start + .minutes(minute))
  }

  private func timeline(_ effects: ScenarioEffect...) -> [EffectMinute] {
    EffectMinute.timeline(of: effects, over: TimeRange(start: start, end: start + .minutes(10)))
  }

  @Test
  func `an effect covers its minutes and no others`() {
    let minutes = timeline(
      ScenarioEffect(kind: .plateau, from: instant(3), to: instant(5), failedPermille: 750))
    #expect(minutes.map(\.failurePPM) == [0, 0, 0, 750_000, 750_000, 0, 0, 0, 0, 0])
    #expect(minutes.allSatisfy { $0.trafficPermille == 1000 })
  }

  @Test
  func `a ramp is read at the middle of each minute`() {
    let minutes = timeline(
      ScenarioEffect(
        kind: .ramp, from: instant(0), to: instant(4), failedPermille: 800, failedPermilleTo: 400,
        trafficPermille: 1000, trafficPermilleTo: 2000))
    #expect(minutes.prefix(4).map(\.failurePPM) == [750_000, 650_000, 550_000, 450_000])
    #expect(minutes.prefix(4).map(\.trafficPermille) == [1125, 1375, 1625, 1875])
  }

  @Test
  func `an intermittent effect is low in every third minute and high at both ends`() {
    let minutes = timeline(
      ScenarioEffect(
        kind: .intermittent, from: instant(1), to: instant(7), failedPermille: 300,
        failedPermilleLow: 100))
    #expect(
      minutes.map { $0.failurePPM / 1000 } == [0, 300, 100, 300, 300, 100, 300, 0, 0, 0])
  }

  @Test
  func `a gap leaves no traffic`() {
    let minutes = timeline(ScenarioEffect(kind: .gap, from: instant(8), to: instant(10)))
    #expect(minutes.map(\.trafficPermille).suffix(3) == [1000, 0, 0])
  }
}
