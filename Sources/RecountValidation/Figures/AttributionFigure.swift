// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis

/// e1: the values that explain labelled failures of a real service.
enum AttributionFigure {
  static func figures() throws -> [ValidationFigure] {
    guard SharedData.has("metrics/rs") else { return [] }
    let cases = LabelledFailure.cases(SharedData.text("metrics/rs/anomaly.yaml"))
    var ranks: [Int] = []
    for labelled in cases {
      let result = AttributionAnalysis.analyze(try labelled.input())
      ranks.append(
        result.candidates.firstIndex { labelled.causes.contains(Set($0.terms)) } ?? .max)
    }
    let shares = [1, 3, 5].map { limit in
      Double(ranks.count { $0 < limit }) / Double(max(1, ranks.count))
    }
    let text = ValidationFigure.text
    return [
      ValidationFigure(
        id: "e1", subject: "\(cases.count) labelled failures", source: "RobustSpot data",
        simple: "RobustSpot .659 / .837 / .889",
        bound: "top 1, 3, 5 ≥ .70, .89, .94",
        reached: shares.map { text($0, 3) }.joined(separator: " / "),
        holds: shares[0] >= 0.70 && shares[1] >= 0.89 && shares[2] >= 0.94)
    ]
  }
}
