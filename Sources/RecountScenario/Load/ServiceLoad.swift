// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// How many events a service has in each minute, and when in the minute they are counted.
///
/// Everyday events come from one random stream and the incident's decisions from another, so that
/// the same seed gives the same everyday events with and without the incident.
struct ServiceLoad: Sendable {
  /// One event to be worked out: the instant that decides its minute, and its own random stream.
  struct Draft: Sendable {
    var time: Int64
    var seed: UInt64
    /// Made by the incident: a retry or a wave of load.
    var isExtra: Bool
  }

  /// A minute's conditions.
  struct Minute: Sendable {
    var start: Timestamp
    var baseFailurePPM: Int
    var effect: EffectMinute
  }

  private let service: ScenarioService
  private let profile: [Int]
  private let scalePermille: Int
  private let range: TimeRange
  private let effects: [EffectMinute]
  private let everyday: SeededGenerator
  private let incident: SeededGenerator

  init(_ service: ScenarioService, in scenario: Scenario, options: ScenarioOptions) {
    self.service = service
    profile = scenario.profiles[service.profile] ?? Array(repeating: 1000, count: 24)
    scalePermille = options.scalePermille
    range = scenario.span.range
    effects = EffectMinute.timeline(of: options.hasFault ? service.effects : [], over: range)
    let root = SeededGenerator(seed: options.seed).split(ServiceLoad.label(of: service.name))
    everyday = root.split(1)
    incident = root.split(2)
  }

  /// Replaces `drafts` by the events of minute `index` of the span, in order of time.
  func draw(minute index: Int, into drafts: inout [Draft]) -> Minute {
    drafts.removeAll(keepingCapacity: true)
    let start = range.start + .minutes(Int64(index))
    let effect = effects.indices.contains(index) ? effects[index] : .ordinary
    var everyday = everyday.split(UInt64(index) + 1)
    var incident = incident.split(UInt64(index) + 1)
    let loadNoise = ServiceLoad.noise(service.noisePermille, &everyday)
    let failureNoise = ServiceLoad.noise(service.failureNoisePermille, &everyday)
    let expected = expectedMilli(minuteOfDay: index % 1440) * loadNoise / 1000
    for _ in 0..<CountSampler.count(milli: expected, &everyday) {
      let time = start.microseconds + Int64(everyday.below(60_000_000))
      let draft = Draft(time: time, seed: everyday.next(), isExtra: false)
      if effect.trafficPermille < 1000, incident.below(1000) >= effect.trafficPermille { continue }
      drafts.append(draft)
    }
    if effect.trafficPermille > 1000 {
      let extra = expected * (effect.trafficPermille - 1000) / 1000
      for _ in 0..<CountSampler.count(milli: extra, &incident) {
        let time = start.microseconds + Int64(incident.below(60_000_000))
        drafts.append(Draft(time: time, seed: incident.next(), isExtra: true))
      }
    }
    drafts.sort { ($0.time, $0.seed) < ($1.time, $1.seed) }
    return Minute(
      start: start, baseFailurePPM: service.baseFailurePPM * failureNoise / 1000, effect: effect)
  }

  /// Expected events of a minute of the day, in thousandths.
  private func expectedMilli(minuteOfDay: Int) -> Int {
    let hour = minuteOfDay / 60
    let minute = minuteOfDay % 60
    let level = profile[hour] * (60 - minute) + profile[(hour + 1) % 24] * minute
    return service.eventsPerMinute * level / 60 * scalePermille / 1000
  }

  private static func noise(_ permille: Int, _ generator: inout SeededGenerator) -> Int {
    1000 - permille + generator.below(2 * permille + 1)
  }

  /// FNV-1a of the name, so that a service's events do not depend on its place in the list.
  private static func label(of name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
