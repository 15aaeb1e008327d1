// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Folds what a mask leaves behind until nothing changes, so that lists of any length look alike.
///
/// Neighbouring stars, and stars with one of `, : ; . - = / |` between them, become one star. So
/// does a group in brackets or quotes that holds nothing but stars and marks, and `<*` without its
/// end. A period of at most four tokens that holds a star and is repeated at once stays once.
struct RowFold: Sendable {
  private static let longestGroup = 5
  private static let longestPeriod = 4

  private static let marks = TokenVocabulary.marks
  /// The mark that ends the group a mark begins; -1 for others.
  private let closing: [Int32]
  private let joinsStars: [Bool]
  private let fillsGroups: [Bool]
  private let less: Int32
  private var output: [Int32] = []

  init() {
    func numbers(_ text: String) -> [Int32] {
      text.utf8.map { TokenVocabulary.markNumbers[Int($0)] }
    }
    func set(_ text: String) -> [Bool] {
      var isIn = [Bool](repeating: false, count: Self.marks.count + 1)
      for number in numbers(text) { isIn[Int(number)] = true }
      return isIn
    }
    var closing = [Int32](repeating: -1, count: Self.marks.count + 1)
    for (open, close) in zip(numbers("([<{\"'"), numbers(")]>}\"'")) { closing[Int(open)] = close }
    self.closing = closing
    joinsStars = set(",:;.-=/|")
    var fills = set(",:;.-=")
    fills[Int(TokenVocabulary.star)] = true
    fillsGroups = fills
    less = numbers("<")[0]
  }

  /// Folds `row` in place; rows never get longer.
  ///
  /// - Complexity: O(tokens) a pass; each pass but the last takes a token away.
  mutating func fold(_ row: inout [Int32]) {
    while true {
      let before = row.count
      foldGroups(&row)
      foldPeriods(&row)
      if row.count == before { return }
    }
  }

  private mutating func foldGroups(_ row: inout [Int32]) {
    output.removeAll(keepingCapacity: true)
    var index = 0
    while index < row.count {
      let token = row[index]
      let end = groupEnd(row, index)
      if end > index {
        appendStar()
        index = end
        continue
      }
      if token == TokenVocabulary.star { appendStar() } else { output.append(token) }
      index += 1
    }
    swap(&row, &output)
  }

  private mutating func appendStar() {
    let star = TokenVocabulary.star
    if output.last == star { return }
    if output.count >= 2, let mark = output.last, Int(mark) < joinsStars.count,
      joinsStars[Int(mark)], output[output.count - 2] == star
    {
      output.removeLast()
      return
    }
    output.append(star)
  }

  /// One past the group that begins at `index`, or `index` if none that can be folded does.
  private func groupEnd(_ row: [Int32], _ index: Int) -> Int {
    let token = row[index]
    guard token > 0, Int(token) < closing.count, closing[Int(token)] >= 0 else { return index }
    let close = closing[Int(token)]
    var end = index + 1
    while end < row.count, end <= index + Self.longestGroup, row[end] != close,
      Int(row[end]) < fillsGroups.count, fillsGroups[Int(row[end])]
    {
      end += 1
    }
    if end < row.count, row[end] == close { return end + 1 }
    let isBound = token == less && end == index + 2 && row[index + 1] == TokenVocabulary.star
    return isBound && end < row.count ? end : index
  }

  private mutating func foldPeriods(_ row: inout [Int32]) {
    guard row.count > 1 else { return }
    for period in 1...Self.longestPeriod where row.count >= 2 * period {
      var kept = 0
      var next = 0
      while next < row.count {
        row[kept] = row[next]
        kept += 1
        next += 1
        while kept >= period, isRepeated(row, kept - period, next, period) { next += period }
      }
      row.removeSubrange(kept...)
    }
  }

  private func isRepeated(_ row: [Int32], _ first: Int, _ second: Int, _ period: Int) -> Bool {
    guard second + period <= row.count, row[first] == row[second] else { return false }
    var holdsStar = false
    for offset in 0..<period {
      guard row[first + offset] == row[second + offset] else { return false }
      holdsStar = holdsStar || row[first + offset] == TokenVocabulary.star
    }
    return holdsStar
  }
}
