// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What the incident does to a service in one minute.
package struct EffectMinute: Sendable {
  /// Chance that the incident makes an event fail, per million.
  package var failurePPM = 0
  package var trafficPermille = 1000
  package var slowPermille = 1000
  /// Whether only requests that need the attachment store are touched.
  package var isAttachmentsOnly = false

  static let ordinary = EffectMinute()

  /// The minutes of `range` in order, each with the effect that covers it.
  package static func timeline(of effects: [ScenarioEffect], over range: TimeRange)
    -> [EffectMinute]
  {
    let count = Int(range.length.microseconds / TimeSpan.minute.microseconds)
    var minutes = [EffectMinute](repeating: .ordinary, count: count)
    for effect in effects {
      let first = minuteCount(from: range.start, to: effect.from.time)
      let length = minuteCount(from: effect.from.time, to: effect.to.time)
      for index in 0..<length where minutes.indices.contains(first + index) {
        minutes[first + index] = EffectMinute(effect, index: index, of: length)
      }
    }
    return minutes
  }

  private static func minuteCount(from start: Timestamp, to end: Timestamp) -> Int {
    Int((end - start).microseconds / TimeSpan.minute.microseconds)
  }
}

extension EffectMinute {
  /// The effect in minute `index` of its `length`; a ramp is read at the middle of the minute.
  private init(_ effect: ScenarioEffect, index: Int, of length: Int) {
    slowPermille = effect.slowPermille ?? 1000
    isAttachmentsOnly = effect.only == .attachments
    let failed = effect.failedPermille ?? 0
    let traffic = effect.trafficPermille ?? 1000
    switch effect.kind {
    case .plateau:
      failurePPM = failed * 1000
      trafficPermille = traffic
    case .ramp:
      let failedTo = effect.failedPermilleTo ?? failed
      let trafficTo = effect.trafficPermilleTo ?? traffic
      let halves = 2 * index + 1
      failurePPM = failed * 1000 + (failedTo - failed) * 1000 * halves / (2 * length)
      trafficPermille = traffic + (trafficTo - traffic) * halves / (2 * length)
    case .intermittent:
      failurePPM = (index % 3 == 1 ? effect.failedPermilleLow ?? 0 : failed) * 1000
      trafficPermille = traffic
    case .gap:
      trafficPermille = 0
    }
  }
}
