// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import GRDB
import GRDBSQLite

/// A prepared statement used through SQLite's own interface: bytes in, bytes out.
///
/// GRDB's own binding costs two to six times as much per row and wants text to be UTF-8; log text
/// is neither rare nor always UTF-8.
@safe package final class RawStatement {
  private let statement: OpaquePointer
  private let connection: OpaquePointer

  package init(_ database: Database, _ sql: String) throws {
    guard let connection = unsafe database.sqliteConnection else {
      throw StoreError(.database("the connection is closed"), path: "")
    }
    unsafe self.connection = connection
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared = unsafe prepared else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: unsafe String(cString: sqlite3_errmsg(connection)),
        sql: sql)
    }
    unsafe statement = prepared
  }

  deinit {
    unsafe sqlite3_finalize(statement)
  }

  func bind(_ index: Int, _ value: Int64) {
    _ = unsafe sqlite3_bind_int64(statement, Int32(index), value)
  }

  func bind(_ index: Int, number value: Double) {
    _ = unsafe sqlite3_bind_double(statement, Int32(index), value)
  }

  /// Binds a value that another statement gave; blobs, which no view has, become NULL.
  func bind(_ index: Int, value: QueryValue) {
    switch value {
    case .integer(let number): bind(index, number)
    case .real(let number): bind(index, number: number)
    case .text(let text): bind(index, text: text)
    case .null, .blob: _ = unsafe sqlite3_bind_null(statement, Int32(index))
    }
  }

  /// Binds bytes as text, whatever they are.
  func bind(_ index: Int, text value: [UInt8]) {
    unsafe value.withUnsafeBytes { bytes in unsafe bind(index, text: bytes) }
  }

  /// Binds text of people and names, NUL replaced; SQLite's functions and GRDB end a text at it.
  func bind(_ index: Int, text value: String) {
    var value = value
    let isBound = value.withUTF8 { bytes in
      guard unsafe !bytes.contains(0) else { return false }
      unsafe bind(index, text: UnsafeRawBufferPointer(bytes))
      return true
    }
    if !isBound { bind(index, text: RawStatement.withoutNUL(value)) }
  }

  private func bind(_ index: Int, text bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, unsafe !bytes.isEmpty else {
      // A null pointer would bind NULL.
      _ = unsafe sqlite3_bind_text(statement, Int32(index), "", 0, RawStatement.transient)
      return
    }
    // SQLITE_TRANSIENT: SQLite copies before the call returns.
    _ = unsafe sqlite3_bind_text(
      statement, Int32(index), start.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      RawStatement.transient)
  }

  func bind(_ index: Int, blob value: [UInt8]) {
    unsafe value.withUnsafeBytes { bytes in unsafe bind(index, blob: bytes) }
  }

  func bind(_ index: Int, blob bytes: UnsafeRawBufferPointer) {
    _ =
      unsafe bytes.isEmpty
      ? sqlite3_bind_zeroblob(statement, Int32(index), 0)
      : sqlite3_bind_blob(
        statement, Int32(index), bytes.baseAddress, Int32(bytes.count), RawStatement.transient)
  }

  /// Runs to the next row; false at the end, after which the statement is reset.
  func step() throws -> Bool {
    let code = unsafe sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    _ = unsafe sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: unsafe sqlite3_extended_errcode(connection)),
        message: unsafe String(cString: sqlite3_errmsg(connection)))
    }
    return false
  }

  /// Runs a statement that gives no rows.
  package func run() throws {
    while try step() {}
  }

  /// `text` with every NUL as U+FFFD.
  static func withoutNUL(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }

  // MARK: - Columns

  func integer(_ column: Int) -> Int64 {
    unsafe sqlite3_column_int64(statement, Int32(column))
  }

  /// Bytes of a text or blob, whatever they are.
  func bytes(_ column: Int) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(statement, Int32(column)) else { return [] }
    // Asked for after the value: SQLite may convert it first.
    let count = Int(unsafe sqlite3_column_bytes(statement, Int32(column)))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Whether a column of the row holds a whole number.
  func isInteger(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(statement, Int32(column)) == SQLITE_INTEGER
  }

  /// Calls `body` with the bytes of a text or blob, which are SQLite's and end with the row.
  func withBytes<Value>(_ column: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    let start = unsafe sqlite3_column_blob(statement, Int32(column))
    let count = Int(unsafe sqlite3_column_bytes(statement, Int32(column)))
    return unsafe body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  /// A text decoded leniently: bytes that are not UTF-8 become U+FFFD.
  func text(_ column: Int) -> String {
    String(decoding: bytes(column), as: UTF8.self)
  }

  var columnNames: [String] {
    let count = unsafe sqlite3_column_count(statement)
    return (0..<count).map { column in
      unsafe sqlite3_column_name(statement, column).map { unsafe String(cString: $0) } ?? ""
    }
  }

  func value(_ column: Int) -> QueryValue {
    switch unsafe sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(statement, Int32(column)))
    case SQLITE_TEXT: .text(text(column))
    case SQLITE_BLOB: .blob(count: Int(unsafe sqlite3_column_bytes(statement, Int32(column))))
    default: .null
    }
  }

  // SQLite's marker for "copy it": a function pointer of value -1.
  private static let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
