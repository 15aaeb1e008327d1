// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountAnalysis
package import RecountModel

/// Eight hours of two services that break up to six minutes apart, each with noise of its own.
///
/// Each has its traffic, base share, dispersion and level of impact; the impact rises over zero to
/// three minutes and lasts 20 to 90.
package struct OnsetPairSimulation {
  package static let minutes = 480

  /// Minutes from the onset of the first to that of the second.
  package var lag: Int
  package var series: [CountSeries] = []

  package init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let start = random.whole(150..<250)
    lag = random.whole(0..<7) * (random.unit() < 0.5 ? -1 : 1)
    let length = random.whole(20..<90)
    for (index, service) in ["a", "b"].enumerated() {
      let onset = start + index * lag
      series.append(
        Self.service(service, &random, impact: onset..<min(Self.minutes, onset + length)))
    }
  }

  private static func service(
    _ name: String, _ random: inout SeededGenerator, impact: Range<Int>
  ) -> CountSeries {
    let peak = pow(10, random.uniform(1, 3))
    let phase = random.uniform(0, 1440)
    let base = pow(10, random.uniform(-3, -1.7))
    let spread = pow(10, random.uniform(-4, -2.3))
    let level = pow(10, random.uniform(-1.1, -0.1))
    let ramp = random.whole(0..<4)
    var (failed, total): ([Int], [Int]) = ([], [])
    for minute in 0..<minutes {
      var share = base
      if impact.contains(minute) {
        let rise = Double(minute - impact.lowerBound + 1) / Double(ramp + 1)
        share = max(base, level * min(1, rise))
      }
      let trials = random.poisson(
        peak * (1 + 0.4 * sin(2 * .pi * (Double(minute) + phase) / 1440)))
      total.append(trials)
      failed.append(random.betaBinomial(trials, share, spread: spread))
    }
    return .minutes(service: name, failed: failed, total: total)
  }
}
