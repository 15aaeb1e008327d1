// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountModel
import RecountStore

/// Events into a case file on disk, from making the file to its commit; parsed beforehand.
public struct WriteStage {
  private let path: String
  private let batches: [EventBatch]
  private let tally: LineTally
  private let bytes: Int

  /// A stage that writes what `format` makes of `contents` to a case at `path`.
  ///
  /// - Throws: `StageError.unknownFormat` for a name that is not in the catalogue.
  public init(format: String, contents: [[UInt8]], path: String) throws {
    self.path = path
    batches = try ParseStage(format: format, contents: contents).events()
    var tally = LineTally()
    for batch in batches { tally += batch.tally }
    self.tally = tally
    bytes = contents.reduce(0) { $0 + $1.count }
  }

  /// Writes all events as one source; the case must not be there before.
  ///
  /// - Throws: When the store refuses.
  public func run() throws -> StageCounts {
    let writer = try CaseWriter(path: path)
    try writer.beginSource(service: "benchmark", isForced: false)
    for batch in batches { try writer.append(batch) }
    var record = SourceRecord(path: "benchmark.log")
    record.contentHash = "benchmark"
    record.contentBytes = Int64(bytes)
    record.tally = tally
    try writer.endSource(record)
    try writer.finish()
    var counts = StageCounts()
    counts.bytes = bytes
    counts.lines = Int(tally.lines)
    counts.events = Int(tally.events)
    return counts
  }

  /// Requests and steps that a reader finds in the case.
  public func storedEvents() throws -> Int {
    let reader = try CaseReader(path: path)
    var stored = 0
    try reader.query(
      "SELECT (SELECT count(*) FROM requests) + (SELECT count(*) FROM steps)", header: { _ in }
    ) { row in
      if case .integer(let count) = row.first { stored = Int(count) }
      return false
    }
    return stored
  }

  /// Takes the case away, so that the next run starts anew.
  public func removeCase() {
    unsafe unlink(path)
    unsafe unlink(path + "-journal")
  }
}
