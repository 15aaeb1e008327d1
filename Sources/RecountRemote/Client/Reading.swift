// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Synchronization

/// The state of one attempt at reading, changed by the queue on which chunks come.
final class Reading<State: Sendable>: Sendable {
  private struct Inside {
    var state: State
    var reader: AnswerReader
  }

  private let inside: Mutex<Inside>
  private let query: RemoteQuery
  private let failure = FailureText()

  init(_ initial: State, _ query: RemoteQuery) {
    self.query = query
    inside = Mutex(Inside(state: initial, reader: AnswerReader(query)))
  }

  /// Takes a chunk: rows under status 200, else the words of an error.
  func take(
    _ status: Int, _ chunk: [UInt8], _ context: StatementContext,
    _ row: (inout State, TSVRow) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    guard status == 200 else { return failure.append(chunk) }
    let bytes = try inside.withLock { (inside) throws(RemoteError) in
      // The reader is moved out, so that the state is changed in place: a copy of it for each chunk
      // made long answers quadratic.
      var reader = inside.reader
      inside.reader = AnswerReader(query)
      defer { inside.reader = reader }
      try reader.read(chunk) { (fields) throws(RemoteError) in try row(&inside.state, fields) }
      return reader.bytes
    }
    // The engine's own limit is on its blocks in memory, whose text can be several times larger.
    if bytes > 4 * context.limits.resultBytes { throw context.resultLimit }
  }

  /// The state after a whole answer.
  func finish(
    _ status: Int, _ context: StatementContext
  ) throws(RemoteError) -> (State, ClickHouseClient.Cost) {
    if let error = failure.error(status, context) { throw error }
    return try inside.withLock { (inside) throws(RemoteError) in
      let rows = try inside.reader.finish(context)
      return (inside.state, ClickHouseClient.Cost(rows: rows, bytes: inside.reader.bytes))
    }
  }

  /// Why the answer was not whole when the connection broke.
  func fault(_ context: StatementContext) -> RemoteError {
    inside.withLock { inside in
      do throws(RemoteError) {
        return .truncated(rows: try inside.reader.finish(context))
      } catch {
        return error
      }
    }
  }
}

/// The words of an answer that is an error, as far as they are worth keeping.
final class FailureText: Sendable {
  private static let maxBytes = 64 << 10
  private let bytes = Mutex<[UInt8]>([])

  func append(_ chunk: [UInt8]) {
    bytes.withLock { $0.append(contentsOf: chunk.prefix(FailureText.maxBytes - $0.count)) }
  }

  /// What a status and these words mean; nil for an answer without a fault.
  ///
  /// An insert that was taken has nothing to say, so words under status 200 are an error too.
  func error(_ status: Int, _ context: StatementContext) -> RemoteError? {
    let text = bytes.withLock { String(decoding: $0, as: UTF8.self) }
    if let said = ServerException(in: text) { return said.error(context) }
    switch status {
    case 200: return text.isEmpty ? nil : .unexpectedContent(text)
    case 401, 403: return .wrongCredentials(user: context.user)
    case 429, 502, 503, 504: return .unavailable(status: status)
    default:
      return .unexpectedContent(
        (status == 0 ? "no HTTP status" : "HTTP status \(status)")
          + (text.isEmpty ? "" : ": " + text))
    }
  }
}
