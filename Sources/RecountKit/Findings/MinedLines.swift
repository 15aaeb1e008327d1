// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountStore

/// The failure lines of a service by their signatures, in the order of their times.
struct MinedLines {
  private let lines: [FailureLine]
  /// Places in `lines`, ascending, of each signature.
  private var places: [SignatureID: [Int]] = [:]
  private var signatures: [SignatureID: Signature] = [:]
  let refusedLines: Int64

  /// Of lines with a stack trace only the first is kept of a step, so that nothing has to be joined.
  init(_ lines: [FailureLine], service: String) {
    self.lines = lines
    var table = TokenRowTable()
    let rows = lines.map { table.insert($0.text[...]) }
    let mined = SignatureMiner.mine(table, service: service)
    for (place, row) in rows.enumerated() {
      guard let row else { continue }
      let signature = mined.signatures[mined.signatureOfRow[row]]
      signatures[signature.id] = signature
      places[signature.id, default: []].append(place)
    }
    refusedLines = table.refusedLines
  }

  var ids: [SignatureID] { signatures.keys.sorted() }

  func signature(_ id: SignatureID) -> Signature? { signatures[id] }

  func first(_ id: SignatureID) -> Timestamp? { places[id]?.first.map { lines[$0].time } }

  func last(_ id: SignatureID) -> Timestamp? { places[id]?.last.map { lines[$0].time } }

  func count(_ id: SignatureID, in range: TimeRange) -> Int64 {
    let places = places[id] ?? []
    return Int64(lowerBound(places, range.end) - lowerBound(places, range.start))
  }

  /// The first line of a signature in one of the first stretches, else in one of the others.
  func first(
    of id: SignatureID, in ranges: [TimeRange], else others: [TimeRange]
  ) -> FailureLine? {
    let places = places[id] ?? []
    for range in ranges + others {
      let place = lowerBound(places, range.start)
      if place < places.count, range.contains(lines[places[place]].time) {
        return lines[places[place]]
      }
    }
    return places.first.map { lines[$0] }
  }

  /// The number of places whose lines are before `time`.
  private func lowerBound(_ places: [Int], _ time: Timestamp) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[places[middle]].time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
