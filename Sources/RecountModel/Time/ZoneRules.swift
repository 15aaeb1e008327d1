// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the clocks of a zone showed: its offsets from UTC, and when they changed.
///
/// Made once per zone; a stamp then costs a comparison or two. All numbers are microseconds.
package struct ZoneRules: Hashable, Sendable {
  /// How a stamp stood among the changes of its zone.
  package enum Reading: Sendable {
    case plain
    /// In an hour that came twice, because clocks were set back.
    case repeated
    /// In an hour that never was, because clocks were set forward.
    case skipped
  }

  /// The name in the database of zones, such as `America/New_York`.
  package let name: String
  /// When the offset changed, in ascending order.
  private let changes: [Int64]
  /// The offset east of UTC before the first change, then after each.
  private let offsets: [Int64]

  /// Rules of a zone whose offset was `first` before the first change.
  package init(name: String, first: TimeSpan, changes: [(at: Timestamp, offset: TimeSpan)] = []) {
    self.name = name
    self.changes = changes.map(\.at.microseconds)
    offsets = [first.microseconds] + changes.map(\.offset.microseconds)
  }

  package static let utc = ZoneRules(name: "UTC", first: TimeSpan(microseconds: 0))

  /// Whether a stamp has one meaning only, whatever stands before it.
  package var isFixed: Bool { changes.isEmpty }

  /// Stamps from `low` up to `high` have one meaning: they are `offset` ahead of UTC.
  struct Stretch {
    var low: Int64
    var high: Int64
    var offset: Int64

    static let none = Stretch(low: 0, high: 0, offset: 0)
  }

  /// The moment that `local`, what a clock showed, stands for.
  ///
  /// Of two moments it is the one nearer to `last`, the moment of the line before, for lines come in
  /// the order in which they were written; the earlier one where nothing came before. A stamp that no
  /// clock ever showed is read with the offset before the change, as if that had come later.
  func moment(
    of local: Int64, after last: Int64?, _ stretch: inout Stretch
  ) -> (micros: Int64, reading: Reading) {
    var found: [Int64] = []
    var place = firstChange(after: local &- ZoneRules.reach)
    while place <= changes.count {
      let begin = place == 0 ? Int64.min : changes[place - 1]
      if place > 0, begin > local &+ ZoneRules.reach { break }
      let end = place == changes.count ? Int64.max : changes[place]
      let moment = local &- offsets[place]
      if moment >= begin, moment < end {
        found.append(moment)
        stretch = plainStretch(place)
      }
      place += 1
    }
    if found.count == 1 { return (found[0], .plain) }
    stretch = .none
    guard let first = found.first, let second = found.last else {
      return (local &- offsetBefore(local), .skipped)
    }
    guard let last else { return (first, .repeated) }
    return (abs(second &- last) < abs(first &- last) ? second : first, .repeated)
  }

  /// No offset is as large: a change further away does not matter.
  private static let reach: Int64 = 26 * 3_600_000_000

  private func firstChange(after moment: Int64) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where stamps of the offset at `place` can be of no other.
  private func plainStretch(_ place: Int) -> Stretch {
    let offset = offsets[place]
    let low =
      place == 0 ? Int64.min / 2 : changes[place - 1] &+ max(offset, offsets[place - 1])
    let high =
      place == changes.count
      ? Int64.max / 2 : changes[place] &+ min(offset, offsets[place + 1])
    return Stretch(low: low, high: high, offset: offset)
  }

  private func offsetBefore(_ local: Int64) -> Int64 {
    for (place, change) in changes.enumerated()
    where local >= change &+ offsets[place] && local < change &+ offsets[place + 1] {
      return offsets[place]
    }
    return offsets[0]
  }
}

/// Reads the stamps of one content that state no zone, line by line in their order.
package struct ZoneClock: Sendable {
  private let rules: ZoneRules
  private var stretch = ZoneRules.Stretch.none
  /// The moment of the line before.
  package private(set) var last: Int64?

  package init(_ rules: ZoneRules) {
    self.rules = rules
  }

  /// Takes a moment that was stated in full.
  @inline(__always)
  package mutating func pass(_ moment: Int64) {
    last = moment
  }

  /// The moment of a stamp without a zone.
  @inline(__always)
  package mutating func read(_ local: Int64) -> (micros: Int64, reading: ZoneRules.Reading) {
    if local >= stretch.low, local < stretch.high {
      let moment = local &- stretch.offset
      last = moment
      return (moment, .plain)
    }
    let read = rules.moment(of: local, after: last, &stretch)
    last = read.micros
    return read
  }
}
