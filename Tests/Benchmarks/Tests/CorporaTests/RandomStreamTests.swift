// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Corpora
import Testing

@Suite struct RandomStreamTests {
  /// The numbers that the reference implementation prints for seed 42, stream 54:
  /// https://www.pcg-random.org, `pcg32-demo`.
  @Test func `numbers are those of the reference`() {
    var random = RandomStream(seed: 42, stream: 54)
    let numbers = (0..<6).map { _ in random.next() }
    #expect(
      numbers == [0xA15C_02B7, 0x7B47_F409, 0xBA1D_3330, 0x83D2_F293, 0xBFA4_784B, 0xCBED_606E])
  }

  @Test func `gaps have the mean that they are multiples of`() {
    var random = RandomStream(seed: 1)
    let sum = (0..<100_000).reduce(0) { sum, _ in sum + QuantileTables.gapPermille(&random) }
    #expect((99_000_000...101_000_000).contains(sum))
  }

  @Test func `ranks are picked as Zipf's law says`() {
    var random = RandomStream(seed: 1)
    let table = WeightTable.zipf(256)
    var counts = [Int](repeating: 0, count: 256)
    for _ in 0..<200_000 { counts[table.pick(&random)] += 1 }
    // 256 to the power of 7/8 is 128; the last rank is picked about 130 times.
    #expect((100...160).contains(counts[0] / counts[255]))
  }
}
