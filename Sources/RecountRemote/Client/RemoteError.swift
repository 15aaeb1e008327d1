// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Why a remote engine gave no answer that could be used; nothing of the answer is kept then.
package enum RemoteError: Error, Hashable, Sendable {
  // MARK: On the way
  /// Nobody listens there, or no way leads there.
  case refused(address: String)
  case unknownHost(String)
  /// The certificate could not be verified, or no common protocol was found.
  case certificate(host: String)
  /// The engine, or this side, gave up after so many seconds.
  case timedOut(seconds: Int, by: Side)
  /// The connection ended in the middle of the answer, or the answer has no end row.
  case truncated(rows: Int)
  /// A gateway said that the engine is away.
  case unavailable(status: Int)
  case cancelled
  /// Something else between here and there, in the words of the transport.
  case transport(String)

  // MARK: Said by the engine
  case wrongCredentials(user: String)
  /// The user may not read the table, or may not set limits.
  case notPermitted(ServerException)
  case unknownDatabase(ServerException)
  case unknownTable(ServerException)
  case unknownColumn(ServerException)
  /// The answer would have more rows or bytes than allowed.
  case resultLimit(statement: String, rows: Int, bytes: Int)
  case serverMemory(ServerException)
  /// Too many statements at once.
  case busy(ServerException)
  /// A shard of the cluster did not answer: counts would be partial.
  case shardUnavailable(ServerException)
  case server(ServerException)

  // MARK: Found in the answer
  /// Not what was asked for: a page of another server, other columns, a field that is no number.
  case unexpectedContent(String)
  /// Two statements disagree about the number of events: rows came in between.
  case changedWhileReading(first: Int64, later: Int64)
  /// The range holds no event.
  case noEvents(rows: Int64)
  /// A remote was added up with itself: the same table and overlapping ranges.
  case countedTwice(table: String)

  // MARK: Pushing
  /// Rows of a source are in the table more often than they should be.
  case duplicateRows(source: String)
  /// Fewer or more rows than were announced.
  case wrongRowCount(source: String, expected: Int64, found: Int64)
  /// The table has a source as it was before it grew: its rows would be there twice.
  case shorterVersion(source: String)
  /// What is to be pushed cannot be read, in the words of its reader.
  case unreadable(String)

  /// Who gave up.
  package enum Side: Hashable, Sendable {
    case engine, client
  }

  /// Whether the same statement may well succeed a moment later.
  var isPassing: Bool {
    switch self {
    case .refused, .truncated, .unavailable, .busy, .shardUnavailable, .transport: true
    default: false
    }
  }
}

/// What an engine said went wrong: its number, and its words on one bounded line.
package struct ServerException: Hashable, Sendable {
  package var code: Int
  package var text: String

  package init(code: Int, text: String) {
    self.code = code
    self.text = text
  }
}

extension RemoteError {
  /// One sentence without a full stop; words of others in it can neither act on a terminal nor forge a
  /// line.
  package var message: String {
    switch self {
    case .refused(let address): "nobody answers at \(bounded(address)): connection refused"
    case .unknownHost(let host): "the host \(bounded(host)) has no address"
    case .certificate(let host): "the certificate of \(bounded(host)) could not be verified"
    case .timedOut(let seconds, .engine): "the engine gave up after \(seconds) s"
    case .timedOut(let seconds, .client): "no whole answer came within \(seconds) s"
    case .truncated(let rows): "the answer was cut short after \(rows) rows"
    case .unavailable(let status): "the engine is away (HTTP status \(status))"
    case .cancelled: "the statement was cancelled"
    case .transport(let text): "the connection failed: \(bounded(text))"
    default: engineMessage ?? contentMessage
    }
  }

  private var engineMessage: String? {
    switch self {
    case .wrongCredentials(let user):
      user.isEmpty
        ? "the engine asks for a user and a password"
        : "the engine refused the user \(bounded(user)) or the password"
    case .notPermitted(let said): "the user may not do this: \(said.shown)"
    case .unknownDatabase(let said): "there is no such database: \(said.shown)"
    case .unknownTable(let said): "there is no such table: \(said.shown)"
    case .unknownColumn(let said): "the mapping names a column that is not there: \(said.shown)"
    case .resultLimit(let statement, let rows, let bytes):
      "the answer to “\(bounded(statement))” is larger than \(rows) rows or \(bytes) bytes"
    case .serverMemory(let said): "the engine ran out of memory: \(said.shown)"
    case .busy(let said): "the engine has too many statements at once: \(said.shown)"
    case .shardUnavailable(let said):
      "a shard did not answer, so counts would be partial: \(said.shown)"
    case .server(let said): "the engine refused the statement: \(said.shown)"
    default: nil
    }
  }

  private var contentMessage: String {
    switch self {
    case .unexpectedContent(let what): "the answer is not what was asked for: \(bounded(what))"
    case .changedWhileReading(let first, let later):
      "rows changed while they were counted: \(first) events, then \(later)"
    case .noEvents(let rows): "none of the \(rows) rows in the range is an event"
    case .countedTwice(let table):
      "\(bounded(table)) was given twice for overlapping ranges"
    case .duplicateRows(let source): "rows of \(bounded(source)) are in the table twice"
    case .wrongRowCount(let source, let expected, let found):
      "\(bounded(source)) has \(found) rows, not \(expected)"
    case .shorterVersion(let source):
      "the table has an earlier, shorter version of \(bounded(source)): its rows would count twice"
    case .unreadable(let words): "the case cannot be read: \(bounded(words))"
    default: "the remote failed"
    }
  }

  /// What may help, where something is known to; one sentence without a full stop.
  package var hint: String? {
    switch self {
    case .refused: "check address and port; the HTTP port is often 8123, or 8443 with TLS"
    case .wrongCredentials:
      "set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, or add the host to a netrc file"
    case .notPermitted: "ask for SELECT on the table and a profile with readonly = 2"
    case .unknownColumn, .unknownTable, .unknownDatabase:
      "compare the table with the mapping: recount remote pull --explain"
    case .resultLimit: "shorten the range, take out dimensions with many values, or raise the limit"
    case .timedOut: "shorten the range or raise the limit of seconds"
    case .changedWhileReading: "take a range that is over, then pull again"
    case .shorterVersion: "push into another table, or take the earlier source out of this one"
    case .truncated, .unavailable, .busy, .shardUnavailable: "try again later"
    default: nil
    }
  }
}

extension ServerException {
  var shown: String { "\(text) (code \(code))" }
}

/// Foreign text on one line of at most 500 characters.
func bounded(_ text: String) -> String {
  let line = TerminalText.line(String(text.prefix(501)))
  return line.count > 500 ? line.prefix(500) + "…" : line
}
