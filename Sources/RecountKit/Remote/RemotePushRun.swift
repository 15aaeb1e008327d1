// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountRemote
import RecountStore
import Synchronization

/// Writes the requests of a case into the table of a remote, for those who share one.
package enum RemotePushRun {
  /// What a push did.
  package struct Summary: Sendable {
    package var sources = 0
    /// Sources that the table had in whole before.
    package var finishedBefore = 0
    package var rows: Int64 = 0
    package var sent: Int64 = 0
    package var bytes: Int64 = 0
  }

  /// Creates what is missing of the tables and sends every source that is not there in whole.
  ///
  /// A push that was interrupted goes on where it stopped. With a cluster the local tables are created
  /// on every one of `shards`, which are addresses; `starting` is told each source.
  ///
  /// - Throws: What the engine said; `failed` for a source of which the table has a shorter version,
  ///   whose rows would count twice.
  package static func push(
    _ remote: RemoteFile.Remote, casePath: String, cluster: String?, shards: [String],
    netrc: String?, isInterrupted: @escaping @Sendable () -> Bool,
    starting: @escaping @Sendable (String) -> Void
  ) throws(RecountError) -> Summary {
    let sources = try stage { () throws(StoreError) in
      try CaseReader(path: casePath).requestSources()
    }
    guard !sources.isEmpty else {
      throw RecountError(
        .failed, "the case has no requests to push", at: casePath,
        cause: "build steps and the counts of remotes are not pushed")
    }
    let tables = try RemoteConnection.configured { () throws(RemoteConfigurationError) in
      try RemoteTables(remote.endpoint.table, cluster: cluster)
    }
    let client = try RemoteConnection.client(remote.endpoint, netrc: netrc)
    let others = try shards.map { (address) throws(RecountError) in
      try RemoteConnection.client(shard(address, of: remote), netrc: netrc)
    }
    return try RemoteWait.result(isInterrupted: isInterrupted) {
      () async throws(RemoteError) in
      for shard in others {
        for sql in tables.localStatements { try await shard.run(sql) }
      }
      try await tables.create(client)
      var summary = Summary()
      let push = RemotePush(client, tables)
      for source in sources {
        starting(source.path)
        try await send(source, of: casePath, push, &summary)
      }
      return summary
    }
  }

  private static func send(
    _ source: RequestSource, of casePath: String, _ push: RemotePush, _ summary: inout Summary
  ) async throws(RemoteError) {
    for former in source.formerHashes where try await push.finishedRows(former) != nil {
      throw .shorterVersion(source: source.path)
    }
    let pages = RequestPages(casePath, source.id)
    let result = try await push.push(source: source.contentHash, rows: source.requests) {
      (positions) throws(RemoteError) in
      do throws(StoreError) { return try pages.events(positions) } catch {
        throw .unreadable(RecountError(error).what)
      }
    }
    summary.sources += 1
    summary.finishedBefore += result.wasFinished ? 1 : 0
    summary.rows += result.rows
    summary.sent += result.sent
    summary.bytes += result.sentBytes
  }

  private static func shard(
    _ address: String, of remote: RemoteFile.Remote
  ) throws(RecountError) -> RemoteEndpoint {
    try RemoteConnection.configured { () throws(RemoteConfigurationError) in
      try RemoteEndpoint(
        name: remote.endpoint.name, address: address, table: remote.endpoint.table,
        limits: remote.endpoint.limits)
    }
  }
}

/// Reads the requests of a source page by page, going on where it stopped.
private final class RequestPages: Sendable {
  private struct Place {
    var reader: CaseReader?
    /// Position of the next request, and the one before it.
    var position: Int64 = 0
    var last: Int64 = 0
  }

  private let path: String
  private let source: Int64
  private let place = Mutex(Place())

  init(_ path: String, _ source: Int64) {
    self.path = path
    self.source = source
  }

  func events(_ positions: Range<Int64>) throws(StoreError) -> [RemoteEvent] {
    let result = place.withLock { place -> Result<[StoredRequest], StoreError> in
      do throws(StoreError) {
        let reader: CaseReader =
          if let open = place.reader { open } else { try CaseReader(path: path) }
        place.reader = reader
        if positions.lowerBound < place.position { (place.position, place.last) = (0, 0) }
        let found = try reader.requests(
          source: source, after: place.last, skipping: positions.lowerBound - place.position,
          limit: positions.count)
        if let last = found.last { (place.position, place.last) = (positions.upperBound, last.id) }
        return .success(found)
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let found): return found.map(event)
    case .failure(let error): throw error
    }
  }

  private func event(_ request: StoredRequest) -> RemoteEvent {
    var event = RemoteEvent(
      start: request.start, end: request.end, service: request.service, outcome: request.outcome)
    event.line = request.line
    event.byteOffset = request.byteOffset
    event.method = request.method
    event.route = request.route
    event.path = request.path
    event.query = request.query
    event.httpVersion = request.httpVersion
    event.status = request.status
    event.cause = request.cause
    event.bodyBytes = request.bodyBytes
    event.duration = request.duration
    event.client = request.client
    event.user = request.user
    event.agent = request.agent
    event.referrer = request.referrer
    event.host = request.host
    event.trace = request.trace
    event.attributes = request.attributes
    return event
  }
}
