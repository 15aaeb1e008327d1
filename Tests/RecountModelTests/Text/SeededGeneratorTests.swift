// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct SeededGeneratorTests {
  @Test(
    arguments: [
      (0, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]),
      (
        1_234_567,
        [
          6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
          4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
      ),
    ] as [(UInt64, [UInt64])])
  func `gives the published stream`(seed: UInt64, stream: [UInt64]) {
    var random = SeededGenerator(seed: seed)
    #expect(stream.map { _ in random.next() } == stream)
  }

  @Test func `draws evenly below a bound`() {
    var random = SeededGenerator(seed: 15)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[random.below(10)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
    #expect(random.below(1) == 0)
  }

  @Test func `draws a unit below one`() {
    var random = SeededGenerator(seed: 16)
    let draws = (0..<100_000).map { _ in random.unit() }
    #expect(draws.allSatisfy { (0..<1).contains($0) })
    #expect(abs(draws.reduce(0, +) / 100_000 - 0.5) < 0.01)
  }

  @Test func `splits into streams that do not follow each other`() {
    let random = SeededGenerator(seed: 17)
    var parts = (UInt64(0)..<100).map { random.split($0) }
    let first = parts.indices.map { parts[$0].next() }
    #expect(Set(first).count == 100)
    var again = random.split(42)
    #expect(again.next() == first[42])
  }
}
