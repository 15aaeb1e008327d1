// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

// The loads behind `ValueTable`: words of eight bytes at any address, always inside the buffer.

extension ValueTable {
  /// The slot that holds `value`, or the free one where it belongs.
  @inline(__always)
  static func find(
    _ value: UnsafeRawBufferPointer, _ hash: UInt32, in slots: UnsafeBufferPointer<Slot>,
    _ arena: UnsafeRawBufferPointer
  ) -> Int {
    let mask = slots.count - 1
    var index = Int(hash) & mask
    while true {
      let slot = unsafe slots[index]
      if slot.entry == 0 { return index }
      if slot.hash == hash, Int(slot.count) == value.count {
        let start = Int(slot.start)
        let stored = unsafe UnsafeRawBufferPointer(rebasing: arena[start..<start + value.count])
        if unsafe areEqual(stored, value) { return index }
      }
      index = (index + 1) & mask
    }
  }

  /// A hash of `value`, eight bytes a step.
  ///
  /// Each step multiplies to 128 bits and folds both halves, so that all bits of all words reach the
  /// low bits that pick a slot. Values are bounded in number and length, which bounds what somebody
  /// can do who makes them collide.
  @inline(__always)
  static func hash(_ value: UnsafeRawBufferPointer) -> UInt32 {
    guard let start = value.baseAddress else { return 0 }
    let count = value.count
    var state = UInt64(truncatingIfNeeded: count) &* 0xA076_1D64_78BD_642F
    var index = 0
    if count > 32 {
      // Two chains that do not wait for each other: agents are long.
      var other = state
      while index + 16 < count {
        state = unsafe fold(state ^ word(start, index), 0xE703_7ED1_A0B4_28DB)
        other = unsafe fold(other ^ word(start, index + 8), 0x589D_FBEC_4A37_6E13)
        index += 16
      }
      state ^= other
    }
    while index + 8 < count {
      state = unsafe fold(state ^ word(start, index), 0xE703_7ED1_A0B4_28DB)
      index += 8
    }
    // The last eight bytes overlap those before, which costs less than a tail byte by byte.
    let last = unsafe count >= 8 ? word(start, count - 8) : shortWord(start, count)
    state = fold(state ^ last, 0x8EBC_6AF0_9C88_C6E3)
    return UInt32(truncatingIfNeeded: state ^ (state >> 32))
  }

  /// Whether two buffers of one length hold the same bytes.
  @inline(__always)
  static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard let first = left.baseAddress, let second = right.baseAddress else { return true }
    let count = left.count
    if count > 16 { return unsafe memcmp(first, second, count) == 0 }
    if count < 8 { return unsafe shortWord(first, count) == shortWord(second, count) }
    return unsafe word(first, 0) == word(second, 0)
      && word(first, count - 8) == word(second, count - 8)
  }

  @inline(__always)
  private static func word(_ start: UnsafeRawPointer, _ index: Int) -> UInt64 {
    unsafe start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// The bytes of a value shorter than a word, in one word.
  @inline(__always)
  private static func shortWord(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let low = unsafe start.loadUnaligned(as: UInt32.self)
      let high = unsafe start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(low) | UInt64(high) << 32
    }
    guard count > 0 else { return 0 }
    let first = unsafe start.load(as: UInt8.self)
    let middle = unsafe start.load(fromByteOffset: count >> 1, as: UInt8.self)
    let last = unsafe start.load(fromByteOffset: count - 1, as: UInt8.self)
    return UInt64(first) | UInt64(middle) << 8 | UInt64(last) << 16
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
