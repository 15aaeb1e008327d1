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
  /// How many values of the source have a number in the case.
  private var numbered = 0
  /// One entry a row of the batch: a number of the case, or `-1 - i` for text `i` of `texts`.
  var rows: [Int64] = []
  private(set) var texts = TextColumn()

  init(_ dictionary: CaseDictionary, isName: Bool) {
    self.dictionary = dictionary
    self.isName = isName
  }

  /// Starts a source: local numbers of the one before no longer hold.
  mutating func begin() {
    numbers.removeAll(keepingCapacity: true)
    unnumbered.removeAll()
    numbered = 0
  }

  /// Translates the rows of the source's next batch; `absent` stands for "no value".
  mutating func translate(_ column: DictionaryColumn, absent: Int64) throws {
    try learn(column)
    texts.removeAll()
    rows.removeAll(keepingCapacity: true)
    var isNumbered = true
    rows.append(addingCapacity: column.count) { output in
      for id in column.ids {
        let number = id >= 0 ? numbers[Int(id)] : absent
        isNumbered = isNumbered && id >= DictionaryColumn.absent && number >= 0
        output.append(number)
      }
    }
    if !isNumbered { try placeTexts(column) }
  }

  /// Puts the texts of rows whose value has no number in the case beside the numbers.
  private mutating func placeTexts(_ column: DictionaryColumn) throws {
    for (row, id) in column.ids.enumerated() {
      if id >= 0 {
        let number = numbers[Int(id)]
        if number < 0 { rows[row] = placed(unnumbered[Int(-1 - number)][...]) }
      } else if id != DictionaryColumn.absent {
        let value = column.inline.value(Int(-2 - id))
        rows[row] = try isNewToCase ? placed(value) : number(of: value) ?? placed(value)
      }
    }
  }

  /// The rows of a batch in which every row is `number`.
  mutating func fill(_ count: Int, with number: Int64) {
    rows = Array(repeating: number, count: count)
    texts.removeAll()
  }

  /// Gives the values that the batch met first their numbers in the case.
  private mutating func learn(_ column: DictionaryColumn) throws {
    precondition(column.newValues.count == 0 || Int(column.firstNewID) == numbers.count)
    for row in 0..<column.newValues.count {
      let value = column.newValues.value(row)
      if let number = try number(of: value) {
        numbers.append(number)
        numbered += 1
      } else {
        unnumbered.append(Array(value))
        numbers.append(Int64(-unnumbered.count))
      }
    }
  }

  /// Whether a value that the source has no number for can have none in the case either: the case is
  /// full, and all of its values are values of the source.
  private var isNewToCase: Bool {
    !isName && dictionary.isFull && numbered == dictionary.valueCount
  }

  private func number(of value: ArraySlice<UInt8>) throws -> Int64? {
    guard isName else { return try dictionary.number(of: value) }
    return try dictionary.number(ofName: String(decoding: value, as: UTF8.self))
  }

  private mutating func placed(_ text: ArraySlice<UInt8>) -> Int64 {
    texts.append(text)
    return Int64(-texts.count)
  }
}
