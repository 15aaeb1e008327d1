// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport

/// What the services of a small incident show together, their names and texts given.
enum SampleTogether {
  /// `first` breaks two minutes before `second`, which calls it.
  static func correlation(_ first: String, _ second: String) -> Correlation {
    let onsets = [onset(first, 50), onset(second, 53)]
    let origin = OriginAnalysis.findings(
      OriginInput(
        profiles: [profile(first, 9_000), profile(second, 9_500)],
        edges: [CallEdge(caller: second, callee: first)], onsets: onsets, skew: .sameClock))
    return Correlation(
      onsets: onsets, orders: LeadAnalysis.orders(onsets, skew: .sameClock), origin: origin)
  }

  static func signatures(_ service: String, text: String) -> [WindowSignatures] {
    let kinds: [(verdict: String, refusal: Refusal.Reason?)] = [
      ("new", nil), ("surged", nil), ("unseen", .baseTooShort), ("steady", nil),
    ]
    return [
      WindowSignatures(
        figure: "impact.\(service).w1", service: service,
        signatures: kinds.enumerated().map { index, kind in
          SignatureFinding(
            verdict: kind.verdict, id: "000000000000000\(index)", template: "\(text) *",
            windowLines: 400, baseLines: Int64(index), expected: 0.5,
            shareOfExcess: index == 0
              ? Estimate(value: 0.4, interval: Interval(low: 0.35, high: 0.45)) : nil,
            first: .at(10, 2), last: .at(11, 0), excerpt: "\(text) 7", place: "\(text).log:3",
            refusal: kind.refusal)
        }, refusedLines: 0)
    ]
  }

  static func objectives(_ impacts: [ServiceImpact]) -> [ObjectiveMeasure] {
    impacts.compactMap { ImpactAnalysis.objective(0.999, of: $0) }
  }

  static func sensitivities(_ impacts: [ServiceImpact]) -> [Sensitivity] {
    impacts.flatMap { impact in
      impact.windows.compactMap { ImpactAnalysis.sensitivity(of: $0, in: impact) }
    }
  }

  private static func onset(_ service: String, _ minute: Int) -> LeadOnset {
    let time = Timestamp.at(9, minute)
    return LeadOnset(
      service: service,
      time: TimeEstimate(time: time, earliest: time - .seconds(30), latest: time + .seconds(30)),
      binWidth: .minute)
  }

  private static func profile(_ service: String, _ total: Double) -> ExcessProfile {
    ExcessProfile(
      service: service, excess: [Double](repeating: total / 60, count: 60), deviations: 12)
  }
}
