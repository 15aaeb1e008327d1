// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

/// The standard rules on simulations of the seed incident, onset at 10:07.
struct SeedLikeAlertTests {
  private func report(_ simulation: SeedLikeSimulation, objective: Double) -> AlertReport {
    let impact = ImpactAnalysis.analyze(simulation.series)
    return AlertBacktest.report(
      AlertRule.standard(objective: objective), on: AlertInput(impact))
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `says how soon the failures could have been known`(seed: UInt64) {
    let pipelines = report(.pipelines(seed: seed, scale: 1), objective: 0.95)
    guard case .rule(let best) = pipelines.best else { Issue.record("no rule"); return }
    #expect(best.detection.map { $0.delay <= .minutes(2) } == true)
    // Three quarters of some 400 steps a minute fail: the cost of waiting two of them.
    #expect(best.detection.map { $0.failedBefore.value < 1000 } == true)
    let webhooks = report(.webhooks(seed: seed, scale: 1), objective: 0.99)
    guard case .rule(let quick) = webhooks.best else { Issue.record("no rule"); return }
    #expect(quick.detection.map { $0.delay <= .minutes(3) } == true)
  }

  @Test func `finds no onset in an impact older than the data`() {
    var impact = ServiceImpact(series: AlertFixture.series(100))
    impact.windows = [ClockFixture.window("cart", "00:00", "00:30", hasOnset: false)]
    #expect(AlertInput(impact).onset == nil)
    impact.windows = [ClockFixture.window("cart", "00:10", "00:30", kind: .surge)]
    #expect(AlertInput(impact).onset == nil && AlertInput(impact).windows.isEmpty)
  }
}
