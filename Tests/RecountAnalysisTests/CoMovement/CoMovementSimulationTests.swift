// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

/// Pairs on simulated services: a smaller seed list of the figures the method is held to.
///
/// Outside of the suite, 200 cases of six unrelated services (3,000 pairs) gave 0.6 % false pairs
/// with bases that drift, 0.3 % with constant ones, 1.2 % with rare failures under common traffic and
/// 0.2 % over two days; of 600 related pairs 96 % were found.
@Suite struct CoMovementSimulationTests {
  private func pairs(
    _ seeds: Range<UInt64>, _ simulation: (UInt64) -> ServiceGroupSimulation
  ) -> (all: Int, found: Int) {
    var (all, found) = (0, 0)
    for seed in seeds {
      let findings = simulation(seed).findings
      all += findings.pairs.count
      found += findings.findings.count
    }
    return (all, found)
  }

  @Test func `unrelated services with drifting bases show few pairs`() {
    let (all, found) = pairs(830_000..<830_030) { ServiceGroupSimulation(seed: $0, services: 6) }
    #expect(all == 450)
    #expect(Double(found) <= 0.05 * Double(all))
  }

  @Test func `traffic in common does not make rare failures move together`() {
    let (all, found) = pairs(831_000..<831_030) {
      ServiceGroupSimulation(
        seed: $0, services: 6, sharesTraffic: true, baseShare: 0.001, drift: 0)
    }
    #expect(Double(found) <= 0.05 * Double(all))
  }

  @Test func `services that follow one drift are found with their lag`() {
    var (found, lags) = (0, 0)
    for seed in 832_000..<832_010 {
      let simulation = ServiceGroupSimulation(
        seed: UInt64(seed), services: 6, related: 3, lag: 4)
      for pair in simulation.findings.findings where !pair.services.contains(where: { $0 > "svc2" })
      {
        found += 1
        let wanted = pair.services == ["svc0", "svc2"] ? 8.0 : 4
        lags += abs(pair.lag.minutes - wanted) <= 3 ? 1 : 0
      }
    }
    #expect(found >= 24)
    #expect(Double(lags) >= 0.8 * Double(found))
  }
}
