// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Picks an index by weight with one look-up: 1024 slots shared out in proportion.
///
/// A weight above zero gets at least one slot, so a share below 0.1 % is rounded up to it.
package struct SlotTable: Sendable {
  private let slots: [UInt8]

  /// Weights for at most 256 things, one of them at least above zero.
  package init(weights: [Int]) {
    let total = max(1, weights.reduce(0, +))
    var slots: [UInt8] = []
    slots.reserveCapacity(1024 + weights.count)
    for (index, weight) in weights.enumerated() where weight > 0 {
      let share = max(1, weight * 1024 / total)
      slots.append(contentsOf: repeatElement(UInt8(truncatingIfNeeded: index), count: share))
    }
    // Rounding leaves a few slots over, or a few too many: the heaviest index gives or takes.
    let heaviest = weights.indices.max { weights[$0] < weights[$1] } ?? 0
    if slots.count < 1024 {
      let missing = 1024 - slots.count
      slots.append(
        contentsOf: repeatElement(UInt8(truncatingIfNeeded: heaviest), count: missing))
    }
    while slots.count > 1024,
      let position = slots.lastIndex(of: UInt8(truncatingIfNeeded: heaviest))
    {
      slots.remove(at: position)
    }
    self.slots = slots
  }

  /// The index for ten random bits.
  package func pick(_ bits: UInt64) -> Int {
    Int(slots[Int(bits & 1023)])
  }
}
