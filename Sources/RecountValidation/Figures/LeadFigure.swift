// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// c3: claims about who broke first.
enum LeadFigure {
  static let pairs = 250

  static func figure(firstSeed: UInt64) -> ValidationFigure {
    var score = LeadScore()
    var (wrong, apart) = (0, 0)
    for seed in firstSeed..<firstSeed + UInt64(pairs) {
      let simulation = OnsetPairSimulation(seed: seed)
      score.add(simulation)
      guard simulation.lag != 0 else { continue }
      apart += 1
      let shares = simulation.series.map { series in
        zip(series.failed, series.total).map { $1 > 0 ? Double($0) / Double($1) : 0 }
      }
      let peak = CrossCorrelation.peak(shares[0], shares[1])
      if peak * simulation.lag < 0 { wrong += 1 }
    }
    let text = ValidationFigure.text
    let wrongShare = Double(wrong) / Double(max(1, apart))
    return ValidationFigure(
      id: "c3", subject: "\(pairs) simulated pairs, \(score.claims) claims",
      source: "seeds \(firstSeed)..<\(firstSeed + UInt64(pairs))",
      simple: "peak of the cross-correlation: \(text(wrongShare, 3)) the wrong way, never abstains",
      bound: "claims right ≥ .99, ties left open ≥ .90, answered at ≥ 2 min ≥ .85",
      reached: "right \(text(score.rightShare, 3)), ties \(text(score.tieShare, 3)), "
        + "answered \(text(score.answerShare, 3))",
      holds: score.rightShare >= 0.99 && score.tieShare >= 0.90 && score.answerShare >= 0.85)
  }
}
