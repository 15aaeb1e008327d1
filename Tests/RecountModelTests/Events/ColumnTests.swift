// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct ColumnTests {
  @Test func `keeps texts apart in one buffer`() {
    var column = TextColumn()
    column.append(Array("one".utf8))
    column.appendEmpty()
    column.append([0xFF, 0x00])
    let line = Array("GET /x HTTP".utf8)
    column.append(line.span, 4..<6)
    column.append(line.span, 11..<11)
    #expect(column.count == 5)
    #expect(column.text(0) == "one" && column.text(1).isEmpty && column.text(3) == "/x")
    #expect(Array(column.value(2)) == [0xFF, 0x00] && column.text(2) == "\u{FFFD}\u{0}")
    #expect(column.value(4).isEmpty)
    #expect(column.ends == [3, 3, 5, 7, 7])
    column.removeAll()
    #expect(column.count == 0 && column.bytes.isEmpty)
    column.append(Array("again".utf8))
    #expect(column.text(0) == "again")
  }

  @Test func `gives back what was appended`() {
    var random = SeededGenerator(seed: 21)
    var column = TextColumn()
    var expected: [[UInt8]] = []
    for _ in 0..<2000 {
      let value = (0..<random.below(20)).map { _ in UInt8(random.below(256)) }
      expected.append(value)
      column.append(value.span, 0..<value.count)
    }
    #expect(expected.indices.allSatisfy { Array(column.value($0)) == expected[$0] })
  }

  @Test func `numbers new values from the first one of the batch`() {
    var column = DictionaryColumn()
    column.append(id: 3)
    column.appendNew(id: 7, Array("get".utf8))
    column.appendAbsent()
    column.appendNew(id: 8, Array("put".utf8))
    column.append(id: 7)
    #expect(column.count == 5 && column.ids == [3, 7, DictionaryColumn.absent, 8, 7])
    #expect(column.firstNewID == 7)
    #expect((0..<column.newValues.count).map(column.newValues.text) == ["get", "put"])
  }

  @Test func `carries values inline beyond the dictionary`() {
    var column = DictionaryColumn()
    column.appendInline(Array("a".utf8))
    column.appendAbsent()
    column.appendInline(Array("b".utf8))
    #expect(column.ids == [-2, -1, -3])
    let texts = column.ids.map { $0 <= -2 ? column.inline.text(Int(-2 - $0)) : nil }
    #expect(texts == ["a", nil, "b"])
  }

  @Test func `starts the next batch empty`() {
    var column = DictionaryColumn()
    column.appendNew(id: 0, Array("a".utf8))
    column.appendInline(Array("b".utf8))
    column.removeAll()
    #expect(column.count == 0 && column.newValues.count == 0 && column.inline.count == 0)
    column.append(id: 0)
    column.appendNew(id: 1, Array("c".utf8))
    #expect(column.firstNewID == 1 && column.ids == [0, 1])
  }

  @Test func `empties every column of requests`() {
    var requests = RequestColumns()
    requests.line = [1]
    requests.byteOffset = [0]
    for column in RequestColumns.dictionaryColumns {
      requests[keyPath: column].appendNew(id: 0, Array("x".utf8))
    }
    #expect(requests.count == 1 && RequestColumns.dictionaryColumns.count == 12)
    requests.removeAll()
    #expect(requests.count == 0)
    #expect(RequestColumns.dictionaryColumns.allSatisfy { requests[keyPath: $0].count == 0 })
  }
}
