// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What is kept of a pull besides its counts by minute.
package struct RemoteEvidence: Sendable {
  /// Which stretch of which table was pulled.
  package struct Pull: Hashable, Sendable {
    package var remote: String
    package var address: String
    package var table: String
    package var mapping: String
    package var range: TimeRange
    package var version: String
    /// How many failures were asked for as evidence.
    package var samples: Int
    /// Names of the dimensions that were counted by.
    package var dimensions: [String]

    package init(
      remote: String, address: String, table: String, mapping: String, range: TimeRange,
      version: String, samples: Int, dimensions: [String]
    ) {
      self.remote = remote
      self.address = address
      self.table = table
      self.mapping = mapping
      self.range = range
      self.version = version
      self.samples = samples
      self.dimensions = dimensions
    }
  }

  /// A statement and its answer: rows, bytes on the way, and the hash of what it said.
  package struct Answer: Hashable, Sendable {
    package var name: String
    package var sql: String
    package var rows: Int64
    package var bytes: Int64
    package var hash: String

    package init(name: String, sql: String, rows: Int64, bytes: Int64, hash: String) {
      self.name = name
      self.sql = sql
      self.rows = rows
      self.bytes = bytes
      self.hash = hash
    }
  }

  /// Failed and all requests with one value of a dimension, in the whole stretch.
  package struct Dimension: Hashable, Sendable {
    package var service: String
    package var name: String
    package var value: String
    package var failed: Int64
    package var count: Int64

    package init(service: String, name: String, value: String, failed: Int64, count: Int64) {
      self.service = service
      self.name = name
      self.value = value
      self.failed = failed
      self.count = count
    }
  }

  /// A failed request; -1 for no duration, 0 for no status.
  package struct Sample: Hashable, Sendable {
    package var service: String
    package var end: Timestamp
    package var outcome: Outcome
    package var cause: String
    package var status: Int64
    package var duration: Int64
    package var route: String
    package var trace: String
    package var text: String

    package init(
      service: String, end: Timestamp, outcome: Outcome, cause: String, status: Int64,
      duration: Int64, route: String, trace: String, text: String
    ) {
      self.service = service
      self.end = end
      self.outcome = outcome
      self.cause = cause
      self.status = status
      self.duration = duration
      self.route = route
      self.trace = trace
      self.text = text
    }
  }

  package var pull: Pull
  package var answers: [Answer]
  package var dimensions: [Dimension]
  package var samples: [Sample]

  package init(pull: Pull, answers: [Answer], dimensions: [Dimension], samples: [Sample]) {
    self.pull = pull
    self.answers = answers
    self.dimensions = dimensions
    self.samples = samples
  }
}
