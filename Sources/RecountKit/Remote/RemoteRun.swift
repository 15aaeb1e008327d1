// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
package import RecountModel
import RecountInput
import RecountRemote
import RecountStore

/// Takes counts from a table of a ClickHouse cluster into a case.
package enum RemoteRun {
  /// Which table, how it is read, and which stretch of time.
  package struct Request: Sendable {
    package var url: String
    /// `DATABASE.TABLE`.
    package var table: String
    /// One of the shipped mappings.
    package var mapping: String
    /// Service of all rows; nil for that of the mapping.
    package var service: String?
    package var range: TimeRange
    /// Path of a netrc file with the credentials; nil for those of the environment.
    package var netrc: String?

    package init(
      url: String, table: String, mapping: String, service: String?, range: TimeRange,
      netrc: String?
    ) {
      self.url = url
      self.table = table
      self.mapping = mapping
      self.service = service
      self.range = range
      self.netrc = netrc
    }
  }

  /// What a pull brought.
  package struct Summary: Sendable {
    package var rows: Int64
    package var events: Int64
    package var services: Int
    package var bytes: Int
    package var version: String
    /// Whether the case had the very same counts already.
    package var isKnown: Bool
  }

  /// Names of the mappings that come with Recount.
  package static var mappings: [String] { RemoteMapping.shipped.map(\.name) }

  /// The statements that a pull would run; nothing is run.
  package static func statements(_ request: Request) throws(RecountError) -> String {
    try pull(request).statements.map { "-- \($0.name)\n\($0.sql);\n" }.joined(separator: "\n")
  }

  /// Counts in the engine and stores the counts as a source of the case at `casePath`.
  ///
  /// - Throws: When the configuration is wrong, the engine refuses or answers in part; nothing is
  ///   stored then.
  package static func store(
    _ request: Request, into casePath: String, isInterrupted: @escaping @Sendable () -> Bool
  ) throws(RecountError) -> Summary {
    let pull = try pull(request)
    let client = ClickHouseClient(pull.endpoint, credentials: try credentials(request, pull))
    let partials = try RemoteWait.result(isInterrupted: isInterrupted) {
      () async throws(RemoteError) in try await pull.run(client)
    }
    let isKnown = try stored(partials, request, casePath)
    return Summary(
      rows: partials.rows, events: partials.events,
      services: Set(partials.spans.map(\.service)).count, bytes: partials.transferredBytes,
      version: partials.origins.first?.version ?? "", isKnown: isKnown)
  }

  // MARK: - Parts

  private static func pull(_ request: Request) throws(RecountError) -> RemotePull {
    guard var mapping = RemoteMapping.shipped.first(where: { $0.name == request.mapping }) else {
      let near = Spelling.nearest(to: request.mapping, in: mappings)
      throw RecountError(
        .usage, "there is no mapping called `\(request.mapping)`",
        cause: "there are \(mappings.joined(separator: ", "))",
        try: near.map { "did you mean `\($0)`?" })
    }
    if let service = request.service { mapping = mapping.named(service: service) }
    do throws(RemoteConfigurationError) {
      let endpoint = try RemoteEndpoint(
        name: request.table, address: request.url, table: RemoteTable(parsing: request.table))
      // No evidence is kept of single events yet: none is fetched.
      return try RemotePull(
        from: endpoint, mapping: mapping, range: request.range,
        options: RemotePull.Options(dimensions: [], samples: 0))
    } catch {
      throw RecountError(.usage, error.message)
    }
  }

  private static func credentials(
    _ request: Request, _ pull: RemotePull
  ) throws(RecountError) -> RemoteCredentials? {
    do throws(RemoteConfigurationError) {
      if let netrc = request.netrc {
        return try RemoteCredentials.fromNetrc(path: netrc, host: pull.endpoint.host)
      }
      return try RemoteCredentials.fromEnvironment(
        ProcessInfo.processInfo.environment, remote: pull.endpoint.name)
    } catch {
      throw RecountError(.usage, error.message)
    }
  }

  /// Stores the counts; true when the case had them.
  private static func stored(
    _ partials: RemotePartials, _ request: Request, _ casePath: String
  ) throws(RecountError) -> Bool {
    let bytes = partials.canonicalBytes
    var record = SourceRecord(path: "\(request.url)/\(request.table)")
    record.contentHash = ContentDigest.sha256(of: bytes)
    record.contentBytes = Int64(bytes.count)
    record.format = "remote"
    record.tally.lines = partials.rows
    record.tally.eventLines = partials.events
    record.tally.ignored = partials.rows - partials.events
    record.tally.events = partials.events
    record.first = partials.spans.map(\.first).min()
    record.last = partials.spans.map(\.last).max()
    record.remarks = remarks(partials, request)
    let isThere = FileManager.default.fileExists(atPath: casePath)
    return try stage { () throws(StoreError) in
      let known = isThere ? try CaseReader(path: casePath).sources() : []
      if known.contains(where: { $0.contentHash == record.contentHash }) { return true }
      let writer = try CaseWriter(path: casePath)
      try writer.beginSource(service: "", isForced: false)
      try writer.add(counts(partials))
      try writer.endSource(record)
      try writer.finish()
      return false
    }
  }

  private static func counts(_ partials: RemotePartials) -> GivenCounts {
    GivenCounts(
      minutes: partials.rollup.map {
        GivenCounts.Minute(
          service: $0.service, minute: $0.minute, outcome: $0.outcome, cause: $0.cause,
          count: $0.n)
      },
      durations: partials.durations.map {
        GivenCounts.Duration(
          service: $0.service, minute: $0.minute, bucket: $0.bucket, count: $0.n)
      },
      spans: partials.spans.map {
        GivenCounts.Span(
          service: $0.service, first: $0.first, last: $0.last, count: $0.n)
      })
  }

  /// What is kept of where the counts came from: engine, stretch and statements.
  private static func remarks(_ partials: RemotePartials, _ request: Request) -> [String] {
    partials.origins.flatMap { origin in
      [
        "ClickHouse \(origin.version), mapping \(origin.mapping), from \(origin.range.start.rfc3339) to \(origin.range.end.rfc3339)"
      ]
        + origin.statements.map { statement in
          let sql = statement.sql.split(separator: "\n").joined(separator: " ")
          return "\(statement.name): \(statement.rows) rows, \(sql)"
        }
    }
  }
}
