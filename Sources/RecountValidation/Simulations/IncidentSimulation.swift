// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Twelve hours of one service by minute, with or without an incident whose truth is known.
///
/// 10 to 2,000 requests a minute, a daily cycle in traffic and in the base share, more noise than
/// binomial; an incident is a plateau and a falling ramp, in half of the cases followed by a relapse.
package struct IncidentSimulation {
  package var failed: [Int] = []
  package var total: [Int] = []
  /// True windows, in bins.
  package var windows: [Range<Int>] = []

  package static let minutes = 720

  package init(seed: UInt64, quiet: Bool = false, minutes: Int = Self.minutes) {
    var random = SeededGenerator(seed: seed)
    let peak = pow(10, random.uniform(1, 3.3))
    let phase = random.uniform(0, 1440)
    var traffic = (0..<minutes).map { minute in
      peak * (1 + 0.5 * sin(2 * .pi * (Double(minute) + phase) / 1440))
        * exp(0.05 * random.normal())
    }
    let base = pow(10, random.uniform(-3.3, -1.7))
    let spread = pow(10, random.uniform(-4, -2.3))
    let basePhase = random.uniform(0, 1440)
    var shares = (0..<minutes).map { minute in
      base * exp(0.3 * sin(2 * .pi * (Double(minute) + basePhase) / 1440))
    }
    if !quiet { addIncident(&random, base: base, &shares, &traffic) }
    for minute in 0..<minutes {
      let trials = random.poisson(traffic[minute])
      total.append(trials)
      failed.append(random.betaBinomial(trials, shares[minute], spread: spread))
    }
  }

  private mutating func addIncident(
    _ random: inout SeededGenerator, base: Double, _ shares: inout [Double],
    _ traffic: inout [Double]
  ) {
    let start = random.whole(120..<300)
    let plateau = random.whole(5..<60)
    let ramp = random.whole(0..<60)
    let level = pow(10, random.uniform(-1.1, -0.05))
    for minute in start..<start + plateau { shares[minute] = max(shares[minute], level) }
    let end = start + plateau + ramp
    for step in 0..<ramp {
      let fraction = ramp > 1 ? Double(step) / Double(ramp - 1) : 0
      let minute = start + plateau + step
      shares[minute] = max(shares[minute], level * (0.8 - 0.75 * fraction))
    }
    windows.append(start..<end)
    if random.unit() < 0.5 {
      let gap = random.whole(20..<120)
      let length = random.whole(15..<90)
      let relapse = max(level * random.uniform(0.1, 0.6), 4 * base)
      if end + gap + length < shares.count - 60 {
        for minute in end + gap..<end + gap + length {
          shares[minute] = max(shares[minute], relapse)
        }
        windows.append(end + gap..<end + gap + length)
      }
    }
    if random.unit() < 0.3 {
      let drop = random.uniform(0.2, 0.7)
      for minute in start..<start + plateau { traffic[minute] *= drop }
    }
  }

  package var series: CountSeries { .minutes(failed: failed, total: total) }
}

extension CountSeries {
  /// A series by minute from midnight on 15 December 2022.
  package static func minutes(
    service: String = "svc", failed: [Int], total: [Int], covered: [Bool]? = nil
  ) -> CountSeries {
    CountSeries(
      service: service, unit: .request,
      start: Timestamp(CivilDate(year: 2022, month: 12, day: 15)), binWidth: .minute,
      failed: failed.map(Int64.init), total: total.map(Int64.init),
      covered: covered ?? [Bool](repeating: true, count: total.count))
  }

  /// The bin a time falls on; times between two bins round down.
  package func index(_ time: Timestamp) -> Int { bin(of: time) }
}
