// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

/// The dictionary of one column: numbers of the case for values, written as they are met.
///
/// At most `maxEntries` values get a number. Of columns that can hold text, further ones stay in
/// the row; of the others they become `(other)`.
final class CaseDictionary {
  /// Numbers fit 16 bits, `(other)` and the 0 of "no value" included.
  static let maxEntries = 1 << 16
  static let other = "(other)"

  private let insert: RawStatement
  private var numbers: [[UInt8]: Int64] = [:]
  private var next: Int64
  /// Values that got a number since the last commit or rollback.
  private var pending: [[UInt8]] = []

  init(_ database: Database, column: String) throws {
    let table = "dict_" + column
    insert = try RawStatement(database, "INSERT INTO \(table)(id, value) VALUES (?, ?)")
    let rows = try RawStatement(database, "SELECT id, value FROM \(table)")
    var highest: Int64 = 0
    while try rows.step() {
      let id = rows.integer(0)
      numbers[rows.bytes(1)] = id
      highest = max(highest, id)
    }
    next = highest + 1
  }

  /// The number of `value`; nil when the dictionary is full and the value is new.
  func number(of value: some Collection<UInt8>) throws -> Int64? {
    let key = Array(value)
    if let known = numbers[key] { return known }
    // One place is kept for `(other)`.
    guard numbers.count < CaseDictionary.maxEntries - 1 else { return nil }
    return try add(key)
  }

  /// The number of a name, or of `(other)` when the dictionary is full.
  ///
  /// Names are compared in SQL and shown everywhere: they are UTF-8 without NUL.
  func number(ofName name: String) throws -> Int64 {
    let name = RawStatement.withoutNUL(name)
    if let number = try number(of: name.utf8) { return number }
    let other = Array(CaseDictionary.other.utf8)
    return try numbers[other] ?? add(other)
  }

  func didCommit() {
    pending.removeAll(keepingCapacity: true)
  }

  /// How many values wait for the commit: what `didRollback(to:)` goes back to.
  var mark: Int { pending.count }

  /// Forgets what was met since `mark`, by default since the last commit.
  func didRollback(to mark: Int = 0) {
    for key in pending[mark...] {
      numbers[key] = nil
      next -= 1
    }
    pending.removeSubrange(mark...)
  }

  private func add(_ key: [UInt8]) throws -> Int64 {
    let id = next
    insert.bind(1, id)
    insert.bind(2, text: key)
    try insert.run()
    numbers[key] = id
    pending.append(key)
    next += 1
    return id
  }
}
