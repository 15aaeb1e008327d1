// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Numbers distinct byte strings from 0 on, in the order in which they are met.
///
/// Open addressing over one arena of bytes: neither a String nor an allocation per value, which is
/// what lets every field of every line of a log be looked up. The table is bounded in entries and
/// in bytes, so that memory stays flat whatever a log holds.
package struct ValueTable: Sendable {
  /// Longest value that gets a number: longer ones seldom repeat.
  package static var maxValueBytes: Int { 512 }
  /// Values that are looked up together at most.
  package static var blockSize: Int { 64 }

  /// All that a look needs lies side by side: a table of many values is out of the caches, and each
  /// further place to look at costs more than the rest of the work.
  struct Slot {
    var hash: UInt32 = 0
    /// Number of the value plus one; 0 for a free slot.
    var entry: UInt32 = 0
    /// Where the value stands in the arena.
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  private var slots: [Slot]
  private var arena: [UInt8] = []
  /// Where each value ends in the arena.
  private var ends: [UInt32] = []
  /// Sum of bytes that were only read to have them near; kept so that the reads are not left out.
  private var warmth: UInt32 = 0
  private let maxEntries: Int
  private let maxBytes: Int

  /// A table of at most `maxEntries` values that together have at most `maxBytes` bytes.
  package init(maxEntries: Int, maxBytes: Int = 8 << 20) {
    self.maxEntries = maxEntries
    self.maxBytes = min(maxBytes, Int(UInt32.max))
    slots = Array(repeating: Slot(), count: 64)
  }

  package var count: Int { ends.count }

  /// What became of a value.
  package enum Place: Sendable {
    /// The number of a value that was met before.
    case known(Int)
    /// The number that a new value got.
    case added(Int)
    /// The value is new, and there is no room for it or it is too long.
    case refused
  }

  /// The number of `value`, which gets one if it is new.
  package mutating func place(_ value: ArraySlice<UInt8>) -> Place {
    unsafe value.withUnsafeBytes { buffer in
      unsafe place(buffer, hash: ValueTable.hash(buffer))
    }
  }

  /// The number of a value that was met before.
  package func number(of value: ArraySlice<UInt8>) -> Int? {
    unsafe value.withUnsafeBytes { unsafe number(of: $0) }
  }

  /// The number of a value that was met before.
  package func number(of value: UnsafeRawBufferPointer) -> Int? {
    let slot = unsafe find(value, ValueTable.hash(value))
    return slots[slot].entry == 0 ? nil : Int(slots[slot].entry) - 1
  }

  /// Forgets all but the first `count` values.
  package mutating func removeAll(from count: Int) {
    guard count < ends.count else { return }
    ends.removeSubrange(count...)
    arena.removeSubrange(Int(ends.last ?? 0)...)
    rehash(slots.count)
  }

  // MARK: - Blocks

  /// Looks up the values `bytes[starts[i]..<ends[i]]`, at most `blockSize`; the ranges must lie in
  /// `bytes`.
  ///
  /// `numbers` gets the number of each value that was met before, and -1 for the others.
  ///
  /// A table of many values is out of the caches. One look after the other would wait for the memory
  /// each time; here all first slots are asked for, then all values, then they are compared.
  mutating func lookUp(
    _ bytes: UnsafeRawBufferPointer, _ starts: Span<Int32>, _ ends: Span<Int32>,
    hashes: inout InlineArray<64, UInt32>, numbers: inout InlineArray<64, Int32>
  ) {
    for row in 0..<starts.count {
      hashes[row] = unsafe ValueTable.hash(
        UnsafeRawBufferPointer(rebasing: bytes[Int(starts[row])..<Int(ends[row])]))
    }
    let isLarge = slots.count > 4096
    var touched: UInt32 = 0
    unsafe slots.withUnsafeBufferPointer { slots in
      unsafe arena.withUnsafeBytes { arena in
        let mask = slots.count - 1
        if isLarge {
          for row in 0..<starts.count {
            let slot = unsafe slots[Int(hashes[row]) & mask]
            // The first byte of the value that is probably meant.
            if slot.hash == hashes[row], slot.count > 0 {
              touched &+= unsafe UInt32(arena[Int(slot.start)])
            }
          }
        }
        for row in 0..<starts.count {
          let value = unsafe UnsafeRawBufferPointer(
            rebasing: bytes[Int(starts[row])..<Int(ends[row])])
          let slot = unsafe ValueTable.find(value, hashes[row], in: slots, arena)
          numbers[row] = unsafe Int32(truncatingIfNeeded: slots[slot].entry) &- 1
        }
      }
    }
    warmth = touched
  }

  // MARK: - Slots

  mutating func place(_ value: UnsafeRawBufferPointer, hash: UInt32) -> Place {
    let slot = unsafe find(value, hash)
    let entry = slots[slot].entry
    if entry != 0 { return .known(Int(entry) - 1) }
    guard value.count <= ValueTable.maxValueBytes, ends.count < maxEntries,
      arena.count + value.count <= maxBytes
    else { return .refused }
    unsafe arena.append(contentsOf: value)
    slots[slot] = Slot(
      hash: hash, entry: UInt32(ends.count + 1), start: UInt32(arena.count - value.count),
      count: UInt32(value.count))
    ends.append(UInt32(arena.count))
    // At most half full, so that a search ends after a slot or two.
    if ends.count * 2 > slots.count { rehash(slots.count * 2) }
    return .added(ends.count - 1)
  }

  /// The slot that holds `value`, or the free one where it belongs.
  private func find(_ value: UnsafeRawBufferPointer, _ hash: UInt32) -> Int {
    unsafe slots.withUnsafeBufferPointer { slots in
      unsafe arena.withUnsafeBytes { arena in
        unsafe ValueTable.find(value, hash, in: slots, arena)
      }
    }
  }

  private mutating func rehash(_ size: Int) {
    slots = Array(repeating: Slot(), count: size)
    let mask = size - 1
    unsafe arena.withUnsafeBytes { stored in
      var start = 0
      for (number, end) in ends.enumerated() {
        let value = unsafe UnsafeRawBufferPointer(rebasing: stored[start..<Int(end)])
        let hash = unsafe ValueTable.hash(value)
        var index = Int(hash) & mask
        while slots[index].entry != 0 { index = (index + 1) & mask }
        slots[index] = Slot(
          hash: hash, entry: UInt32(number + 1), start: UInt32(start), count: UInt32(value.count))
        start = Int(end)
      }
    }
  }
}
