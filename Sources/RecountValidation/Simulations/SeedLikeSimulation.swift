// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Two days of one service around an incident on the second, by minute, with mild dispersion.
package struct SeedLikeSimulation {
  /// A stretch with a failed share that runs straight from one value to another.
  package struct Impact {
    package var start: Int
    package var end: Int
    package var from: Double
    package var to: Double
  }

  package var failed: [Int] = []
  package var total: [Int] = []
  /// Failures without the incident.
  package var base: [Int] = []
  /// Traffic without the incident.
  package var usual: [Int] = []

  package static let minutes = 2880

  /// The minute of the second day at `hour`:`minute`.
  package static func minute(_ hour: Int, _ minute: Int) -> Int { 1440 + hour * 60 + minute }

  package init(
    seed: UInt64, perMinute: Double, baseShare: Double, impacts: [Impact] = [],
    traffic: [(bins: Range<Int>, factor: Double)] = []
  ) {
    var random = SeededGenerator(seed: seed)
    for minute in 0..<Self.minutes {
      let day = sin(2 * .pi * (Double(minute % 1440) / 1440 - 0.3))
      let mean = perMinute * (0.7 + 0.3 * day)
      let factor = traffic.filter { $0.bins.contains(minute) }.reduce(1) { $0 * $1.factor }
      let arrivals = random.poisson(mean)
      let trials =
        factor <= 1
        ? random.binomial(arrivals, factor) : arrivals + random.poisson(mean * (factor - 1))
      let fails = random.betaBinomial(trials, baseShare, spread: 0.002)
      var share = 0.0
      for impact in impacts where minute >= impact.start && minute < impact.end {
        let fraction = Double(minute - impact.start) / Double(max(1, impact.end - impact.start))
        share = impact.from + (impact.to - impact.from) * fraction
      }
      // The incident fails some of the requests that would have passed.
      let extra = max(0, (share - baseShare) / (1 - baseShare))
      usual.append(arrivals)
      base.append(fails)
      total.append(trials)
      failed.append(fails + random.betaBinomial(trials - fails, extra, spread: 0.002))
    }
  }

  package var series: CountSeries { .minutes(failed: failed, total: total) }

  package static func pipelines(seed: UInt64, scale: Double) -> SeedLikeSimulation {
    SeedLikeSimulation(
      seed: seed, perMinute: 420 * scale, baseShare: 0.02,
      impacts: [
        Impact(start: minute(10, 7), end: minute(11, 0), from: 0.75, to: 0.75),
        Impact(start: minute(11, 0), end: minute(12, 12), from: 0.75, to: 0.25),
        Impact(start: minute(12, 12), end: minute(15, 40), from: 0.22, to: 0.18),
      ])
  }

  package static func webhooks(seed: UInt64, scale: Double) -> SeedLikeSimulation {
    SeedLikeSimulation(
      seed: seed, perMinute: 900 * scale, baseShare: 0.004,
      impacts: [Impact(start: minute(10, 7), end: minute(12, 7), from: 0.18, to: 0.18)])
  }

  package static func apps(seed: UInt64, scale: Double) -> SeedLikeSimulation {
    let bins = minute(13, 45)..<minute(15, 40)
    return SeedLikeSimulation(
      seed: seed, perMinute: 300 * scale, baseShare: 0.006,
      impacts: [Impact(start: bins.lowerBound, end: bins.upperBound, from: 0.18, to: 0.18)],
      traffic: [(bins, 0.6)])
  }

  package static func artifacts(seed: UInt64, scale: Double) -> SeedLikeSimulation {
    SeedLikeSimulation(
      seed: seed, perMinute: 1200 * scale, baseShare: 0.003,
      impacts: [
        Impact(start: minute(10, 7), end: minute(11, 0), from: 0.6, to: 0.6),
        Impact(start: minute(11, 0), end: minute(12, 12), from: 0.6, to: 0.1),
        Impact(start: minute(12, 12), end: minute(15, 40), from: 0.08, to: 0.06),
      ],
      traffic: [
        (minute(10, 5)..<minute(11, 0), 2.5), (minute(11, 0)..<minute(12, 12), 1.8),
        (minute(12, 12)..<minute(15, 40), 1.2), (minute(10, 40)..<minute(10, 44), 0),
      ])
  }

  package static func quiet(seed: UInt64, scale: Double) -> SeedLikeSimulation {
    SeedLikeSimulation(seed: seed, perMinute: 600 * scale, baseShare: 0.004)
  }
}
