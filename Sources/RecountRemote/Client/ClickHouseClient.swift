// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Speaks ClickHouse's HTTP interface: one POST per statement.
///
/// Reads are sent with limits, may change nothing and are tried again when the way failed; inserts are
/// sent once. Every statement has an id of its own, by which it can be ended.
/// Source: https://clickhouse.com/docs/interfaces/http
package struct ClickHouseClient: Sendable {
  package let endpoint: RemoteEndpoint
  private let credentials: RemoteCredentials?
  private let retry: RetryPolicy
  /// Whether a statement is ended in the engine when its task is cancelled or times out.
  private let endsAbandoned: Bool

  package init(
    _ endpoint: RemoteEndpoint, credentials: RemoteCredentials? = nil,
    retry: RetryPolicy = RetryPolicy(), endsAbandoned: Bool = true
  ) {
    self.endpoint = endpoint
    self.credentials = credentials
    self.retry = retry
    self.endsAbandoned = endsAbandoned
  }

  /// What a read cost.
  package struct Cost: Hashable, Sendable {
    package var rows = 0
    /// Bytes of the answer as they came.
    package var bytes = 0
    package var attempts = 1
  }

  // MARK: - Reading

  /// Adds the rows of an answer up, from `initial` in each attempt.
  ///
  /// The rows have `part` as their first field. Nothing is given back unless the answer was whole.
  package func read<State: Sendable>(
    _ query: RemoteQuery, into initial: State,
    _ take: @escaping @Sendable (inout State, TSVRow) throws(RemoteError) -> Void
  ) async throws(RemoteError) -> (state: State, cost: Cost) {
    var attempt = 1
    while true {
      do throws(RemoteError) {
        var (state, cost) = try await readOnce(query, initial, take)
        cost.attempts = attempt
        return (state, cost)
      } catch {
        guard error.isPassing, attempt < endpoint.limits.attempts, !Task.isCancelled else {
          throw error
        }
      }
      await retry.pause(retry.wait(after: attempt))
      attempt += 1
    }
  }

  private func readOnce<State: Sendable>(
    _ query: RemoteQuery, _ initial: State,
    _ take: @escaping @Sendable (inout State, TSVRow) throws(RemoteError) -> Void
  ) async throws(RemoteError) -> (State, Cost) {
    let reading = Reading(initial, query)
    let settings =
      StatementSettings.reading(endpoint.limits) + [("default_format", "TabSeparatedWithNames")]
    let context = context(query.name)
    let id = StatementSettings.newIdentifier()
    do throws(RemoteError) {
      let status = try await post(id, settings, Data(query.sql.utf8)) {
        (status, chunk) throws(RemoteError) in
        try reading.take(status, chunk, context, take)
      }
      return try reading.finish(status, context)
    } catch {
      await endIfAbandoned(id, error)
      // What the engine wrote before the connection broke says more than that it broke.
      if case .truncated = error { throw reading.fault(context) }
      throw error
    }
  }

  /// The version of the engine, as it says.
  package func version() async throws(RemoteError) -> String {
    let query = RemoteQuery(
      name: "version", columns: [.text("version")], body: "SELECT version() AS r_version")
    let (version, _) = try await read(query, into: "") {
      (version: inout String, row) throws(RemoteError) in version = bounded(row.text(1))
    }
    return version
  }

  // MARK: - Writing

  /// Runs a statement that gives no answer; it is sent once.
  package func run(_ sql: String, body: [UInt8] = []) async throws(RemoteError) {
    let context = context("statement")
    let id = StatementSettings.newIdentifier()
    let failure = FailureText()
    var settings = StatementSettings.writing(endpoint.limits)
    // With a body the statement stands in the address, and the body is its data.
    if !body.isEmpty { settings.append(("query", sql)) }
    let payload = body.isEmpty ? Data(sql.utf8) : Data(body)
    do throws(RemoteError) {
      let status = try await post(id, settings, payload) { (_, chunk) in failure.append(chunk) }
      if let error = failure.error(status, context) { throw error }
    } catch {
      await endIfAbandoned(id, error)
      throw error
    }
  }

  /// Asks the engine to end a statement; true when it took the wish, not when the statement is over.
  @discardableResult
  package func end(_ identifier: String) async -> Bool {
    let sql = "KILL QUERY WHERE query_id = \(SQLText.literal(identifier)) ASYNC"
    let failure = FailureText()
    let status = try? await post(StatementSettings.newIdentifier(), [], Data(sql.utf8)) {
      (_, chunk) in failure.append(chunk)
    }
    return status == 200
  }

  private func endIfAbandoned(_ identifier: String, _ error: RemoteError) async {
    guard endsAbandoned else { return }
    switch error {
    case .cancelled, .timedOut(_, by: .client):
      // Not a part of the cancelled task, which could send nothing any more.
      _ = await Task { await end(identifier) }.value
    default: break
    }
  }

  // MARK: - Sending

  private func post(
    _ identifier: String, _ settings: [(name: String, value: String)], _ body: Data,
    _ take: @escaping HTTPExchange.Take
  ) async throws(RemoteError) -> Int {
    let all = [("query_id", identifier)] + settings
    guard let url = endpoint.url(all) else { throw .transport("the address cannot be used") }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.httpBody = body
    request.timeoutInterval = TimeInterval(endpoint.limits.seconds + endpoint.limits.graceSeconds)
    request.setValue("recount", forHTTPHeaderField: "User-Agent")
    request.setValue("text/plain; charset=UTF-8", forHTTPHeaderField: "Content-Type")
    if let credentials {
      request.setValue(credentials.authorization, forHTTPHeaderField: "Authorization")
    }
    return try await HTTPExchange.send(request, to: endpoint, take)
  }

  private func context(_ statement: String) -> StatementContext {
    StatementContext(
      statement: statement, user: credentials?.user ?? "", limits: endpoint.limits)
  }
}
