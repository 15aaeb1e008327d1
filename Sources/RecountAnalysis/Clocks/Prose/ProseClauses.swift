// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The clauses of a sentence, so that a time takes its meaning from the words around it alone.
struct ProseClauses {
  let sentence: ProseSentence
  let dates: [ProseDate]
  let times: [ProseTime]

  /// Two times that are the ends of one stretch.
  struct Stretch {
    let from: Int
    let to: Int
  }

  private var tokens: [ProseToken] { sentence.tokens }

  // MARK: - Stretches

  /// `between 10:07 and 15:40`, `from 10:07 to 15:40`, `10:07 – 12:07`, by positions in `times`.
  var stretches: [Stretch] {
    var stretches: [Stretch] = []
    for index in times.indices.dropLast() where stretches.last?.to != index {
      let gap = times[index].tokens.upperBound..<times[index + 1].tokens.lowerBound
      let words = gap.filter { !isInDate($0) }.map { tokens[$0].text }
        .filter { !["on", "at", ",", "utc"].contains($0) }
      guard words.count == 1, let word = words.first else { continue }
      let isJoined = ["-", "–", "—", "to", "until", "till", "through"].contains(word)
      guard isJoined || (word == "and" && isAfterBetween(times[index])) else { continue }
      stretches.append(Stretch(from: index, to: index + 1))
    }
    return stretches
  }

  private func isAfterBetween(_ time: ProseTime) -> Bool {
    let start = max(0, time.tokens.lowerBound - 8)
    return tokens[start..<time.tokens.lowerBound].contains { $0.text == "between" }
  }

  private func isInDate(_ index: Int) -> Bool { dates.contains { $0.tokens.contains(index) } }

  private func isInTime(_ index: Int) -> Bool { times.contains { $0.tokens.contains(index) } }

  // MARK: - Moments

  /// What a single time tells, or nil when its clause does not say.
  ///
  /// The nearest cue before the time in its clause holds, else the first behind it. A clause with
  /// nothing but the time leads on to the next: "At 10:07 UTC on May 3, we detected it".
  func kind(of time: ProseTime) -> Milestone.Kind? {
    let clauses = self.clauses
    guard var position = clauses.firstIndex(where: { $0.contains(time.tokens.lowerBound) }),
      !isRelativeDay(clauses[position])
    else { return nil }
    let own = clauses[position]
    let neighbours = times.filter { own.contains($0.tokens.lowerBound) }
    let before = neighbours.last { $0.tokens.lowerBound < time.tokens.lowerBound }
    let after = neighbours.first { $0.tokens.lowerBound > time.tokens.lowerBound }
    let start = before?.tokens.upperBound ?? own.lowerBound
    let end = after?.tokens.lowerBound ?? own.upperBound
    if let cue = ProseCue.cues(in: tokens, start..<time.tokens.lowerBound).last {
      return cue.isNegated == isLimit(time) ? cue.kind : nil
    }
    if let cue = positiveCue(time.tokens.upperBound..<end) { return cue.kind }
    while isBare(clauses[position]), position + 1 < clauses.count {
      position += 1
      let next = clauses[position]
      guard !next.contains(where: isInTime), !isRelativeDay(next) else { return nil }
      if let cue = positiveCue(next) { return cue.kind }
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

  private static let breaks: Set<String> = [
    ",", ";", ":", "|", "–", "—", "-", "and", "with", "then", "before", "after", "but", "while",
  ]

  /// Ranges of tokens; marks inside dates and times, and a comma beside them, break nothing.
  private var clauses: [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = 0
    for index in tokens.indices where ProseClauses.breaks.contains(tokens[index].text) {
      guard !isInDate(index), !isInTime(index), !isBesideDate(index), !joinsWords(index) else {
        continue
      }
      if start < index { clauses.append(start..<index) }
      start = index + 1
    }
    if start < tokens.count { clauses.append(start..<tokens.count) }
    return clauses
  }

  /// A comma between a date and its time, or before "at 10:07".
  private func isBesideDate(_ index: Int) -> Bool {
    guard [",", "-", "–"].contains(tokens[index].text) else { return false }
    let next = index + 1
    if isInDate(index - 1), isInTime(next) || (next < tokens.count && tokens[next].text == "at") {
      return true
    }
    if isInTime(index - 1), isInDate(next) { return true }
    return next < tokens.count && ["at", "by", "on"].contains(tokens[next].text)
      && (isInTime(next + 1) || isInDate(next + 1)) && !hasTime(before: index)
  }

  private func hasTime(before index: Int) -> Bool {
    times.contains { $0.tokens.upperBound <= index }
  }

  /// The hyphen of a compound word.
  private func joinsWords(_ index: Int) -> Bool {
    tokens[index].text == "-" && tokens[index].isGlued && index + 1 < tokens.count
      && tokens[index + 1].isGlued
  }

  private static let fillers: Set<String> = [
    "at", "on", "by", "around", "about", "approximately", "from", "since", "~", "≈", "in", "the",
    "beginning", "starting",
    "(", ")", "[", "]", "*", "utc",
  ]

  private func isBare(_ clause: Range<Int>) -> Bool {
    clause.allSatisfy {
      isInDate($0) || isInTime($0) || ProseClauses.fillers.contains(tokens[$0].text)
    }
  }

  /// Whether the day is told from another one, which is not understood.
  private func isRelativeDay(_ clause: Range<Int>) -> Bool {
    let words = clause.map { tokens[$0].text }
    if !Set(words).isDisjoint(with: ["yesterday", "tomorrow", "overnight"]) { return true }
    return zip(words, words.dropFirst()).contains { first, second in
      ["next", "following", "previous", "same"].contains(first) && second == "day"
        && first != "same"
    }
  }
}
