// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds which of many literals stand in a text, in one pass over its bytes.
///
/// What a build log is asked for are hundreds of words in millions of lines; a search per word would
/// read each line hundreds of times. Here each byte is one step of an automaton, whatever the number
/// of words. Letters are those of ASCII when case is ignored.
///
/// Source: Aho and Corasick, "Efficient string matching", Communications of the ACM 18 (1975).
package struct LiteralMatcher: Sendable {
  /// The class of a byte: bytes that stand in no literal are alike.
  private var classes: InlineArray<256, UInt8> = .init(repeating: 0)
  private let classCount: Int
  /// The next state by state and class; the top bit tells that a literal ends there.
  private let next: [UInt16]
  /// The literals that end in a state, as a range of `ending`.
  private let firstEnding: [Int32]
  private let ending: [Int32]

  /// - Precondition: No literal is empty, and all together have at most 32,000 bytes.
  package init(_ literals: [[UInt8]], ignoringCase: Bool = false) {
    func folded(_ byte: UInt8) -> UInt8 {
      ignoringCase && byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
    var classOf = [UInt8](repeating: 0, count: 256)
    var count = 1
    for literal in literals {
      precondition(!literal.isEmpty, "an empty literal stands everywhere")
      for byte in literal where classOf[Int(folded(byte))] == 0 {
        classOf[Int(folded(byte))] = UInt8(count)
        count += 1
      }
    }
    for byte in 0..<256 { classes[byte] = classOf[Int(folded(UInt8(byte)))] }
    classCount = count

    // The tree of all literals.
    var children = [[Int]](repeating: [Int](repeating: -1, count: count), count: 1)
    var ends: [[Int32]] = [[]]
    for (index, literal) in literals.enumerated() {
      var state = 0
      for byte in literal {
        let place = Int(classOf[Int(folded(byte))])
        if children[state][place] < 0 {
          children[state][place] = children.count
          children.append([Int](repeating: -1, count: count))
          ends.append([])
        }
        state = children[state][place]
      }
      ends[state].append(Int32(index))
    }
    precondition(children.count < 0x8000, "the literals are too many for the states")

    // Where a state has no child, go on as from its longest suffix that is in the tree too.
    var fallback = [Int](repeating: 0, count: children.count)
    var queue: [Int] = []
    for place in 0..<count {
      let child = children[0][place]
      if child < 0 { children[0][place] = 0 } else { queue.append(child) }
    }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      ends[state] += ends[fallback[state]]
      for place in 0..<count {
        let child = children[state][place]
        if child < 0 {
          children[state][place] = children[fallback[state]][place]
        } else {
          fallback[child] = children[fallback[state]][place]
          queue.append(child)
        }
      }
    }
    next = children.flatMap { row in
      row.map { UInt16($0) | (ends[$0].isEmpty ? 0 : LiteralMatcher.endsHere) }
    }
    var starts: [Int32] = [0]
    for state in ends.indices { starts.append(starts[state] + Int32(ends[state].count)) }
    firstEnding = starts
    ending = ends.flatMap(\.self)
  }

  private static let endsHere: UInt16 = 0x8000

  /// Calls `body` with each literal that stands in `range` of `bytes` and the index behind its last
  /// byte, in the order of these ends, until `body` is false.
  @inline(__always)
  package func forEachMatch(
    in bytes: Span<UInt8>, _ range: Range<Int>, _ body: (_ literal: Int, _ end: Int) -> Bool
  ) {
    let next = next.span
    var state = 0
    for index in range {
      let place = Int(classes[Int(bytes[index])])
      let entry = next[state &* classCount &+ place]
      state = Int(entry & ~LiteralMatcher.endsHere)
      guard entry & LiteralMatcher.endsHere != 0 else { continue }
      for place in firstEnding[state]..<firstEnding[state + 1]
      where !body(Int(ending[Int(place)]), index + 1) {
        return
      }
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
}
