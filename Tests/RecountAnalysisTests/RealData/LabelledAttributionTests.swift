// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite(.enabled(if: SharedData.has("metrics/rs"), "needs ../shared/data/metrics/rs"))
struct LabelledAttributionTests {
  /// Shares to reach are .70, .89 and .94; 48, 61 and 65 of 68 are .706, .897 and .956.
  @Test(arguments: [(10, 48, 61, 65), (3, 53, 62, 65)])
  func `the labelled values are among the first candidates`(
    baseMinutes: Int, first: Int, third: Int, fifth: Int
  ) throws {
    let cases = LabelledFailure.cases(SharedData.text("metrics/rs/anomaly.yaml"))
    #expect(cases.count == 68)
    var ranks: [Int] = []
    for labelled in cases {
      let result = AttributionAnalysis.analyze(try labelled.input(baseMinutes: baseMinutes))
      let rank = result.candidates.firstIndex { labelled.causes.contains(Set($0.terms)) }
      ranks.append(rank ?? .max)
    }
    #expect(ranks.count { $0 < 1 } >= first)
    #expect(ranks.count { $0 < 3 } >= third)
    #expect(ranks.count { $0 < 5 } >= fifth)
  }
}
