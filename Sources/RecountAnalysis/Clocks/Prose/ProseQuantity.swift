// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Lengths of time and counts in a sentence.
struct ProseQuantity {
  let kind: ProseClaim.Kind
  let value: ProseClaim.Value
  let tokens: Range<Int>

  static let hedges: Set<String> = [
    "about", "approximately", "approx", "around", "roughly", "circa", "~", "≈",
  ]

  /// Tokens of a date or a time are no quantity.
  static func quantities(
    in sentence: ProseSentence, of text: [UInt8], except taken: [Range<Int>]
  ) -> [ProseQuantity] {
    var behind = [Int](repeating: 0, count: sentence.tokens.count)
    for range in taken {
      for index in range { behind[index] = max(behind[index], range.upperBound) }
    }
    var found: [ProseQuantity] = []
    var index = 0
    let reader = ProseQuantityReader(tokens: sentence.tokens, text: text)
    while index < sentence.tokens.count {
      if behind[index] > 0 {
        index = behind[index]
      } else if let quantity = reader.duration(at: index) ?? reader.count(at: index) {
        if let known = quantity.quantity { found.append(known) }
        index = quantity.end
      } else {
        index += 1
      }
    }
    return found
  }
}

/// Tries the longest words from a position on; a quantity whose role is not told is skipped.
private struct ProseQuantityReader {
  let tokens: [ProseToken]
  let text: [UInt8]
  /// Every word of the sentence.
  private let words: Set<String>
  /// Behind each "time to" of the sentence.
  private let namedLengths: [Int]
  /// The first word that names a length as such.
  private let firstName: Int?

  init(tokens: [ProseToken], text: [UInt8]) {
    self.tokens = tokens
    self.text = text
    words = Set(tokens.map(\.text))
    namedLengths = tokens.indices.dropLast(2).filter {
      tokens[$0].text == "time" && tokens[$0 + 1].text == "to"
    }.map { $0 + 2 }
    firstName = tokens.firstIndex { ["total", "duration", "downtime"].contains($0.text) }
  }

  private func words(_ range: Range<Int>) -> String {
    let bytes =
      tokens[range.lowerBound].bytes.lowerBound..<tokens[range.upperBound - 1].bytes.upperBound
    return ProseExcerpt.words(bytes, of: text)
  }

  /// Longest first, so that "five hours and 33 minutes" is not "five hours".
  private func ends(from index: Int, atMost count: Int) -> [Int] {
    Array((index + 1...max(index + 1, min(tokens.count, index + count))).reversed())
  }

  /// Whether a hedge or the words of a bound begin here.
  private func isQualified(_ index: Int) -> Bool {
    ProseQuantity.hedges.contains(tokens[index].text)
      || ClaimBound.firstWords.contains(tokens[index].text)
  }

  // MARK: - Durations

  func duration(at index: Int) -> (quantity: ProseQuantity?, end: Int)? {
    // "A second" and "an hour" are as often no length; a number or a hedge is.
    guard !["a", "an", "some"].contains(tokens[index].text),
      tokens[index].kind == .number || isQualified(index)
        || ClaimParser.isNumberWord(tokens[index].text)
    else { return nil }
    for end in ends(from: index, atMost: 13) where tokens[end - 1].kind == .word {
      let range = index..<end
      guard let duration = ClaimParser.duration(words(range)), isSpelled(range) else { continue }
      guard let span = role(of: range) else { return (nil, end) }
      return (
        ProseQuantity(kind: .duration(span), value: .duration(duration), tokens: range), end
      )
    }
    return nil
  }

  /// A unit of one letter belongs to the number it is glued to.
  private func isSpelled(_ range: Range<Int>) -> Bool {
    range.allSatisfy {
      tokens[$0].text.utf8.count > 1 || tokens[$0].kind != .word || tokens[$0].isGlued
    }
  }

  private static let leading: Set<String> = [
    "for", "lasted", "lasting", "took", "taking", "was", "were", "is", "of", "total", ":",
  ]
  /// Words behind a length that is not one of impact.
  private static let trailing: Set<String> = [
    "ago", "later", "timeout", "timeouts", "interval", "intervals", "before", "after", "earlier",
    "each",
  ]

  private func role(of range: Range<Int>) -> ProseClaim.Span? {
    let before = range.lowerBound > 0 ? tokens[range.lowerBound - 1].text : ""
    let after = range.upperBound < tokens.count ? tokens[range.upperBound].text : ""
    guard ProseQuantityReader.leading.contains(before),
      !ProseQuantityReader.trailing.contains(after)
    else { return nil }
    if let name = lastName(before: range.lowerBound) {
      return ProseQuantityReader.span(timeTo: tokens[name].text)
    }
    // "Delays were 24 minutes" is no length of impact, "the outage lasted 24 minutes" is one.
    let isNamed = firstName.map { $0 < range.lowerBound } ?? false
    guard isNamed || !["of", "was", "were", "is", ":"].contains(before) else { return nil }
    return words.isDisjoint(with: ProseCue.impact) && !words.contains("lasted") ? nil : .impact
  }

  /// The word behind the last "time to" before `index`, by halves: there may be many of both.
  private func lastName(before index: Int) -> Int? {
    var (low, high) = (0, namedLengths.count)
    while low < high {
      let middle = (low + high) / 2
      if namedLengths[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? namedLengths[low - 1] : nil
  }

  private static func span(timeTo word: String) -> ProseClaim.Span? {
    switch word {
    case "resolution", "resolve", "recovery", "recover", "restore", "repair": .resolution
    case "detect", "detection": .detection
    case "mitigate", "mitigation": .mitigation
    default: nil
    }
  }

  // MARK: - Counts

  private static let units: [String: ProseClaim.Unit] = [
    "step": .step, "job": .job, "build": .build, "pipeline": .pipeline, "request": .request,
    "error": .error, "webhook": .webhook, "message": .message, "event": .event,
    "customer": .customer, "user": .user, "order": .order, "transaction": .transaction,
  ]
  private static let failing: Set<String> = [
    "failed", "fail", "failure", "failures", "failing", "unsuccessful", "errored", "error",
    "errors",
  ]
  private static let hit: Set<String> = [
    "affected", "impacted", "lost", "dropped", "rejected", "missing", "unable", "experienced",
  ]
  private static let stops: Set<String> = [
    "in", "of", "on", "at", "to", "and", "or", "that", "which", "by", "for", "from", "with",
    "were", "was", "had", "have", "during", "across", "per",
    "whose", "where", "when", "who", "as", "because",
  ]

  func count(at index: Int) -> (quantity: ProseQuantity?, end: Int)? {
    guard isQualified(index) || tokens[index].kind == .number, !isInsideNumber(index) else {
      return nil
    }
    for end in ends(from: index, atMost: 9) {
      var range = index..<end
      guard var count = ClaimParser.count(words(range)) else { continue }
      guard !isPartOfName(end), !isYearOrStatus(range) else { return (nil, end) }
      let trailing = trailingBound(at: end)
      if let trailing {
        count.bound = trailing.bound
        range = index..<trailing.end
      }
      guard let kind = unit(after: range.upperBound) else { return (nil, range.upperBound) }
      if trailing != nil { count.text = words(range) }
      return (ProseQuantity(kind: kind, value: .count(count), tokens: range), range.upperBound)
    }
    return nil
  }

  /// `50,000+ requests`, `50,000 or more requests`.
  private func trailingBound(at end: Int) -> (bound: Claims.Bound, end: Int)? {
    guard end < tokens.count else { return nil }
    if tokens[end].text == "+", tokens[end].isGlued { return (.atLeast, end + 1) }
    guard tokens[end].text == "or", end + 1 < tokens.count else { return nil }
    switch tokens[end + 1].text {
    case "more": return (.atLeast, end + 2)
    case "fewer", "less": return (.atMost, end + 2)
    default: return nil
    }
  }

  /// `5xx`, `2FA` and `12%` go on behind the digits.
  private func isPartOfName(_ end: Int) -> Bool {
    end < tokens.count && tokens[end].isGlued
      && (tokens[end].kind == .word || tokens[end].text == "%")
  }

  /// `in 2022` and `503 errors` name a year and a status more often than a number of things.
  private func isYearOrStatus(_ range: Range<Int>) -> Bool {
    guard range.count == 1, let number = tokens[range.lowerBound].number else { return false }
    let before = range.lowerBound > 0 ? tokens[range.lowerBound - 1].text : ""
    let after = range.upperBound < tokens.count ? tokens[range.upperBound].text : ""
    if (1900...2100).contains(number) { return ["in", "since", "of", "during"].contains(before) }
    return (100...599).contains(number)
      && (["http", "status", "code"].contains(before)
        || ["error", "errors", "response", "responses", "status"].contains(after))
  }

  /// `v2`, `1.2.3`, `#60` and `-5` hold digits that count nothing.
  private func isInsideNumber(_ index: Int) -> Bool {
    index > 0 && tokens[index].isGlued && tokens[index].kind == .number
      && !["(", "~", "≈", "*"].contains(tokens[index - 1].text)
  }

  /// The last counted thing of the words behind a number, when the sentence says it failed.
  private func unit(after end: Int) -> ProseClaim.Kind? {
    var unit: ProseClaim.Unit?
    var isFailed = false
    var index = end
    while index < min(tokens.count, end + 5), tokens[index].kind == .word,
      !ProseQuantityReader.stops.contains(tokens[index].text)
    {
      let word = tokens[index].text
      if ProseQuantityReader.failing.contains(word) { isFailed = true }
      let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
      if let named = ProseQuantityReader.units[singular], named != .error || unit == nil {
        unit = named
      }
      index += 1
    }
    guard let unit else { return nil }
    let rest = Set(tokens[index..<min(tokens.count, index + 5)].map(\.text))
    if isFailed || !rest.isDisjoint(with: ProseQuantityReader.failing) {
      return .count(unit, isFailed: true)
    }
    return words.isDisjoint(with: ProseQuantityReader.hit) ? nil : .count(unit, isFailed: false)
  }
}
