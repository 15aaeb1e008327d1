// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds which of many patterns a line may match, in one pass over its bytes.
///
/// Of the line every second group of four bytes is looked up in a set of 8 KB. Each pattern has one
/// literal of at least five bytes in that set by two groups, of which one is met wherever the literal
/// lies in a line; only then is the literal itself compared. Groups do not wait for one another, as
/// the bytes do in an automaton over all literals, which took twice the time.
///
/// Source: the sampling of blocks as in Wu and Manber, "A fast algorithm for multi-pattern
/// searching", University of Arizona TR-94-17 (1994).
struct FailureIndex: Sendable {
  struct Entry: Sendable {
    var rule: Int
    /// The pattern's place among its rule's.
    var trigger: Int
    var key: FailureKey
  }

  let entries: [Entry]
  /// By the hash of a group of their key.
  private let groups: HashedPlaces
  /// Of patterns that begin a line, by its first two bytes.
  private let beginnings: HashedPlaces

  /// Patterns of one line that are looked into; a line with more of them is no message.
  private static let maxHits = 256

  init(_ entries: [Entry]) {
    var groups: [(hash: Int, place: Place)] = []
    var beginnings: [(hash: Int, place: Place)] = []
    for (index, entry) in entries.enumerated() {
      let text = entry.key.text
      guard let window = entry.key.window else {
        let pair = UInt32(text[0]) << 8 | UInt32(text[1])
        beginnings.append((Int(pair), Place(entry: index, offset: 0)))
        continue
      }
      for offset in window...window + 1 {
        let group = text[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        groups.append((FailureKey.hash(group), Place(entry: index, offset: offset)))
      }
    }
    self.entries = entries
    self.groups = HashedPlaces(groups)
    self.beginnings = HashedPlaces(beginnings)
  }

  /// Fills `found` with the entries whose keys are in the line `text`; false for none.
  @inline(__always)
  func find(in bytes: Span<UInt8>, _ text: Range<Int>, _ found: inout [Int]) -> Bool {
    found.removeAll(keepingCapacity: true)
    var start = text.lowerBound
    while start < text.upperBound, isSpaceOrTab(bytes[start]) { start += 1 }
    guard start + 2 <= text.upperBound else { return false }
    let filter = groups.filter.span
    var group = FailureKey.fold(bytes[start]) << 8 | FailureKey.fold(bytes[start + 1])
    if beginnings.filter[Int(group >> 6)] & (1 << UInt64(group & 63)) != 0 {
      take(beginnings, Int(group), bytes, start, text, &found)
    }
    var index = start + 2
    while index + 2 <= text.upperBound {
      let pair = FailureKey.fold(bytes[index]) << 8 | FailureKey.fold(bytes[index + 1])
      group = group << 16 | pair
      index += 2
      let hash = FailureKey.hash(group)
      if filter[hash >> 6] & (1 << UInt64(hash & 63)) != 0 {
        take(groups, hash, bytes, index - 4, text, &found)
        if found.count >= FailureIndex.maxHits { break }
      }
    }
    return !found.isEmpty
  }

  /// Adds the entries of `places` whose whole key lies around `position`.
  @inline(never)
  private func take(
    _ places: HashedPlaces, _ hash: Int, _ bytes: Span<UInt8>, _ position: Int,
    _ text: Range<Int>, _ found: inout [Int]
  ) {
    let entries = entries.span
    for number in places.starts[hash]..<places.starts[hash + 1] {
      let place = places.places[Int(number)]
      let start = position - place.offset
      guard start >= text.lowerBound else { continue }
      if entries[place.entry].key.stands(in: bytes, at: start, end: text.upperBound) {
        found.append(place.entry)
      }
    }
  }

  private struct Place {
    var entry: Int
    /// Where in the entry's key the hashed bytes are.
    var offset: Int
  }

  /// Places by a hash of 16 bits, and a bit for each hash that has any.
  private struct HashedPlaces: Sendable {
    var filter = [UInt64](repeating: 0, count: 1 << 10)
    var starts = [Int32](repeating: 0, count: 1 << 16 + 1)
    var places: [Place] = []

    init(_ hashed: [(hash: Int, place: Place)]) {
      for (hash, place) in hashed.sorted(by: { $0.hash < $1.hash }) {
        filter[hash >> 6] |= 1 << UInt64(hash & 63)
        starts[hash + 1] += 1
        places.append(place)
      }
      for hash in 1..<starts.count { starts[hash] += starts[hash - 1] }
    }
  }
}
