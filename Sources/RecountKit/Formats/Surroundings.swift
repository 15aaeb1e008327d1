// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What stands before a line of a log that helps to explain it.
struct Surroundings {
  private static let mostAccepted = 3
  private static let columns = Array("#Fields:".utf8)

  /// The last line that names columns.
  private(set) var header: [UInt8]?
  /// The last lines that gave an event.
  private(set) var accepted: [[UInt8]] = []

  /// Takes from `batch` what stands before line `number`, or all of it.
  mutating func read(_ batch: LineBatch, _ events: EventBatch, before number: Int64?) {
    let end = number ?? .max
    for index in 0..<batch.count where batch.number(index) < end {
      let line = batch.line(index)
      if line.starts(with: Surroundings.columns) {
        header = Array(line)
        // Lines of other columns say nothing of those that follow.
        accepted = []
      }
    }
    let rows = events.requests.line.filter { $0 < end && $0 >= batch.firstLine }
    for row in rows.suffix(Surroundings.mostAccepted) {
      let index = Int(row - batch.firstLine)
      if index < batch.count { accepted.append(Array(batch.line(index))) }
    }
    accepted = Array(accepted.suffix(Surroundings.mostAccepted))
  }
}
