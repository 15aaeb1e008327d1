// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

struct CountTableTests {
  @Test(arguments: [UInt64(1), 2])
  func `counts as a dictionary does`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = CountTable()
    var other = CountTable()
    var model: [UInt64: Int64] = [:]
    for step in 0..<50_000 {
      let key = UInt64(random.below(3000)) << UInt64(random.below(3) * 20)
      if step % 3 == 0 { other.add(2, to: key) } else { table.add(1, to: key) }
      model[key, default: 0] += step % 3 == 0 ? 2 : 1
    }
    table.merge(other)
    let sorted = table.sorted
    #expect(sorted.map(\.key) == model.keys.sorted())
    #expect(sorted.allSatisfy { model[$0.key] == $0.count })
    table.removeAll()
    #expect(table.sorted.isEmpty && table.count == 0)
  }
}
