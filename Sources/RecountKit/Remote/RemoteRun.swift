// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
package import RecountModel
import RecountRemote
import RecountStore

/// Takes counts from a table of a remote engine into a case.
package enum RemoteRun {
  /// Which table, which stretch of time, and what comes along besides counts by minute.
  package struct Request: Sendable {
    package var remote: RemoteFile.Remote
    package var range: TimeRange
    /// Names of the dimensions to count by; nil for all that the mapping has.
    package var dimensions: [String]?
    /// Failures to bring along as evidence.
    package var samples: Int
    /// Path of a netrc file with the credentials; nil for those of the environment.
    package var netrc: String?

    package init(
      remote: RemoteFile.Remote, range: TimeRange, dimensions: [String]?, samples: Int,
      netrc: String?
    ) {
      self.remote = remote
      self.range = range
      self.dimensions = dimensions
      self.samples = samples
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

  /// What the sources of a case that are pulls have as their format.
  static let format = "remote"

  /// Names of the mappings that come with Recount.
  package static var mappings: [String] { RemoteMapping.shipped.map(\.name) }

  /// A remote as `remote add` takes it.
  ///
  /// - Throws: For an address, a table or a mapping that cannot be used.
  package static func remote(
    name: String, url: String, table: String, mapping text: String, service: String?
  ) throws(RecountError) -> RemoteFile.Remote {
    var mapping = try RemoteFile.mapping(text)
    if let service {
      mapping = mapping.named(service: service)
      mapping.name += " of " + service
    }
    let endpoint = try RemoteConnection.configured { () throws(RemoteConfigurationError) in
      try mapping.validate()
      return try RemoteEndpoint(name: name, address: url, table: RemoteTable(parsing: table))
    }
    return RemoteFile.Remote(endpoint: endpoint, mapping: mapping)
  }

  /// The statements that a pull would run; nothing is run.
  package static func statements(_ request: Request) throws(RecountError) -> String {
    try pull(request).statements.map { "-- \($0.name)\n\($0.sql);\n" }.joined(separator: "\n")
  }

  /// Counts in the engine and stores the counts as a source of the case at `casePath`.
  ///
  /// `starting` is told the name of each statement before it runs.
  ///
  /// - Throws: When the engine refuses or answers in part, and when the case has counts of the same
  ///   rows; nothing is stored then.
  package static func store(
    _ request: Request, into casePath: String, isInterrupted: @escaping @Sendable () -> Bool,
    starting: @escaping @Sendable (String) -> Void
  ) throws(RecountError) -> Summary {
    let pull = try pull(request)
    try refuseOverlap(of: request, casePath)
    let client = try RemoteConnection.client(pull.endpoint, netrc: request.netrc)
    let partials = try RemoteWait.result(isInterrupted: isInterrupted) {
      () async throws(RemoteError) in
      try await pull.run(client) { starting($0.name) }
    }
    let isKnown = try stored(partials, request.samples, casePath)
    return Summary(
      rows: partials.rows, events: partials.events,
      services: Set(partials.spans.map(\.service)).count, bytes: partials.transferredBytes,
      version: partials.origins.first?.version ?? "", isKnown: isKnown)
  }

  /// Pulls once more what a case has pulled, into another case.
  ///
  /// - Throws: When the file of remotes does not have the remote of that name any more.
  static func repeated(
    _ pull: RemoteEvidence.Pull, remotes: String, into casePath: String
  ) throws(RecountError) {
    let request = Request(
      remote: try RemoteFile.remote(pull.remote, in: remotes), range: pull.range,
      dimensions: pull.dimensions, samples: pull.samples, netrc: nil)
    _ = try store(request, into: casePath, isInterrupted: { false }, starting: { _ in })
  }

  // MARK: - Parts

  private static func pull(_ request: Request) throws(RecountError) -> RemotePull {
    try RemoteConnection.configured { () throws(RemoteConfigurationError) in
      try RemotePull(
        from: request.remote.endpoint, mapping: request.remote.mapping, range: request.range,
        options: RemotePull.Options(dimensions: request.dimensions, samples: request.samples))
    }
  }

  /// Stores the counts; true when the case had them.
  private static func stored(
    _ partials: RemotePartials, _ samples: Int, _ casePath: String
  ) throws(RecountError) -> Bool {
    guard let origin = partials.origins.first else { return false }
    let bytes = partials.canonicalBytes
    var record = SourceRecord(path: "\(origin.address)/\(origin.table)")
    record.contentHash = ContentDigest.sha256(of: bytes)
    record.contentBytes = Int64(bytes.count)
    record.format = format
    record.tally.lines = partials.rows
    record.tally.eventLines = partials.events
    record.tally.ignored = partials.rows - partials.events
    record.tally.events = partials.events
    record.first = partials.spans.map(\.first).min()
    record.last = partials.spans.map(\.last).max()
    record.remarks = [
      """
      ClickHouse \(origin.version), mapping \(origin.mapping), from \(origin.range.start.rfc3339) to \
      \(origin.range.end.rfc3339); statements and answers: remote_answers
      """
    ]
    if FileManager.default.fileExists(atPath: casePath) {
      let isKnown = try stage { () throws(StoreError) in
        try CaseReader(path: casePath).sources().contains { $0.contentHash == record.contentHash }
      }
      if isKnown { return true }
      if let same = try pulls(casePath, of: origin.address, origin.table).first(where: {
        $0.range.overlaps(origin.range)
      }) {
        throw RecountError(
          .failed, "\(origin.table) was pulled before, and its rows would count twice",
          at: casePath,
          cause: """
            the case has other counts of \(same.range.start.rfc3339) to \(same.range.end.rfc3339): \
            rows were added or changed since, or the mapping was
            """, try: "pull into a new case")
      }
    }
    try stage { () throws(StoreError) in
      let writer = try CaseWriter(path: casePath)
      try writer.beginSource(service: "", isForced: false)
      try writer.add(counts(partials))
      try writer.add(evidence(partials, origin, samples: samples))
      try writer.endSource(record)
      try writer.finish()
    }
    return false
  }

  /// Throws when the case has counts of a stretch of the same table that overlaps, but is another one.
  private static func refuseOverlap(
    of request: Request, _ casePath: String
  ) throws(RecountError) {
    guard FileManager.default.fileExists(atPath: casePath) else { return }
    let endpoint = request.remote.endpoint
    let before = try pulls(casePath, of: endpoint.address, endpoint.table.text)
    for pull in before where pull.range.overlaps(request.range) && pull.range != request.range {
      throw RecountError(
        .failed, "\(endpoint.table.text) was pulled before, and its rows would count twice",
        at: casePath,
        cause: """
          the case has its counts from \(pull.range.start.rfc3339) to \(pull.range.end.rfc3339)
          """, try: "pull a stretch that does not overlap")
    }
  }

  private static func pulls(
    _ casePath: String, of address: String, _ table: String
  ) throws(RecountError) -> [RemoteEvidence.Pull] {
    try stage { () throws(StoreError) in try CaseReader(path: casePath).remotePulls() }
      .filter { $0.address == address && $0.table == table }
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

  /// Where the counts came from, by which statements, and what came with them.
  private static func evidence(
    _ partials: RemotePartials, _ origin: RemotePartials.Origin, samples: Int
  ) -> RemoteEvidence {
    RemoteEvidence(
      pull: RemoteEvidence.Pull(
        remote: origin.remote, address: origin.address, table: origin.table,
        mapping: origin.mapping, range: origin.range, version: origin.version, samples: samples,
        dimensions: Set(partials.dimensions.map(\.dimension)).sorted()),
      answers: origin.statements.map {
        RemoteEvidence.Answer(
          name: $0.name, sql: $0.sql, rows: Int64($0.rows), bytes: Int64($0.bytes), hash: $0.hash)
      },
      dimensions: partials.dimensions.map {
        RemoteEvidence.Dimension(
          service: $0.service, name: $0.dimension, value: $0.value, failed: $0.failed, count: $0.n)
      },
      samples: partials.samples.map {
        RemoteEvidence.Sample(
          service: $0.service, end: $0.time, outcome: $0.outcome, cause: $0.cause,
          status: $0.status, duration: $0.duration, route: $0.route, trace: $0.trace, text: $0.text)
      })
  }
}
