// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds which of many literals stand in a text, in one pass over its bytes.
///
/// What a build log is asked for are dozens of words in millions of lines; a search per word would read
/// each line dozens of times. Here a bit tells for each four bytes of a line whether a literal begins
/// with such, and only there are literals compared. Letters are those of ASCII when case is ignored.
///
/// An automaton over all literals reads each byte once too, but each of its steps waits for the one
/// before, which took three times as long.
///
/// Source: Karp and Rabin, "Efficient randomized pattern-matching algorithms", IBM Journal of Research and
/// Development 31 (1987), with the first four bytes as the fingerprint.
package struct LiteralMatcher: Sendable {
  /// Bytes by which a literal is told from what is none.
  package static let shortest = 4
  private static let hashBits = 14

  private let ignoringCase: Bool
  /// Letters in lower case when case is ignored.
  private let literals: [[UInt8]]
  /// A bit for each hash of the first bytes of a literal.
  private let openings: [UInt64]
  /// The literals with the hash of their first bytes, in ascending order of these.
  private let places: [(hash: Int, literal: Int)]

  /// - Precondition: Each literal has at least `shortest` bytes.
  package init(_ literals: [[UInt8]], ignoringCase: Bool = false) {
    precondition(literals.allSatisfy { $0.count >= LiteralMatcher.shortest })
    self.ignoringCase = ignoringCase
    self.literals =
      ignoringCase ? literals.map { $0.map(LiteralMatcher.folded) } : literals
    var openings = [UInt64](repeating: 0, count: 1 << (LiteralMatcher.hashBits - 6))
    var places: [(hash: Int, literal: Int)] = []
    for (index, literal) in literals.enumerated() {
      let word = literal.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      let hash = LiteralMatcher.hash(word)
      openings[hash >> 6] |= 1 << UInt64(hash & 63)
      places.append((hash, index))
    }
    self.openings = openings
    self.places = places.sorted { ($0.hash, $0.literal) < ($1.hash, $1.literal) }
  }

  /// Calls `body` with each literal that stands in `range` of `bytes` and the index behind its last
  /// byte, in the order of their first bytes, until `body` is false.
  @inline(__always)
  package func forEachMatch(
    in bytes: Span<UInt8>, _ range: Range<Int>, _ body: (_ literal: Int, _ end: Int) -> Bool
  ) {
    var start = range.lowerBound
    while let (index, hash) = nextOpening(in: bytes, start..<range.upperBound) {
      var place = firstPlace(of: hash)
      while place < places.count, places[place].hash == hash {
        let literal = places[place].literal
        let end = index + literals[literal].count
        if end <= range.upperBound, holds(bytes, literals[literal], at: index),
          !body(literal, end)
        {
          return
        }
        place += 1
      }
      start = index + 1
    }
  }

  /// Whether any literal stands in `range` of `bytes`.
  package func matches(in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var found = false
    forEachMatch(in: bytes, range) { _, _ in
      found = true
      return false
    }
    return found
  }

  // MARK: - Openings

  /// Whether a literal could stand in `range` of `bytes`: the first question about a line.
  func couldMatch(in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    nextOpening(in: bytes, range) != nil
  }

  /// The first index in `range` at which a literal could begin, with the hash of the bytes there.
  private func nextOpening(
    in bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (index: Int, hash: Int)? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    guard range.count >= LiteralMatcher.shortest else { return nil }
    // Each load of four bytes ends inside the range, and a hash has as many values as there are bits.
    return unsafe openings.withUnsafeBufferPointer { openings in
      unsafe bytes.withUnsafeBytes { bytes in
        for index in range.lowerBound...(range.upperBound - 4) {
          let word = unsafe UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
          let hash = LiteralMatcher.hash(word)
          if unsafe openings[hash >> 6] >> UInt64(hash & 63) & 1 != 0 { return (index, hash) }
        }
        return nil
      }
    }
  }

  /// The same for letters of both cases; that other signs fall together too does no harm.
  @inline(__always)
  private static func hash(_ word: UInt32) -> Int {
    Int(truncatingIfNeeded: ((word | 0x2020_2020) &* 0x9E37_79B1) >> UInt32(32 - hashBits))
  }

  private func firstPlace(of hash: Int) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether `literal` stands at `index`, behind which there are at least as many bytes.
  private func holds(_ bytes: Span<UInt8>, _ literal: [UInt8], at index: Int) -> Bool {
    for offset in literal.indices {
      let byte = bytes[index + offset]
      let seen = ignoringCase ? LiteralMatcher.folded(byte) : byte
      if seen != literal[offset] { return false }
    }
    return true
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}
