// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct FailurePatternTests {
  /// Whether a rule of the one text `pattern` matches `line`.
  private func matches(_ pattern: String, _ line: String) -> Bool {
    var rule = FailureRule(name: "one", failureClass: .code)
    rule.anyOf = [pattern]
    rule.matches = [line]
    return (try? FailureRuleSet([rule])) != nil
  }

  @Test(arguments: [
    ("no such host", "dial tcp: lookup x: No Such Host"),
    (
      "unexpected status from * request to *: 5",
      "unexpected status from HEAD request to https://r/v2/: 503"
    ),
    ("# tests failed", "3 tests failed"),
    ("# tests failed", "0 of 12 tests failed"),
    (": error cs#:", "Program.cs(5,9): error CS1002: ; expected"),
    ("^error: ", "error: no"),
    ("^error: ", "  \terror: no"),
    ("failed$", "Task :test FAILED  "),
    ("^failed$", "failed"),
    ("make: \\*\\*\\* [", "make: *** [all] Error 2"),
    ("abc*abcabd", "abc abcabcabd"),
    ("exit # now", "exit 0 now, exit 00 now, exit 07 now"),
  ])
  func `a pattern stands in a line`(pattern: String, line: String) {
    #expect(matches(pattern, line))
  }

  @Test(arguments: [
    ("no such host", "no such"),
    ("# tests failed", "0 tests failed"),
    ("# tests failed", "000 tests failed"),
    ("tests: *# failed", "Tests:       13 passed, 0 failed"),
    ("^error: ", "an error: no"),
    ("failed$", "failed to be slow"),
    ("^failed$", "failed failed."),
    ("exit # now", "exit x7 now"),
    ("make: \\*\\*\\* [", "make: all [x"),
    ("one*two*one", "one two"),
    ("error: ", ""),
    ("error: ", "error:"),
    ("error: ", "+ grep 'error: ' build.log"),
    ("error: ", "$ grep 'error: ' build.log"),
    ("error: ", "##[command]grep 'error: ' build.log"),
  ])
  func `a pattern does not stand in a line`(pattern: String, line: String) {
    #expect(!matches(pattern, line))
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func `random patterns are found where a plain search finds them`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func text(_ count: Int, _ letters: [Character]) -> String {
      String((0..<count).map { _ in letters[random.below(letters.count)] })
    }
    for _ in 0..<300 {
      let patterns = (0..<1 + random.below(4)).map { _ in
        (random.below(4) == 0 ? "^" : "") + text(5 + random.below(4), ["a", "B", "c", "."])
          + (random.below(3) == 0 ? "*" + text(1 + random.below(3), ["a", "c"]) : "")
          + (random.below(3) == 0 ? "$" : "")
      }
      var rule = FailureRule(name: "any", failureClass: .code)
      rule.anyOf = patterns
      // Built from the pattern, so that it matches.
      rule.matches = [patterns[0].filter { !"^$*".contains($0) }]
      var finder = FailureFinder(try FailureRuleSet([rule]))
      for number in 1...10 {
        let line = text(random.below(3), [" "]) + text(random.below(40), ["a", "b", "C", "."])
        let bytes = Array(line.utf8)
        finder.read(bytes.span, 0..<bytes.count, line: Int64(number))
        let evidence = finder.finish(outcome: .failure, exitCode: nil, phase: .script)
        #expect(
          (evidence?.rule == "any") == patterns.contains { plainly($0, in: line) },
          "\(patterns) in \(line)")
      }
    }
  }

  /// The same by trying every way in which the pieces may follow one another.
  private func plainly(_ pattern: String, in line: String) -> Bool {
    let trimmed = line.trimmingPrefix { $0 == " " }.lowercased()
    var pieces = pattern.lowercased()
    let begins = pieces.hasPrefix("^")
    let ends = pieces.hasSuffix("$")
    pieces.removeAll { $0 == "^" || $0 == "$" }
    func follow(_ rest: Substring, _ pieces: ArraySlice<Substring>, isFree: Bool) -> Bool {
      guard let piece = pieces.first else { return !ends || rest.isEmpty }
      var rest = rest
      while true {
        if rest.hasPrefix(piece),
          follow(rest.dropFirst(piece.count), pieces.dropFirst(), isFree: true)
        {
          return true
        }
        guard isFree, !rest.isEmpty else { return false }
        rest = rest.dropFirst()
      }
    }
    return follow(trimmed[...], pieces.split(separator: "*")[...], isFree: !begins)
  }
}
