// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

/// Why the case file could not be opened, written or read.
package struct StoreError: Error, Sendable {
  package enum Reason: Sendable {
    /// The file is there but is no case file of Recount.
    case notACase
    /// The case was written by a newer Recount; the number is its schema version.
    case newerSchema(Int)
    case missing
    /// The disk is full, or the file may not grow; SQLite's own words.
    case full(String)
    /// The file or its folder cannot be written; SQLite's own words.
    case readOnly(String)
    /// SQLite refused for another reason; its own words.
    case database(String)
    /// The counts of a source do not add up: nothing of it is kept.
    case countsDoNotClose(String)
    /// A statement of the user is wrong; SQLite's own words.
    case statement(String)
  }

  package var reason: Reason
  package var path: String
  /// SQLite's extended result code, 0 when SQLite had no part in it.
  package var code: Int32

  package init(_ reason: Reason, path: String, code: Int32 = 0) {
    self.reason = reason
    self.path = path
    self.code = code
  }

  /// Whatever a database call threw, with the path of the case.
  init(_ error: any Error, path: String) {
    switch error {
    case let known as StoreError: self = known
    case let database as DatabaseError:
      self.init(
        StoreError.reason(database), path: path, code: database.extendedResultCode.rawValue)
    default: self.init(.database("\(error)"), path: path)
    }
  }

  private static func reason(_ error: DatabaseError) -> Reason {
    let message = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL: return .full(message)
    case .SQLITE_READONLY, .SQLITE_PERM: return .readOnly(message)
    // A limit on the size of files shows as a write that failed.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE: return .full(message)
    default: return .database(message)
    }
  }
}
