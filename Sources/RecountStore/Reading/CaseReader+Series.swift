// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseReader {
  /// Counts per minute of every service and unit, in the order of their names.
  ///
  /// Read from the rollups alone. A series reaches from the first to the last event of its service,
  /// within the year that has the most of them; `strayEvents` gives the others. Minutes that no
  /// source of the service spans have no coverage.
  package func series() throws(StoreError) -> [CountSeries] {
    try read { database in
      let spans = try spans(database)
      let names = try CaseSchema.values(of: "service", database)
      return try minuteCounts(database).compactMap { key, counts in
        guard let unit = EventUnit(rawValue: UInt8(key.unit)), let range = counts.mainRange else {
          return nil
        }
        return CountSeries(
          service: names[key.service] ?? "", unit: unit, counts, in: range,
          spans: spans[key] ?? [])
      }
      .sorted { ($0.service, $0.unit.rawValue) < ($1.service, $1.unit.rawValue) }
    }
  }

  /// Events that are in no series because of their time: per service and unit at most two rows, for
  /// those before and those after its series.
  package func strayEvents() throws(StoreError) -> [StrayEvents] {
    try read { database in
      let names = try CaseSchema.values(of: "service", database)
      let strays = try minuteCounts(database).flatMap { key, counts -> [StrayEvents] in
        guard let range = counts.mainRange else { return [] }
        let sides = [
          counts.stray { $0 < range.lowerBound }, counts.stray { $0 > range.upperBound },
        ]
        return sides.compactMap { side in
          side.map { stray in
            var stray = stray
            stray.service = names[key.service] ?? ""
            stray.unit = EventUnit(rawValue: UInt8(key.unit)) ?? .request
            return stray
          }
        }
      }
      return strays.sorted {
        ($0.service, $0.unit.rawValue, $0.first) < ($1.service, $1.unit.rawValue, $1.first)
      }
    }
  }

  private func minuteCounts(_ database: Database) throws -> [MinuteCounts.Key: MinuteCounts] {
    var counts: [MinuteCounts.Key: MinuteCounts] = [:]
    let rows = try RawStatement(
      database, "SELECT service, unit, minute_us, outcome, n FROM current_rollup")
    while try rows.step() {
      let key = MinuteCounts.Key(service: rows.integer(0), unit: rows.integer(1))
      counts[key, default: MinuteCounts()].add(
        rows.integer(4), Outcome(rawValue: UInt8(rows.integer(3))) ?? .success,
        minute: rows.integer(2) / RollupAccumulator.minuteMicros)
    }
    return counts
  }

  /// Minutes, as closed ranges of their numbers, that the sources of each service span.
  private func spans(_ database: Database) throws -> [MinuteCounts.Key: [ClosedRange<Int64>]] {
    var spans: [MinuteCounts.Key: [ClosedRange<Int64>]] = [:]
    let rows = try RawStatement(
      database, "SELECT service, unit, first_us, last_us FROM source_service ORDER BY first_us")
    while try rows.step() {
      let key = MinuteCounts.Key(service: rows.integer(0), unit: rows.integer(1))
      let first = rows.integer(2) / RollupAccumulator.minuteMicros
      let last = rows.integer(3) / RollupAccumulator.minuteMicros
      spans[key, default: []].append(first...last)
    }
    // Build logs are many and short: between two of them nothing was built, which is zero steps.
    for (key, ranges) in spans where key.unit == Int64(EventUnit.step.rawValue) {
      guard let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max()
      else { continue }
      spans[key] = [first...last]
    }
    return spans
  }
}

extension CountSeries {
  /// The minutes of `range`, counted since the epoch; those in `spans`, and those with events, are
  /// covered.
  fileprivate init(
    service: String, unit: EventUnit, _ counts: MinuteCounts, in range: ClosedRange<Int64>,
    spans: [ClosedRange<Int64>]
  ) {
    let first = range.lowerBound
    self.init(
      service: service, unit: unit, start: Timestamp(minute: first), binWidth: .minute,
      failed: Array(repeating: 0, count: range.count),
      total: Array(repeating: 0, count: range.count),
      covered: Array(repeating: false, count: range.count))
    for span in spans where span.overlaps(range) {
      for minute in span.clamped(to: range) { covered[Int(minute - first)] = true }
    }
    for (minute, numbers) in counts.minutes where range.contains(minute) {
      let bin = Int(minute - first)
      failed[bin] = numbers.failed
      total[bin] = numbers.total
      covered[bin] = true
    }
  }
}
