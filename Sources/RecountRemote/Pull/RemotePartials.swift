// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What a remote engine counted: rows that add up with those of files, shards and other remotes.
package struct RemotePartials: Sendable {
  /// One pull: from where, and by which statements.
  package struct Origin: Hashable, Sendable {
    /// A statement that was run, and what its answer cost.
    package struct Statement: Hashable, Sendable {
      package var name: String
      package var sql: String
      package var rows: Int
      package var bytes: Int
      /// SHA-256 of the rows of the answer as tab-separated text, in lower-case hex.
      package var hash: String
    }

    package var remote: String
    package var address: String
    package var table: String
    package var mapping: String
    package var range: TimeRange
    package var version: String
    package var statements: [Statement]
  }

  package var origins: [Origin]
  /// Rows in the range, events or not.
  package var rows: Int64
  package var events: Int64
  package var rollup: [RollupCount]
  package var durations: [DurationCount]
  package var dimensions: [DimensionCount]
  package var spans: [ServiceSpan]
  /// Some of the failures, spread over the range; no count comes from them.
  package var samples: [RemoteSample]

  /// Bytes of all answers.
  package var transferredBytes: Int {
    origins.reduce(0) { $0 + $1.statements.reduce(0) { $0 + $1.bytes } }
  }

  // MARK: - Adding up

  /// Adds the counts of another remote; the order of remotes makes no difference.
  ///
  /// - Throws: `countedTwice` when both come from one table and their ranges overlap; nothing is
  ///   changed then. Two addresses of one table cannot be told apart here.
  package mutating func add(_ other: RemotePartials) throws(RemoteError) {
    for origin in origins {
      for added in other.origins
      where origin.address == added.address && origin.table == added.table
        && origin.range.overlaps(added.range)
      {
        throw .countedTwice(table: added.table)
      }
    }
    origins = (origins + other.origins).sorted { left, right in
      (left.remote, left.address, left.table, left.range.start)
        < (right.remote, right.address, right.table, right.range.start)
    }
    rows &+= other.rows
    events &+= other.events
    rollup = (rollup + other.rollup).addedUp()
    durations = (durations + other.durations).addedUp()
    dimensions = (dimensions + other.dimensions).addedUp()
    spans = (spans + other.spans).addedUp()
    samples = (samples + other.samples).sorted { $0.precedes($1) }
  }

  // MARK: - Bytes

  /// The counts as bytes that depend on them alone, to be hashed as the content of a source.
  ///
  /// The same events give the same bytes from any engine, in any number of shards. Where they came
  /// from and by which statements is no part of them.
  package var canonicalBytes: [UInt8] {
    var writer = TSVWriter()
    writer.row("recount.partials", "1")
    writer.row("rows", rows, "events", events)
    writer.row("rollup", Int64(rollup.count))
    for row in rollup {
      writer.row(
        row.service, row.minute.microseconds, Int64(row.outcome.rawValue), row.cause, row.n)
    }
    writer.row("durations", Int64(durations.count))
    for row in durations {
      writer.row(row.service, row.minute.microseconds, Int64(row.bucket), row.n)
    }
    writer.row("dimensions", Int64(dimensions.count))
    for row in dimensions { writer.row(row.service, row.dimension, row.value, row.failed, row.n) }
    writer.row("spans", Int64(spans.count))
    for row in spans {
      writer.row(row.service, row.first.microseconds, row.last.microseconds, row.n)
    }
    writer.row("samples", Int64(samples.count))
    for row in samples {
      writer.row(
        row.time.microseconds, row.service, Int64(row.outcome.rawValue), row.cause, row.status,
        row.duration, row.route, row.trace, row.text)
    }
    return writer.bytes
  }
}

/// A field of a row of TSV.
protocol TSVField {
  func append(to writer: inout TSVWriter)
}

extension String: TSVField {
  func append(to writer: inout TSVWriter) { writer.append(self) }
}

extension Int64: TSVField {
  func append(to writer: inout TSVWriter) { writer.append(self) }
}

extension TSVWriter {
  mutating func row(_ fields: any TSVField...) {
    for field in fields { field.append(to: &self) }
    endRow()
  }
}
