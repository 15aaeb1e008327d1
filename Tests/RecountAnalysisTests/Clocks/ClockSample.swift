// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

import RecountAnalysis

/// The sample incident as the impact analysis would give it, by hand.
enum ClockSample {
  static let milestones = [
    ClockFixture.stamp(.onset, "10:07", .report, position: 0),
    ClockFixture.stamp(.detected, "10:07", .report, position: 1),
    ClockFixture.stamp(.recoveryStarted, "11:00", .report, position: 2),
    ClockFixture.stamp(.mitigated, "12:12", .report, position: 3),
    ClockFixture.stamp(.resolved, "15:40", .report, position: 4),
    ClockFixture.stamp(.posted, "10:28", .page, position: 0),
    ClockFixture.stamp(.note, "10:52", .page, position: 1),
    ClockFixture.stamp(.resolved, "10:52", .page, position: 2),
  ]

  static let impacts = [
    ClockFixture.impact(
      ClockFixture.window(
        "artifact-manager", "10:05", "15:41", failed: 210_000,
        excess: ClockFixture.excess(200_000, 198_000, 202_000))),
    ClockFixture.impact(
      ClockFixture.window(
        "pipelines", "10:07", "15:40", unit: .step, failed: 60_376,
        excess: ClockFixture.excess(56_931, 56_657, 57_204),
        phases: [
          ClockFixture.phase("10:07", "11:00", 0.75, .plateau),
          ClockFixture.phase("11:00", "12:12", 0.48, .ramp),
          ClockFixture.phase("12:12", "15:40", 0.2, .plateau),
        ])),
    ClockFixture.impact(ClockFixture.window("webhooks", "10:07", "12:07")),
    ClockFixture.impact(ClockFixture.window("attachments", "10:07", "12:07")),
    ClockFixture.impact(ClockFixture.window("confluence", "10:07", "12:07")),
    ClockFixture.impact(ClockFixture.window("jira-software", "10:08", "12:07")),
    ClockFixture.impact(ClockFixture.window("jira-service-management", "10:07", "12:06")),
    ClockFixture.impact(
      ClockFixture.window("marketplace-apps", "13:45", "15:40"),
      ClockFixture.window(
        "marketplace-apps", "13:45", "15:39", kind: .silent, ordinal: 2, excess: nil)),
  ]

  static let claims = Claims(
    duration: ClaimParser.duration("5h33m"), failedSteps: ClaimParser.count("~60000"))

  static let input = ClockInput(
    milestones: milestones, impacts: impacts, claims: claims,
    mitigation: ClockInput.Mitigation(
      time: ClockFixture.estimate("15:40", plusMinus: 2), evidence: "impact.pipelines.w1",
      note: "the late plateau stays above a tenth of the peak"),
    coverage: TimeRange(
      start: Timestamp(CivilDate(year: 2022, month: 12, day: 15)),
      end: Timestamp(CivilDate(year: 2022, month: 12, day: 17))),
    excessAfter: { time, service, _ in
      guard time < ClockFixture.at("15:00") else { return ClockFixture.excess(3, -40, 46) }
      return switch service {
      case "pipelines": ClockFixture.excess(24_310, 24_100, 24_520)
      case "artifact-manager": ClockFixture.excess(90_000, 89_000, 91_000)
      case "marketplace-apps": ClockFixture.excess(900, 800, 1000)
      default: ClockFixture.excess(500, 400, 600)
      }
    })
}
