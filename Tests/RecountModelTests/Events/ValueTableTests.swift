// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct ValueTableTests {
  private func number(_ table: inout ValueTable, _ text: String) -> Int? {
    switch table.place(Array(text.utf8)[...]) {
    case .known(let number), .added(let number): number
    case .refused: nil
    }
  }

  @Test func `numbers values in the order in which they are met`() {
    var table = ValueTable(maxEntries: 10)
    let found = ["b", "a", "", "b", "a", "c"].map { number(&table, $0) }
    #expect(found == [0, 1, 2, 0, 1, 3])
    #expect(table.count == 4)
    #expect(table.number(of: Array("c".utf8)[...]) == 3)
    #expect(table.number(of: Array("d".utf8)[...]) == nil)
  }

  @Test func `refuses what is beyond its bounds and still knows the rest`() {
    var table = ValueTable(maxEntries: 3, maxBytes: 6)
    #expect(number(&table, "abc") == 0 && number(&table, "defg") == nil)
    #expect(number(&table, "de") == 1 && number(&table, "f") == 2 && number(&table, "") == nil)
    #expect(number(&table, "abc") == 0)
    var long = ValueTable(maxEntries: 3, maxBytes: 1 << 20)
    let limit = ValueTable.maxValueBytes
    #expect(number(&long, String(repeating: "x", count: limit)) == 0)
    #expect(number(&long, String(repeating: "x", count: limit + 1)) == nil)
  }

  @Test func `forgets the last values and numbers new ones from there`() {
    var table = ValueTable(maxEntries: 1000)
    for index in 0..<500 { _ = number(&table, "value \(index)") }
    table.removeAll(from: 100)
    #expect(table.count == 100)
    #expect(number(&table, "value 99") == 99)
    #expect(number(&table, "value 400") == 100)
    table.removeAll(from: 0)
    #expect(number(&table, "value 7") == 0)
  }

  /// Values of all lengths that differ in one byte alone: at their ends, in the middle.
  @Test(arguments: [UInt64(1), 2, 3])
  func `does as a dictionary does`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = ValueTable(maxEntries: 5000)
    var model: [[UInt8]: Int] = [:]
    for _ in 0..<20_000 {
      var value = Array(repeating: UInt8(0x61), count: random.below(70))
      if !value.isEmpty { value[random.below(value.count)] = UInt8(random.below(256)) }
      let expected = model[value]
      switch table.place(value[...]) {
      case .known(let number): #expect(number == expected)
      case .added(let number):
        #expect(expected == nil && number == model.count)
        model[value] = number
      case .refused: #expect(expected == nil && model.count == 5000)
      }
    }
  }

  @Test(arguments: [UInt64(4), 5])
  func `a block gives what its values give one by one`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = ValueTable(maxEntries: 40)
    var single = ValueTable(maxEntries: 40)
    for _ in 0..<50 {
      var bytes: [UInt8] = []
      var starts: [Int32] = []
      var ends: [Int32] = []
      var expected = DictionaryColumn()
      for _ in 0..<1 + random.below(ValueTable.blockSize) {
        let value = Array("v\(random.below(60))".utf8.dropFirst(random.below(2)))
        starts.append(Int32(bytes.count))
        bytes += random.below(5) == 0 ? [] : value
        ends.append(Int32(bytes.count))
        let range = Int(starts[starts.count - 1])..<bytes.count
        if range.isEmpty {
          expected.appendAbsent()
        } else {
          expected.append(bytes.span, range, numberedBy: &single)
        }
      }
      var column = DictionaryColumn()
      column.append(bytes.span, starts.span, ends.span, numberedBy: &table)
      #expect(column.ids == expected.ids)
      #expect(column.newValues.bytes == expected.newValues.bytes)
      #expect(column.inline.bytes == expected.inline.bytes)
      #expect(column.newValues.count == 0 || column.firstNewID == expected.firstNewID)
    }
  }
}
