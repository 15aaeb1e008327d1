// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Lets large templates take in small ones that are special cases of them.
///
/// Template a takes in b if a has at least two constant words and stands for at least three times
/// as many rows as b, and b reads like a with 1 to 4 tokens in the place of each star. Of several
/// the one with most constant words wins, then the one of more rows, then the first by its words.
/// Rows are counted, not lines: how often a line was met must not change what it is.
enum TemplateAbsorption {
  private static let fewestWords = 2
  private static let fewestTimes = 3
  private static let mostTokens = 4

  /// For each template the one that takes it in, which is itself for those that stay.
  static func targets(_ templates: [[Int32]], weights: [Int], words: RankedWords) -> [Int] {
    let constants = templates.map { row in row.count { words.isConstant($0) } }
    var target = Array(templates.indices)
    let index = byRarestWord(templates, weights, constants, words)
    guard !index.isEmpty else { return target }
    for (small, row) in templates.enumerated() {
      var best: Int?
      for word in Set(row) {
        for large in index[word] ?? [] where weights[large] >= Self.fewestTimes * weights[small] {
          if let best, !precedes(large, best, templates, weights, constants) { continue }
          if matches(templates[large], row, words) { best = large }
        }
      }
      if let best { target[small] = best }
    }
    // Weights grow along a chain, so it ends.
    for start in target.indices {
      var end = start
      while target[end] != end { end = target[end] }
      target[start] = end
    }
    return target
  }

  /// Templates that can take in others, by the one of their words that fewest templates have.
  private static func byRarestWord(
    _ templates: [[Int32]], _ weights: [Int], _ constants: [Int], _ words: RankedWords
  ) -> [Int32: [Int]] {
    var holders: [Int32: Int] = [:]
    for row in templates { for word in Set(row) { holders[word, default: 0] += 1 } }
    var index: [Int32: [Int]] = [:]
    for (number, row) in templates.enumerated()
    where weights[number] >= fewestTimes && constants[number] >= fewestWords
      && row.contains(words.star)
    {
      let rarest = row.filter { words.isConstant($0) }.min {
        (holders[$0] ?? 0, $0) < (holders[$1] ?? 0, $1)
      }
      if let rarest { index[rarest, default: []].append(number) }
    }
    return index
  }

  private static func precedes(
    _ left: Int, _ right: Int, _ templates: [[Int32]], _ weights: [Int], _ constants: [Int]
  ) -> Bool {
    if constants[left] != constants[right] { return constants[left] > constants[right] }
    if weights[left] != weights[right] { return weights[left] > weights[right] }
    return templates[left].lexicographicallyPrecedes(templates[right])
  }

  /// Whether `row` reads like `template`; stars take no frame and no type of an exception.
  ///
  /// - Complexity: O(tokens of both multiplied).
  static func matches(_ template: [Int32], _ row: [Int32], _ words: RankedWords) -> Bool {
    guard row.count >= template.count else { return false }
    var reached = [Bool](repeating: false, count: row.count + 1)
    reached[0] = true
    for token in template {
      var next = [Bool](repeating: false, count: row.count + 1)
      var isAlive = false
      for place in 0..<row.count where reached[place] {
        let longest = token == words.star ? mostTokens : 1
        for length in 1...longest where place + length <= row.count {
          let taken = row[place + length - 1]
          let fits = token == words.star ? !words.kind(taken).contains(.fixed) : taken == token
          guard fits else { break }
          next[place + length] = true
          isAlive = true
        }
      }
      guard isAlive else { return false }
      reached = next
    }
    return reached[row.count]
  }
}
