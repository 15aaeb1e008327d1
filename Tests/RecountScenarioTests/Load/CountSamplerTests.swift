// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountScenario
import Testing

struct CountSamplerTests {
  @Test(arguments: [300, 5_000, 8_000, 42_500, 505_000])
  func `mean and variance are those of arrivals`(milli: Int) {
    var generator = SeededGenerator(seed: 7)
    let draws = (0..<20_000).map { _ in CountSampler.count(milli: milli, &generator) }
    let mean = Double(draws.reduce(0, +)) / Double(draws.count)
    let variance =
      draws.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(draws.count)
    let expected = Double(milli) / 1000
    #expect(abs(mean - expected) < max(0.02, expected * 0.005))
    #expect(abs(variance - expected) < max(0.02, expected * 0.06))
  }

  @Test
  func `nothing is expected of a rate of zero`() {
    var generator = SeededGenerator(seed: 7)
    #expect(CountSampler.count(milli: 0, &generator) == 0)
  }

  @Test(arguments: [0, 1, 2, 3, 4, 15, 16, 17, 99_999, 100_000, 1 << 40, (1 << 40) - 1])
  func `the square root is the largest integer below`(value: Int) {
    let root = CountSampler.squareRoot(value)
    #expect(root * root <= value)
    #expect((root + 1) * (root + 1) > value)
  }

  @Test
  func `slots share by weight`() {
    let table = SlotTable(weights: [900, 99, 1, 0])
    var counts = [0, 0, 0, 0]
    for bits in 0..<1024 as Range<UInt64> { counts[table.pick(bits)] += 1 }
    #expect(counts == [922, 101, 1, 0])
  }
}
