// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseReader {
  /// Ids that are kept at the same time at most; of more, a part is taken by their hashes, which is the
  /// same part whatever the order of the rows.
  private static let mostIDs = 50_000

  /// The requests that pairs of sources share, for each pair that shares any.
  package func sharedIDs() throws(StoreError) -> [SharedIDs] {
    try read { database in
      let sightings = try CaseReader.sightings(database, most: CaseReader.mostIDs)
      let paths = try Row.fetchAll(database, sql: "SELECT id, path FROM source")
      var names: [Int64: String] = [:]
      for row in paths { names[row[0]] = row[1] }
      return CaseReader.pairs(sightings).compactMap { pair, differences in
        guard let first = names[pair.first], let second = names[pair.second] else { return nil }
        return SharedIDs(
          first: first, second: second, differences: differences,
          isFirstCoarse: sightings.isCoarse(pair.first),
          isSecondCoarse: sightings.isCoarse(pair.second))
      }
    }
  }

  /// A request of a source.
  private struct Sighting {
    var source: Int64
    var start: Int64
    var end: Int64
    /// Whether the source has further ones with the same id.
    var isRepeated = false
  }

  private struct Sightings {
    var byID: [[UInt8]: [Sighting]] = [:]
    /// Sources that have stamps finer than seconds.
    var fine: Set<Int64> = []

    func isCoarse(_ source: Int64) -> Bool { !fine.contains(source) }
  }

  private struct Pair: Hashable {
    var first: Int64
    var second: Int64
  }

  private static func sightings(_ database: Database, most: Int) throws -> Sightings {
    let rows = try RawStatement(
      database,
      """
      SELECT source, end_us, max(duration_us, 0) + start_gap_us, trace FROM request
      WHERE trace <> ''
      """)
    var found = Sightings()
    var mask: UInt64 = 0
    while try rows.step() {
      let key = TraceKey.of(rows.bytes(3))
      guard hash(key) & mask == 0 else { continue }
      let end = rows.integer(1)
      let source = rows.integer(0)
      if end % 1_000_000 != 0 { found.fine.insert(source) }
      add(
        Sighting(source: source, start: end - rows.integer(2), end: end),
        to: &found.byID[key, default: []])
      while found.byID.count > most {
        mask = mask << 1 | 1
        found.byID = found.byID.filter { hash($0.key) & mask == 0 }
      }
    }
    return found
  }

  private static func add(_ sighting: Sighting, to known: inout [Sighting]) {
    if let place = known.firstIndex(where: { $0.source == sighting.source }) {
      known[place].isRepeated = true
    } else {
      known.append(sighting)
    }
  }

  private static func pairs(
    _ sightings: Sightings
  ) -> [(key: Pair, value: [SharedIDs.Difference])] {
    var pairs: [Pair: [SharedIDs.Difference]] = [:]
    for (_, all) in sightings.byID {
      let single = all.filter { !$0.isRepeated }.sorted { $0.source < $1.source }
      for (place, first) in single.enumerated() {
        for second in single[(place + 1)...] {
          pairs[Pair(first: first.source, second: second.source), default: []].append(
            SharedIDs.Difference(
              start: second.start - first.start, end: second.end - first.end))
        }
      }
    }
    return pairs.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
  }

  /// FNV-1a, with its high bits, which are the better ones, at the end.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return hash ^ hash >> 32
  }
}
