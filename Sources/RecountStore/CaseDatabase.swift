// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

/// Opens case files and checks that they are ones this version understands.
enum CaseDatabase {
  /// How long a connection waits for another process to let go of the file.
  private static let busySeconds = 5.0

  /// Opens or creates the case at `path` for writing.
  static func openForWriting(_ path: String) throws(StoreError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "recount.case"
    // One transaction spans many batches, so it stays open between calls.
    configuration.allowsUnsafeTransactions = true
    configuration.busyMode = .timeout(busySeconds)
    configuration.prepareDatabase { database in
      // Settings of the connection alone: the file may turn out to be somebody else's.
      try database.execute(
        sql: """
          PRAGMA page_size = 16384;
          PRAGMA synchronous = NORMAL;
          PRAGMA secure_delete = OFF;
          PRAGMA temp_store = MEMORY;
          PRAGMA cache_size = -16384;
          """)
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { database in
        let tables =
          try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if tables == 0 {
          try create(database)
        } else {
          try check(database, path: path)
          try upgrade(database)
        }
        try database.execute(sql: "PRAGMA journal_mode = DELETE")
      }
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      // Nothing is missing that writing would not make: the folder is, or it cannot be written.
      throw StoreError(
        .readOnly(error.message ?? "it cannot be opened"), path: path,
        code: error.extendedResultCode.rawValue)
    } catch {
      throw refined(error, path: path)
    }
  }

  /// Opens the case at `path` so that no statement can change it.
  static func openForReading(_ path: String) throws(StoreError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "recount.case"
    configuration.readonly = true
    configuration.busyMode = .timeout(busySeconds)
    do {
      return try openChecked(path, configuration)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      // A killed writer left its journal behind: it has to be played back before anybody can read.
      _ = try openForWriting(path)
      do { return try openChecked(path, configuration) } catch { throw refined(error, path: path) }
    } catch {
      throw refined(error, path: path)
    }
  }

  private static func openChecked(
    _ path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.read { try check($0, path: path) }
    return queue
  }

  private static func create(_ database: Database) throws {
    try database.inTransaction {
      try database.execute(sql: CaseSchema.statements)
      try database.execute(
        sql: """
          PRAGMA application_id = \(CaseSchema.applicationID);
          PRAGMA user_version = \(CaseSchema.version);
          """)
      return .commit
    }
  }

  /// Adds what a case of an older version lacks; views are made anew.
  private static func upgrade(_ database: Database) throws {
    let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version >= 2, version < CaseSchema.version else { return }
    try database.inTransaction {
      let views = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'view'")
      for view in views { try database.execute(sql: "DROP VIEW \(view)") }
      if version < 3 { try database.execute(sql: CaseSchema.remoteTables) }
      try database.execute(sql: CaseSchema.formatTable)
      try database.execute(sql: CaseSchema.noteTables + CaseSchema.noteRows + CaseSchema.views)
      try database.execute(sql: "PRAGMA user_version = \(CaseSchema.version)")
      return .commit
    }
  }

  private static func check(_ database: Database, path: String) throws {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard application == CaseSchema.applicationID else {
      throw StoreError(.notACase, path: path)
    }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= CaseSchema.version else {
      throw StoreError(.newerSchema(version), path: path)
    }
  }

  private static func refined(_ error: any Error, path: String) -> StoreError {
    if let database = error as? DatabaseError {
      if database.resultCode == .SQLITE_NOTADB {
        return StoreError(.notACase, path: path, code: database.extendedResultCode.rawValue)
      }
      if database.resultCode == .SQLITE_CANTOPEN {
        return StoreError(.missing, path: path, code: database.extendedResultCode.rawValue)
      }
    }
    return StoreError(error, path: path)
  }
}
