// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Which tokens of a sentence belong to days and times, and where its clauses part.
struct ProseMarks {
  private let tokens: [ProseToken]
  let isInDate: [Bool]
  let isInTime: [Bool]
  /// Behind the first time, from where on a comma may part two of them.
  private let firstTimeEnd: Int?

  init(_ tokens: [ProseToken], _ dates: [ProseDate], _ times: [ProseTime]) {
    self.tokens = tokens
    isInDate = ProseMarks.flags(tokens.count, dates.map(\.tokens))
    isInTime = ProseMarks.flags(tokens.count, times.map(\.tokens))
    firstTimeEnd = times.first?.tokens.upperBound
  }

  private static func flags(_ count: Int, _ ranges: [Range<Int>]) -> [Bool] {
    var flags = [Bool](repeating: false, count: count)
    for range in ranges {
      for index in range { flags[index] = true }
    }
    return flags
  }

  func isTaken(_ index: Int) -> Bool { isInDate[index] || isInTime[index] }

  private static let breaks: Set<String> = [
    ",", ";", ":", "|", "–", "—", "-", "and", "with", "then", "before", "after", "but", "while",
  ]

  /// Ranges of tokens; marks inside dates and times, and a comma beside them, break nothing.
  var clauses: [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = 0
    for index in tokens.indices where ProseMarks.breaks.contains(tokens[index].text) {
      guard !isTaken(index), !isBesideDate(index), !joinsWords(index) else { continue }
      if start < index { clauses.append(start..<index) }
      start = index + 1
    }
    if start < tokens.count { clauses.append(start..<tokens.count) }
    return clauses
  }

  private func isDate(_ index: Int) -> Bool { isInDate.indices.contains(index) && isInDate[index] }

  private func isTime(_ index: Int) -> Bool { isInTime.indices.contains(index) && isInTime[index] }

  /// A comma between a date and its time, or before "at 10:07".
  private func isBesideDate(_ index: Int) -> Bool {
    guard [",", "-", "–"].contains(tokens[index].text) else { return false }
    let next = index + 1
    let word = next < tokens.count ? tokens[next].text : ""
    if isDate(index - 1), isTime(next) || word == "at" { return true }
    if isTime(index - 1), isDate(next) { return true }
    return ["at", "by", "on"].contains(word) && (isTime(next + 1) || isDate(next + 1))
      && !hasTime(before: index)
  }

  private func hasTime(before index: Int) -> Bool { firstTimeEnd.map { $0 <= index } ?? false }

  /// The hyphen of a compound word.
  private func joinsWords(_ index: Int) -> Bool {
    tokens[index].text == "-" && tokens[index].isGlued && index + 1 < tokens.count
      && tokens[index + 1].isGlued
  }
}
