// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A table of a remote engine: database and name, both checked to be no more than names.
package struct RemoteTable: Hashable, Sendable {
  package let database: String
  package let name: String
  /// Both names in quotes, as they stand in a statement.
  package let quoted: String

  /// A table by its two names.
  package init(database: String, name: String) throws(RemoteConfigurationError) {
    guard let quotedDatabase = SQLText.name(database), let quotedName = SQLText.name(name) else {
      throw .table("\(database).\(name)")
    }
    self.database = database
    self.name = name
    quoted = quotedDatabase + "." + quotedName
  }

  /// A table from `database.table`; without a point the database is `default`.
  package init(parsing text: String) throws(RemoteConfigurationError) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1 where !text.isEmpty: try self.init(database: "default", name: text)
    case 2: try self.init(database: parts[0], name: parts[1])
    default: throw .table(text)
    }
  }

  /// `database.table`, for people.
  package var text: String { database + "." + name }

  /// Another table of the same database.
  package func sibling(_ name: String) throws(RemoteConfigurationError) -> RemoteTable {
    try RemoteTable(database: database, name: name)
  }
}
