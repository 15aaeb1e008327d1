// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Crypto
package import RecountModel

/// Takes counts from a remote table: statements that aggregate there, and answers that add up here.
package struct RemotePull: Sendable {
  package struct Options: Hashable, Sendable {
    /// Names of the dimensions to count by; nil for all that the mapping has.
    package var dimensions: [String]?
    /// Failures to bring along; 0 for none.
    package var samples: Int
    /// Instants that are looked up for them.
    package var instants: Int

    package init(dimensions: [String]? = nil, samples: Int = 500, instants: Int = 200) {
      self.dimensions = dimensions
      self.samples = samples
      self.instants = instants
    }
  }

  package let endpoint: RemoteEndpoint
  private let query: RollupQuery
  private let options: Options
  private let dimensions: [RemoteMapping.Dimension]

  package init(
    from endpoint: RemoteEndpoint, mapping: RemoteMapping, range: TimeRange,
    options: Options = Options()
  ) throws(RemoteConfigurationError) {
    self.endpoint = endpoint
    self.options = options
    query = try RollupQuery(table: endpoint.table, mapping: mapping, range: range)
    var chosen = mapping.dimensions
    if let names = options.dimensions {
      chosen = []
      for name in names {
        guard let known = mapping.dimensions.first(where: { $0.name == name }),
          !chosen.contains(known)
        else { throw .dimension(name) }
        chosen.append(known)
      }
    }
    dimensions = chosen
  }

  /// All statements in the order in which they are run, for `--explain`.
  ///
  /// The last one, of samples, depends on the answer to the one before; its list is in words here.
  package var statements: [RemoteQuery] {
    var all = [query.rows, query.rollup]
    if let durations = query.durations { all.append(durations) }
    all += dimensions.map { query.dimension($0) }
    all.append(query.spans)
    if options.samples > 0 {
      all += [query.failures, query.samplesOutline(limit: options.samples)]
    }
    return all
  }

  /// Runs all statements and gives their answers, or nothing.
  ///
  /// - Throws: what the first statement that failed said; `noEvents` for a range without events;
  ///   `changedWhileReading` when statements disagree about how many events there are.
  package func run(
    _ client: ClickHouseClient, starting: @escaping @Sendable (RemoteQuery) -> Void = { _ in }
  ) async throws(RemoteError) -> RemotePartials {
    var run = Run(client, starting, version: try await client.version())
    let totals = try await run.rows(query.rows) { row in
      row.integer(1).flatMap { rows in row.integer(2).map { (rows, $0) } }
    }
    guard let (rows, events) = totals.first else { throw .truncated(rows: 0) }
    guard events > 0 else { throw .noEvents(rows: rows) }

    let rollup = try await run.rows(query.rollup) { $0.rollupCount }
    try check(rollup.map(\.n), events)
    var durations: [DurationCount] = []
    if let query = query.durations { durations = try await run.rows(query) { $0.durationCount } }
    var counts: [DimensionCount] = []
    for dimension in dimensions {
      let found = try await run.rows(query.dimension(dimension)) {
        $0.dimensionCount(dimension.name)
      }
      try check(found.map(\.n), events)
      counts += found
    }
    let spans = try await run.rows(query.spans) { $0.serviceSpan }
    try check(spans.map(\.n), events)
    let samples = try await samples(&run)
    return RemotePartials(
      origins: [origin(run)], rows: rows, events: events, rollup: rollup.addedUp(),
      durations: durations.addedUp(), dimensions: counts.addedUp(), spans: spans.addedUp(),
      samples: samples)
  }

  private func samples(_ run: inout Run) async throws(RemoteError) -> [RemoteSample] {
    guard options.samples > 0 else { return [] }
    let slices = try await run.rows(query.failures) { $0.failureSlice }
    let instants = FailureSlice.instants(slices, limit: options.instants)
    guard !instants.isEmpty else { return [] }
    return try await run.rows(query.samples(at: instants, limit: options.samples)) { $0.sample }
      .sorted { $0.precedes($1) }
  }

  private func check(_ counts: [Int64], _ events: Int64) throws(RemoteError) {
    let sum = counts.reduce(0, &+)
    if sum != events { throw .changedWhileReading(first: events, later: sum) }
  }

  private func origin(_ run: Run) -> RemotePartials.Origin {
    RemotePartials.Origin(
      remote: endpoint.name, address: endpoint.address, table: endpoint.table.text,
      mapping: query.mapping.name, range: query.range, version: run.version,
      statements: run.statements)
  }
}

/// The statements of a pull that were run so far.
private struct Run {
  let client: ClickHouseClient
  let starting: @Sendable (RemoteQuery) -> Void
  let version: String
  var statements: [RemotePartials.Origin.Statement] = []

  init(
    _ client: ClickHouseClient, _ starting: @escaping @Sendable (RemoteQuery) -> Void,
    version: String
  ) {
    self.client = client
    self.starting = starting
    self.version = version
  }

  /// All rows of an answer, each as `make` reads it.
  mutating func rows<Row: Sendable>(
    _ query: RemoteQuery, _ make: @escaping @Sendable (TSVRow) -> Row?
  ) async throws(RemoteError) -> [Row] {
    starting(query)
    let (answer, cost) = try await client.read(query, into: Answer<Row>()) {
      (answer: inout Answer<Row>, fields) throws(RemoteError) in
      guard let row = make(fields) else {
        throw .unexpectedContent("a field in the answer to \(query.name) that cannot be read")
      }
      answer.append(row, fields)
    }
    statements.append(
      RemotePartials.Origin.Statement(
        name: query.name, sql: query.sql, rows: cost.rows, bytes: cost.bytes,
        hash: answer.hash))
    return answer.rows
  }
}

/// The rows of an answer so far, and what they were spelled as.
private struct Answer<Row: Sendable>: Sendable {
  var rows: [Row] = []
  private var digest = SHA256()
  private var writer = TSVWriter()

  mutating func append(_ row: Row, _ fields: TSVRow) {
    rows.append(row)
    // The first field only says that the row is one of data.
    for field in 1..<fields.count { writer.append(fields[field]) }
    writer.endRow()
    digest.update(data: writer.bytes)
    writer.removeAll()
  }

  var hash: String {
    digest.finalize().map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
