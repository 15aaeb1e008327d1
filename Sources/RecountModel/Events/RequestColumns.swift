// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Access-log events as columns: one array per field, one row per request.
///
/// A number that a line does not give is `absentNumber`; a status it does not give is 0.
package struct RequestColumns: Sendable {
  package static let absentNumber: Int64 = -1

  package var line: [Int64] = []
  package var byteOffset: [Int64] = []
  /// Microseconds since the epoch.
  package var start: [Int64] = []
  /// Equal to `start` when the format gives no duration.
  package var end: [Int64] = []
  package var status: [Int16] = []
  /// Raw values of `Outcome`.
  package var outcome: [UInt8] = []
  package var bodyBytes: [Int64] = []
  /// Microseconds.
  package var duration: [Int64] = []
  /// Microseconds spent on upstreams, all attempts added up.
  package var upstreamDuration: [Int64] = []
  /// What the stamp does not state, the bits of `UnstatedPart`; empty where every stamp states all.
  package var unstated: [UInt8] = []

  package var service = DictionaryColumn()
  package var method = DictionaryColumn()
  package var route = DictionaryColumn()
  package var httpVersion = DictionaryColumn()
  /// Statuses of the attempts upstream, as `502,200`.
  package var upstreamStatuses = DictionaryColumn()
  /// Why, in the normalised words of the cause table.
  package var cause = DictionaryColumn()
  package var client = DictionaryColumn()
  package var user = DictionaryColumn()
  package var agent = DictionaryColumn()
  package var referrer = DictionaryColumn()
  package var host = DictionaryColumn()
  /// A JSON object of further dimensions.
  package var attributes = DictionaryColumn()

  package var path = TextColumn()
  package var query = TextColumn()
  package var trace = TextColumn()
  /// JSON members of fields that have no column; filled only when the caller asks for them.
  package var extra = TextColumn()

  package init() {}

  package var count: Int { line.count }

  package mutating func removeAll() {
    line.removeAll(keepingCapacity: true)
    byteOffset.removeAll(keepingCapacity: true)
    start.removeAll(keepingCapacity: true)
    end.removeAll(keepingCapacity: true)
    status.removeAll(keepingCapacity: true)
    outcome.removeAll(keepingCapacity: true)
    bodyBytes.removeAll(keepingCapacity: true)
    duration.removeAll(keepingCapacity: true)
    upstreamDuration.removeAll(keepingCapacity: true)
    unstated.removeAll(keepingCapacity: true)
    for column in RequestColumns.dictionaryColumns { self[keyPath: column].removeAll() }
    path.removeAll()
    query.removeAll()
    trace.removeAll()
    extra.removeAll()
  }

  /// The dictionary columns in the order in which the case file names them.
  package static var dictionaryColumns: [WritableKeyPath<RequestColumns, DictionaryColumn>] {
    [
      \.service, \.method, \.route, \.httpVersion, \.upstreamStatuses, \.cause, \.client, \.user,
      \.agent, \.referrer, \.host, \.attributes,
    ]
  }
}
