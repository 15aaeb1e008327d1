// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Twelve hours with one incident over a base that drifts (AR(1), 0.97), and what it would have been.
package struct DriftSimulation {
  package var failed: [Int] = []
  package var total: [Int] = []
  /// Failures without the incident.
  package var base: [Int] = []
  package var window: Range<Int>

  package init(seed: UInt64) {
    let minutes = IncidentSimulation.minutes
    var random = SeededGenerator(seed: seed)
    let peak = pow(10, random.uniform(1, 3.3))
    let phase = random.uniform(0, 1440)
    let level = pow(10, random.uniform(-3.3, -1.7))
    let spread = pow(10, random.uniform(-4, -2.3))
    let basePhase = random.uniform(0, 1440)
    let start = random.whole(120..<300)
    let length = random.whole(5..<120)
    let impact = pow(10, random.uniform(-1.1, -0.05))
    window = start..<start + length
    var drift = 0.0
    for minute in 0..<minutes {
      drift = minute > 0 ? 0.97 * drift + 0.05 * random.normal() : 0
      let share =
        level * exp(0.3 * sin(2 * .pi * (Double(minute) + basePhase) / 1440) + drift)
      let mean =
        peak * (1 + 0.5 * sin(2 * .pi * (Double(minute) + phase) / 1440))
        * exp(0.05 * random.normal())
      let trials = random.poisson(mean)
      let usual = random.betaBinomial(trials, share, spread: spread)
      total.append(trials)
      base.append(usual)
      failed.append(
        window.contains(minute)
          ? random.betaBinomial(trials, max(share, impact), spread: spread) : usual)
    }
  }

  package var series: CountSeries { .minutes(failed: failed, total: total) }
}
