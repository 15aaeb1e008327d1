// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountValidation
import Testing

/// The simple methods must be the ones that people know, or beating them means nothing.
@Suite struct SimpleMethodTests {
  @Test func `three sigma of the first hour finds what stands out and nothing of a level`() {
    let total = [Int](repeating: 1_000, count: 180)
    var failed = total.indices.map { 10 + $0 % 3 }
    #expect(SigmaThreshold.windows(failed: failed, total: total).isEmpty)
    for minute in 100..<110 { failed[minute] = 300 }
    failed[179] = 300
    #expect(SigmaThreshold.windows(failed: failed, total: total) == [100..<110, 179..<180])
    #expect(SigmaThreshold.windows(failed: [], total: []).isEmpty)
  }

  @Test(arguments: [-4, 0, 3])
  func `the peak of the cross-correlation is the lag of one step behind another`(lag: Int) {
    let one = (0..<100).map { $0 >= 50 && $0 < 60 ? 1.0 : 0 }
    let other = (0..<100).map { $0 >= 50 + lag && $0 < 60 + lag ? 1.0 : 0 }
    #expect(CrossCorrelation.peak(one, other) == lag)
  }
}
