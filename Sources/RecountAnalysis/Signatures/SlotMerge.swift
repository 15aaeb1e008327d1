// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Merges rows that differ in one slot, round by round, whatever their order.
///
/// Rows that agree in all but slot j are a group with as many values as rows. The slot becomes a
/// star if at least one constant word is left and there are enough values: 5; 3 behind a word that
/// names what follows, such as `user`; 2 behind `=` or if the star is among the values; never fewer
/// than 7 for the first slot or than 5 if only one constant word is left. Largest groups go first.
struct SlotMerge {
  private static let rounds = 6
  private static let fewestValues = 5
  private static let fewestNamed = 3
  private static let fewestFirst = 7

  /// One slot of one template under the hash of all the rest of it.
  private struct Slot {
    var key: UInt64
    var template: Int32
    var position: Int32
  }

  private struct Group {
    /// Range among the slots.
    var slots: Range<Int>
    var position: Int
    var sample: Int
  }

  private let words: RankedWords
  private(set) var templates: [[Int32]] = []
  private(set) var templateOfRow: [Int]
  private var fold = RowFold()

  /// Begins with the distinct rows, as ranks, in the order of their tokens.
  init(words: RankedWords, rows: [[Int32]]) {
    self.words = words
    templateOfRow = Array(repeating: 0, count: rows.count)
    let order = rows.indices.sorted { rows[$0].lexicographicallyPrecedes(rows[$1]) }
    for row in order {
      if templates.last != rows[row] { templates.append(rows[row]) }
      templateOfRow[row] = templates.count - 1
    }
  }

  /// How many rows each template stands for.
  var weights: [Int] {
    var weights = [Int](repeating: 0, count: templates.count)
    for template in templateOfRow { weights[template] += 1 }
    return weights
  }

  mutating func run() {
    for _ in 0..<Self.rounds {
      let slots = sharedSlots()
      let groups = groups(slots)
      guard !groups.isEmpty, apply(groups, slots) else { return }
    }
  }

  // MARK: Slots

  /// The slots whose rest at least one other template seems to share, by key, then by template.
  private func sharedSlots() -> [Slot] {
    var size = 1 << 12
    let total = templates.reduce(0) { $0 + $1.count }
    while size < total * 4, size < 1 << 26 { size *= 2 }
    var seen = [UInt8](repeating: 0, count: size)
    forEachSlot { slot in
      let place = Int(truncatingIfNeeded: slot.key) & (size - 1)
      if seen[place] < 2 { seen[place] += 1 }
    }
    var slots: [Slot] = []
    forEachSlot { slot in
      if seen[Int(truncatingIfNeeded: slot.key) & (size - 1)] > 1 { slots.append(slot) }
    }
    slots.sort { ($0.key, $0.template, $0.position) < ($1.key, $1.template, $1.position) }
    return slots
  }

  /// The hash of a row is a sum over its places, so that leaving one out is a subtraction.
  private func forEachSlot(_ body: (Slot) -> Void) {
    for (index, template) in templates.enumerated() where template.count > 1 {
      var sum = Self.mixed(UInt64(template.count), 0x10_0000)
      for (place, token) in template.enumerated() {
        sum &+= Self.mixed(UInt64(UInt32(bitPattern: token)), place)
      }
      for (place, token) in template.enumerated()
      where words.kind(token).isDisjoint(with: [.delimiter, .fixed]) {
        let rest = sum &- Self.mixed(UInt64(UInt32(bitPattern: token)), place)
        body(
          Slot(
            key: rest &+ Self.mixed(0xFFFF_FFFF, place), template: Int32(index),
            position: Int32(place)))
      }
    }
  }

  @inline(__always)
  private static func mixed(_ token: UInt64, _ place: Int) -> UInt64 {
    var mixed = (token << 24 | UInt64(place)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  // MARK: Groups

  /// The groups with enough values, largest first, ties by place and then by their words.
  private func groups(_ slots: [Slot]) -> [Group] {
    var groups: [Group] = []
    var start = 0
    while start < slots.count {
      var end = start + 1
      while end < slots.count, slots[end].key == slots[start].key { end += 1 }
      let group = Group(
        slots: start..<end, position: Int(slots[start].position), sample: Int(slots[start].template)
      )
      if end - start >= 2, isMerged(group, slots) { groups.append(group) }
      start = end
    }
    return groups.sorted { left, right in
      if left.slots.count != right.slots.count { return left.slots.count > right.slots.count }
      if left.position != right.position { return left.position < right.position }
      return precedes(left, right)
    }
  }

  private func precedes(_ left: Group, _ right: Group) -> Bool {
    let (one, other) = (templates[left.sample], templates[right.sample])
    for place in 0..<min(one.count, other.count) where place != left.position {
      if one[place] != other[place] { return one[place] < other[place] }
    }
    return one.count < other.count
  }

  private func isMerged(_ group: Group, _ slots: [Slot]) -> Bool {
    let sample = templates[group.sample]
    // All that share a key share the rest; a chance of 2⁻⁶⁴ per pair is not left to chance.
    guard group.slots.allSatisfy({ sharesRest(slots[$0], sample, group.position) }) else {
      return false
    }
    var constants = 0
    for (place, token) in sample.enumerated() where place != group.position {
      if words.isConstant(token) { constants += 1 }
    }
    guard constants > 0 else { return false }
    let hasStar = group.slots.contains {
      templates[Int(slots[$0].template)][group.position] == words.star
    }
    return group.slots.count >= fewestValues(sample, group.position, constants, hasStar: hasStar)
  }

  private func sharesRest(_ slot: Slot, _ sample: [Int32], _ position: Int) -> Bool {
    let other = templates[Int(slot.template)]
    guard slot.position == position, other.count == sample.count else { return false }
    for place in sample.indices where place != position && other[place] != sample[place] {
      return false
    }
    return true
  }

  private func fewestValues(
    _ sample: [Int32], _ position: Int, _ constants: Int, hasStar: Bool
  ) -> Int {
    var fewest = Self.fewestValues
    if position > 0 {
      let previous = words.kind(sample[position - 1])
      let marks = previous.contains(.equals) || previous.contains(.colon)
      let before = marks && position > 1 ? words.kind(sample[position - 2]) : []
      if previous.contains(.equals) {
        fewest = 2
      } else if previous.contains(.naming) || before.contains(.naming) {
        fewest = Self.fewestNamed
      }
    }
    if hasStar { fewest = 2 }
    if position == 0 { fewest = max(fewest, Self.fewestFirst) }
    return constants < 2 ? max(fewest, Self.fewestValues) : fewest
  }

  // MARK: Merging

  /// Makes the templates of the next round; false when no two templates became one.
  private mutating func apply(_ groups: [Group], _ slots: [Slot]) -> Bool {
    var merged = [[Int32]?](repeating: nil, count: templates.count)
    var hasMerged = false
    for group in groups {
      let free = group.slots.filter { merged[Int(slots[$0].template)] == nil }
      guard free.count >= 2 else { continue }
      let template = starred(templates[group.sample], group.position)
      for slot in free { merged[Int(slots[slot].template)] = template }
      hasMerged = true
    }
    guard hasMerged else { return false }
    let made = templates.indices.map { merged[$0] ?? templates[$0] }
    let order = made.indices.sorted { made[$0].lexicographicallyPrecedes(made[$1]) }
    var position = [Int](repeating: 0, count: made.count)
    templates.removeAll(keepingCapacity: true)
    for index in order {
      if templates.last != made[index] { templates.append(made[index]) }
      position[index] = templates.count - 1
    }
    for row in templateOfRow.indices { templateOfRow[row] = position[templateOfRow[row]] }
    return true
  }

  private mutating func starred(_ template: [Int32], _ position: Int) -> [Int32] {
    var row = template.map { words.number[Int($0)] }
    row[position] = TokenVocabulary.star
    fold.fold(&row)
    return row.map { words.rank[Int($0)] }
  }
}
