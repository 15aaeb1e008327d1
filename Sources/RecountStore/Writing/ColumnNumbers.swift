// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What the rows of one dictionary column become: numbers of the case, or text.
///
/// A value has one form in the whole case: its number as long as the dictionary has room, else its
/// text. Names, by which events are counted, are always numbers: those without room share one.
struct ColumnNumbers {
  private let dictionary: CaseDictionary
  private let isName: Bool
  /// For each local number of the source the case's, or `-1 - i` for value `i` of `unnumbered`.
  private var numbers: [Int64] = []
  private var unnumbered: [[UInt8]] = []
  /// One entry a row of the batch: a number of the case, or `-1 - i` for text `i` of `texts`.
  private(set) var rows: [Int64] = []
  private(set) var texts = TextColumn()

  init(_ dictionary: CaseDictionary, isName: Bool) {
    self.dictionary = dictionary
    self.isName = isName
  }

  /// Starts a source: local numbers of the one before no longer hold.
  mutating func begin() {
    numbers.removeAll(keepingCapacity: true)
    unnumbered.removeAll()
  }

  /// Translates the rows of the source's next batch; `absent` stands for "no value".
  mutating func translate(_ column: DictionaryColumn, absent: Int64) throws {
    try learn(column)
    rows.removeAll(keepingCapacity: true)
    texts.removeAll()
    rows.reserveCapacity(column.count)
    for id in column.ids {
      if id >= 0 {
        let number = numbers[Int(id)]
        rows.append(number >= 0 ? number : placed(unnumbered[Int(-1 - number)]))
      } else if id == DictionaryColumn.absent {
        rows.append(absent)
      } else {
        let value = column.inline.value(Int(-2 - id))
        rows.append(try number(of: value) ?? placed(value))
      }
    }
  }

  /// Gives the values that the batch met first their numbers in the case.
  private mutating func learn(_ column: DictionaryColumn) throws {
    precondition(column.newValues.count == 0 || Int(column.firstNewID) == numbers.count)
    for row in 0..<column.newValues.count {
      let value = column.newValues.value(row)
      if let number = try number(of: value) {
        numbers.append(number)
      } else {
        unnumbered.append(Array(value))
        numbers.append(Int64(-unnumbered.count))
      }
    }
  }

  private func number(of value: ArraySlice<UInt8>) throws -> Int64? {
    guard isName else { return try dictionary.number(of: value) }
    return try dictionary.number(ofName: String(decoding: value, as: UTF8.self))
  }

  private mutating func placed(_ text: some Collection<UInt8>) -> Int64 {
    texts.append(text)
    return Int64(-texts.count)
  }
}
