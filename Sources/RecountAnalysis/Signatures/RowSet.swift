// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Distinct rows of tokens, numbered in the order in which they are met.
struct RowSet: Sendable {
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var arena: [Int32] = []
  private var ends: [Int] = []

  init() {
    slots = Array(repeating: -1, count: 64)
  }

  var count: Int { ends.count }

  func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  func row(_ row: Int) -> ArraySlice<Int32> { arena[range(row)] }

  /// The number of a row, which gets one if it is new and there are fewer than `limit`.
  mutating func insert(_ row: [Int32], limit: Int = .max) -> Int? {
    let hash = Self.hash(row)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash, isEqual(known, row) { return known }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard ends.count < min(limit, Int(Int32.max)) else { return nil }
    slots[slot] = Int32(ends.count)
    hashes.append(hash)
    arena += row
    ends.append(arena.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private func isEqual(_ known: Int, _ row: [Int32]) -> Bool {
    let range = range(known)
    guard range.count == row.count else { return false }
    for index in 0..<row.count where arena[range.lowerBound + index] != row[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (row, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(row)
    }
  }

  private static func hash(_ row: [Int32]) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: row.count) &* 0x9E37_79B9_7F4A_7C15
    for token in row {
      let product = (state ^ UInt64(UInt32(bitPattern: token)))
        .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
      state = product.high ^ product.low
    }
    return state
  }
}
