// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Counts per packed key: open addressing, one multiplication and a slot or two per event.
///
/// Keys are made by the writer from small numbers, never from bytes of a log, so that nobody can
/// choose ones that collide.
package struct CountTable {
  private var keys: [UInt64]
  /// 0 for a free slot.
  private var counts: [Int64]
  package private(set) var count = 0

  package init() {
    keys = Array(repeating: 0, count: 64)
    counts = Array(repeating: 0, count: 64)
  }

  @inline(__always)
  package mutating func add(_ number: Int64, to key: UInt64) {
    let slot = find(key)
    if counts[slot] == 0 { return insert(number, key, slot) }
    counts[slot] &+= number
  }

  package mutating func merge(_ other: CountTable) {
    for slot in other.keys.indices where other.counts[slot] != 0 {
      add(other.counts[slot], to: other.keys[slot])
    }
  }

  package mutating func removeAll() {
    if count > 0 { self = CountTable() }
  }

  /// All keys with their counts, in ascending order of the keys.
  package var sorted: [(key: UInt64, count: Int64)] {
    keys.indices.filter { counts[$0] != 0 }.map { (keys[$0], counts[$0]) }
      .sorted { $0.key < $1.key }
  }

  @inline(__always)
  private func find(_ key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while counts[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  @inline(never)
  private mutating func insert(_ number: Int64, _ key: UInt64, _ slot: Int) {
    guard number != 0 else { return }
    keys[slot] = key
    counts[slot] = number
    count += 1
    guard count * 2 > keys.count else { return }
    let old = self
    keys = Array(repeating: 0, count: old.keys.count * 2)
    counts = Array(repeating: 0, count: old.keys.count * 2)
    for from in old.keys.indices where old.counts[from] != 0 {
      let to = find(old.keys[from])
      keys[to] = old.keys[from]
      counts[to] = old.counts[from]
    }
  }
}
