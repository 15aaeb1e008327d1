// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct LiteralMatcherTests {
  private struct Match: Hashable, Comparable {
    var end: Int
    var literal: Int

    static func < (left: Match, right: Match) -> Bool {
      (left.end, left.literal) < (right.end, right.literal)
    }
  }

  private func matches(_ literals: [String], _ text: String, ignoringCase: Bool = false) -> [Match]
  {
    let matcher = LiteralMatcher(literals.map { Array($0.utf8) }, ignoringCase: ignoringCase)
    let bytes = Array(text.utf8)
    var found: [Match] = []
    matcher.forEachMatch(in: bytes.span, 0..<bytes.count) { literal, end in
      found.append(Match(end: end, literal: literal))
      return true
    }
    return found.sorted()
  }

  @Test func `literals inside and across one another are all found`() {
    let found = matches(["hers", "ushe", "this", "shers"], "ushers")
    #expect(
      found == [
        Match(end: 4, literal: 1), Match(end: 6, literal: 0), Match(end: 6, literal: 3),
      ])
  }

  @Test func `case is told or not`() {
    #expect(matches(["Error"], "error ERROR Error").map(\.end) == [17])
    #expect(matches(["Error"], "error ERROR Error", ignoringCase: true).map(\.end) == [5, 11, 17])
  }

  @Test func `only the range is looked at, and looking ends when nobody wants more`() {
    let bytes = Array("aWXYZbWXYZc".utf8)
    let matcher = LiteralMatcher([Array("WXYZ".utf8)])
    let (before, within) = (
      matcher.matches(in: bytes.span, 2..<9), matcher.matches(in: bytes.span, 2..<10)
    )
    #expect(!before && within)
    var calls = 0
    matcher.forEachMatch(in: bytes.span, 0..<11) { _, _ in
      calls += 1
      return false
    }
    #expect(calls == 1)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `random literals are found where a plain search finds them`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func word(_ length: Int) -> String {
      String((0..<length).map { _ in ["a", "b", "B", "c"][random.below(4)] as Character })
    }
    for _ in 0..<200 {
      let literals = (0..<1 + random.below(6)).map { _ in
        word(LiteralMatcher.shortest + random.below(4))
      }
      let text = word(random.below(40))
      let bytes = Array(text.utf8)
      var expected: [Match] = []
      for (index, literal) in literals.enumerated() {
        let wanted = Array(literal.utf8)
        for end in wanted.count..<max(wanted.count, bytes.count + 1)
        where Array(bytes[end - wanted.count..<end]) == wanted {
          expected.append(Match(end: end, literal: index))
        }
      }
      #expect(matches(literals, text) == expected.sorted())
    }
  }
}
