// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountAnalysis
package import RecountModel

/// Services over some minutes whose base shares drift, each by itself or together with others.
package struct ServiceGroupSimulation {
  package var series: [CountSeries] = []

  /// Services of which the first `related` follow one drift, each `lag` minutes after the one before.
  ///
  /// A drift is AR(1) with 0.97 a minute. With `sharesTraffic` all services have the same users.
  package init(
    seed: UInt64, services: Int, minutes: Int = 720, related: Int = 0, lag: Int = 0,
    sharesTraffic: Bool = false, baseShare: Double? = nil, drift: Double = 0.15
  ) {
    var random = SeededGenerator(seed: seed)
    let common = Self.drift(&random, minutes + services * lag, step: drift)
    let users = Self.drift(&random, minutes, step: 0.1)
    for service in 0..<services {
      let own = Self.drift(&random, minutes, step: drift)
      let base = baseShare ?? pow(10, random.uniform(-2.5, -1.5))
      let peak = pow(10, random.uniform(2, 3))
      var (failed, total): ([Int], [Int]) = ([], [])
      for minute in 0..<minutes {
        let level =
          service < related ? common[minute + (services - service) * lag] : own[minute]
        let mean = sharesTraffic ? peak * exp(users[minute]) : peak
        let trials = random.poisson(mean)
        total.append(trials)
        failed.append(random.betaBinomial(trials, min(0.9, base * exp(level)), spread: 0.001))
      }
      series.append(.minutes(service: "svc\(service)", failed: failed, total: total))
    }
  }

  private static func drift(
    _ random: inout SeededGenerator, _ minutes: Int, step: Double
  ) -> [Double] {
    var level = 0.0
    return (0..<minutes).map { _ in
      level = 0.97 * level + step * random.normal()
      return level
    }
  }

  package var findings: CoMovementFindings {
    CoMovementAnalysis.findings(among: series.map { ImpactAnalysis.analyze($0) })
  }
}
