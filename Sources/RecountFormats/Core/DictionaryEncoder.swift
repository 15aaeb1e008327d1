// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Gives each distinct value of a column a small number, in the order in which values are met.
///
/// Open addressing over one arena of bytes: no allocation and no String per value. When
/// `maxEntries` values are known, further new ones travel inline.
struct DictionaryEncoder {
  /// Entries a column may have before further values travel inline.
  static let maxEntries = 1 << 16

  private struct Slot {
    var hash: UInt64
    /// Number of the value plus one; 0 for a free slot.
    var id: Int32
  }

  private var slots: [Slot]
  private var mask: Int
  private var arena: [UInt8] = []
  /// Where each value begins in the arena; one more entry than values.
  private var starts: [Int] = [0]
  private let limit: Int

  init(limit: Int = DictionaryEncoder.maxEntries) {
    self.limit = limit
    slots = Array(repeating: Slot(hash: 0, id: 0), count: 256)
    mask = 255
  }

  private var count: Int { starts.count - 1 }

  /// Appends the value in `range` to `column`; an empty one as absent.
  @inline(__always)
  mutating func encode(
    _ bytes: Span<UInt8>, _ range: ByteRange, into column: inout DictionaryColumn
  ) {
    if range.isEmpty {
      column.appendAbsent()
      return
    }
    let hash = hash(bytes, range.range)
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot.id == 0 { break }
      let known = Int(slot.id) - 1
      if slot.hash == hash, starts[known + 1] - starts[known] == range.count,
        isEqual(bytes, range.range, arena, at: starts[known])
      {
        column.append(id: slot.id - 1)
        return
      }
      index = (index + 1) & mask
    }
    insert(bytes, range, hash: hash, at: index, into: &column)
  }

  @inline(never)
  private mutating func insert(
    _ bytes: Span<UInt8>, _ range: ByteRange, hash: UInt64, at index: Int,
    into column: inout DictionaryColumn
  ) {
    var value: [UInt8] = []
    value.reserveCapacity(range.count)
    for position in range.range { value.append(bytes[position]) }
    guard count < limit else {
      column.appendInline(value)
      return
    }
    let id = Int32(count)
    arena.append(contentsOf: value)
    starts.append(arena.count)
    slots[index] = Slot(hash: hash, id: id + 1)
    column.appendNew(id: id, value)
    if count * 2 > mask { grow() }
  }

  private mutating func grow() {
    let old = slots
    mask = mask * 2 + 1
    slots = Array(repeating: Slot(hash: 0, id: 0), count: mask + 1)
    for slot in old where slot.id != 0 {
      var index = Int(truncatingIfNeeded: slot.hash) & mask
      while slots[index].id != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
