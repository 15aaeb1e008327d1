// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// The dictionary of one column: numbers of the case for values, written as they are met.
///
/// At most `maxEntries` values of bounded length get a number. Of columns that can hold text, others
/// stay in the row; of the rest they become `(other)`.
final class CaseDictionary {
  /// Numbers fit 16 bits, `(other)` and the 0 of "no value" included.
  static let maxEntries = 1 << 16
  static let other = "(other)"

  private let insert: RawStatement
  /// The values by their numbers; number 0 is the empty one.
  private var values = ValueTable(maxEntries: CaseDictionary.maxEntries)
  /// How many values had a number at the last commit.
  private var committed = 0

  init(_ database: Database, column: String) throws {
    let table = "dict_" + column
    insert = try RawStatement(database, "INSERT INTO \(table)(id, value) VALUES (?, ?)")
    let rows = try RawStatement(database, "SELECT id, value FROM \(table) ORDER BY id")
    while try rows.step() {
      guard case .added(let number) = values.place(rows.bytes(1)[...]), number == rows.integer(0)
      else { throw StoreError(.database("\(table) is not in order"), path: "") }
    }
    didCommit()
  }

  /// Values with a number, the empty one left out.
  var valueCount: Int { values.count - 1 }

  /// Whether no further value gets a number; one place is kept for `(other)`.
  var isFull: Bool { values.count >= CaseDictionary.maxEntries - 1 }

  /// The number of `value`; nil when there is no room for it and it is new.
  func number(of value: ArraySlice<UInt8>) throws -> Int64? {
    if isFull {
      return values.number(of: value).map(Int64.init)
    }
    switch values.place(value) {
    case .known(let number): return Int64(number)
    case .added(let number): return try store(value, as: number)
    case .refused: return nil
    }
  }

  /// The number of a name, or of `(other)` when there is no room for it.
  ///
  /// Names are compared in SQL and shown everywhere: they are UTF-8 without NUL.
  func number(ofName name: String) throws -> Int64 {
    // Most names were met before, and what was stored has no NUL.
    var given = name
    let known = given.withUTF8 { bytes in unsafe values.number(of: UnsafeRawBufferPointer(bytes)) }
    if let known { return Int64(known) }
    let name = RawStatement.withoutNUL(name)
    if let number = try number(of: Array(name.utf8)[...]) { return number }
    let other = Array(CaseDictionary.other.utf8)[...]
    switch values.place(other) {
    case .known(let number): return Int64(number)
    case .added(let number): return try store(other, as: number)
    case .refused: throw StoreError(.database("a dictionary is full"), path: "")
    }
  }

  func didCommit() {
    committed = values.count
  }

  /// How many values have a number: what `didRollback(to:)` goes back to.
  var mark: Int { values.count }

  /// Forgets what was met since `mark`, by default since the last commit.
  func didRollback(to mark: Int? = nil) {
    values.removeAll(from: mark ?? committed)
    committed = min(committed, values.count)
  }

  private func store(_ value: ArraySlice<UInt8>, as number: Int) throws -> Int64 {
    insert.bind(1, Int64(number))
    insert.bind(2, text: Array(value))
    try insert.run()
    return Int64(number)
  }
}
