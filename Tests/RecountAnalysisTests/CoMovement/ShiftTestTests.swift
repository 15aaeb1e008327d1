// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountAnalysis
import Testing

@Suite struct ShiftTestTests {
  @Test func `the lag of the largest correlation is found, on either side`() {
    for lag in [-4, 0, 3] {
      let test = ShiftTest(400, lags: 5, leastShift: 40) { position in
        position == (lag + 400) % 400 ? 0.8 : 0.01 * cos(Double(position))
      }
      #expect(test.lag == lag)
      #expect(test.correlation == 0.8)
      #expect(abs(test.pValue - 1.0 / 322) < 1e-12)
    }
  }

  @Test func `shifts that reach as high are counted with their lags`() {
    // One peak as high at 200 lies within two lags of five shifts.
    let test = ShiftTest(400, lags: 2, leastShift: 40) { position in
      [0, 200].contains(position) ? 0.9 : 0
    }
    #expect(abs(test.pValue - 6.0 / 322) < 1e-12)
  }

  @Test func `few independent shifts are no evidence, however many there are`() {
    let slow = ShiftTest(1000, lags: 15, leastShift: 100) { position in
      0.5 * cos(2 * .pi * Double(position) / 1000)
    }
    #expect(slow.correlation == 0.5)
    #expect(slow.pValue == 1)
  }

  @Test func `nothing correlates or nothing can be shifted`() {
    #expect(ShiftTest(400, lags: 5, leastShift: 40) { _ in 0 }.pValue == 1)
    #expect(ShiftTest(50, lags: 5, leastShift: 30) { _ in 0.5 }.pValue == 1)
    #expect(ShiftTest(400, lags: 0, leastShift: 40) { $0 == 0 ? 0.9 : 0 }.lag == 0)
  }

  @Test func `adjusted p-values follow their definition`() {
    let adjusted = FalseDiscovery.adjusted([0.01, 0.04, 0.03])
    for (found, wanted) in zip(adjusted, [0.03, 0.04, 0.04]) {
      #expect(abs(found - wanted) < 1e-12)
    }
    #expect(FalseDiscovery.adjusted([]).isEmpty)
    #expect(FalseDiscovery.adjusted([0.9, 0.8]) == [0.9, 0.9])
  }

  @Test(arguments: [
    (2.0, 10.0, 0.0366940), (1.0, 1.0, 0.25), (12.706204736, 1.0, 0.025), (0.0, 5.0, 0.5),
    (-1.0, 1.0, 0.75), (6.0, 600.0, 1.7067967e-9), (1.959963985, 1e9, 0.025),
  ])
  func `tails of Student's t`(t: Double, freedom: Double, tail: Double) {
    #expect(abs(StudentTail.above(t, freedom: freedom) / tail - 1) < 2e-5)
  }

  @Test func `the mean of the mid-probability does not tell the traffic`() {
    #expect(abs(MidProbability.poisson(1, mean: 0.5) - 0.758163) < 1e-6)
    #expect(MidProbability.poisson(0, mean: 0) == 0.5)
    #expect(MidProbability.poisson(3, mean: 0) == 1)
    #expect(MidProbability.poisson(1 << 40, mean: 3) == 1)
    #expect(
      abs(MidProbability.poisson(50, mean: 50.0001) - MidProbability.poisson(50, mean: 50)) < 1e-3)
    for mean in [0.01, 0.5, 7, 49, 51, 400] {
      var (chance, sum) = (exp(-mean), 0.0)
      for count in 0..<1500 {
        sum += chance * MidProbability.poisson(Int64(count), mean: mean)
        chance *= mean / Double(count + 1)
      }
      #expect(abs(sum - 0.5) < 1e-3)
    }
  }
}
