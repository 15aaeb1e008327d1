// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The clauses of a sentence, so that a time takes its meaning from the words around it alone.
///
/// A line of a log that somebody pasted may be one sentence of thousands of times: everything that is
/// asked for each of them is worked out once for all.
struct ProseClauses {
  let times: [ProseTime]
  /// Two times that are the ends of one stretch, by positions in `times`.
  let stretches: [Stretch]

  struct Stretch {
    let from: Int
    let to: Int
  }

  private struct Clause {
    let range: Range<Int>
    /// Whether it holds nothing but a day, a time and the words that join them.
    let isBare: Bool
    let hasTime: Bool
    /// Whether the day is told from another one, which is not understood.
    let isRelativeDay: Bool
  }

  private let tokens: [ProseToken]
  private let clauses: [Clause]
  /// Position in `clauses` of each token; nil for the marks between them.
  private let clauseOf: [Int?]

  init(sentence: ProseSentence, dates: [ProseDate], times: [ProseTime]) {
    self.times = times
    tokens = sentence.tokens
    let marks = ProseMarks(sentence.tokens, dates, times)
    stretches = ProseClauses.stretches(sentence.tokens, times, marks)
    var clauses: [Clause] = []
    var clauseOf = [Int?](repeating: nil, count: sentence.tokens.count)
    for range in marks.clauses {
      for index in range { clauseOf[index] = clauses.count }
      let words = sentence.tokens[range].map(\.text)
      clauses.append(
        Clause(
          range: range,
          isBare: range.allSatisfy {
            marks.isTaken($0) || ProseClauses.fillers.contains(sentence.tokens[$0].text)
          }, hasTime: range.contains { marks.isInTime[$0] },
          isRelativeDay: ProseClauses.isRelativeDay(words)))
    }
    self.clauses = clauses
    self.clauseOf = clauseOf
  }

  // MARK: - Stretches

  private static let joints: Set<String> = ["-", "–", "—", "to", "until", "till", "through"]
  private static let fills: Set<String> = [
    "on", "at", ",", "utc", "(", ")", "approximately", "about",
  ]

  /// `between 10:07 and 15:40`, `from 10:07 to 15:40`, `10:07 – 12:07`.
  private static func stretches(
    _ tokens: [ProseToken], _ times: [ProseTime], _ marks: ProseMarks
  ) -> [Stretch] {
    var stretches: [Stretch] = []
    for index in times.indices.dropLast() where stretches.last?.to != index {
      let gap = times[index].tokens.upperBound..<times[index + 1].tokens.lowerBound
      // A day and the words around it are short.
      guard gap.count <= 16 else { continue }
      let words = gap.filter { !marks.isInDate[$0] }.map { tokens[$0].text }
        .filter { !fills.contains($0) }
      guard words.count == 1, let word = words.first else { continue }
      let start = max(0, times[index].tokens.lowerBound - 8)
      let isAfterBetween = tokens[start..<times[index].tokens.lowerBound].contains {
        $0.text == "between"
      }
      guard joints.contains(word) || (word == "and" && isAfterBetween) else { continue }
      stretches.append(Stretch(from: index, to: index + 1))
    }
    return stretches
  }

  // MARK: - Moments

  /// What the time at `position` tells, or nil when its clause does not say.
  ///
  /// The nearest cue before the time in its clause holds, else the first behind it. A clause with
  /// nothing but the time leads on to the next: "At 10:07 UTC on May 3, we detected it".
  func kind(of position: Int) -> Milestone.Kind? {
    let time = times[position]
    guard var next = clauseOf[time.tokens.lowerBound], !clauses[next].isRelativeDay else {
      return nil
    }
    let own = clauses[next].range
    let start =
      position > 0 ? max(own.lowerBound, times[position - 1].tokens.upperBound) : own.lowerBound
    let end =
      position + 1 < times.count
      ? min(own.upperBound, times[position + 1].tokens.lowerBound) : own.upperBound
    if let cue = ProseCue.cues(in: tokens, start..<time.tokens.lowerBound).last {
      return cue.isNegated == isLimit(time) ? cue.kind : nil
    }
    if let cue = positiveCue(time.tokens.upperBound..<max(end, time.tokens.upperBound)) {
      return cue.kind
    }
    while clauses[next].isBare, next + 1 < clauses.count {
      next += 1
      guard !clauses[next].hasTime, !clauses[next].isRelativeDay else { return nil }
      if let cue = positiveCue(clauses[next].range) { return cue.kind }
    }
    return nil
  }

  private func positiveCue(_ range: Range<Int>) -> ProseCue? {
    ProseCue.cues(in: tokens, range).first { !$0.isNegated }
  }

  /// "Not resolved until 15:40" is resolved then; "normal until 13:00" is not.
  private func isLimit(_ time: ProseTime) -> Bool {
    let start = max(0, time.tokens.lowerBound - 3)
    return tokens[start..<time.tokens.lowerBound].contains { ["until", "till"].contains($0.text) }
  }

  private static let fillers: Set<String> = [
    "at", "on", "by", "around", "about", "approximately", "from", "since", "~", "≈", "in", "the",
    "beginning", "starting",
    "(", ")", "[", "]", "*", "utc",
  ]

  private static func isRelativeDay(_ words: [String]) -> Bool {
    if !Set(words).isDisjoint(with: ["yesterday", "tomorrow", "overnight"]) { return true }
    return zip(words, words.dropFirst()).contains { first, second in
      second == "day" && ["next", "following", "previous"].contains(first)
    }
  }
}
