// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads moments from the tokens of a text.
struct MomentReader {
  let tokens: [WrittenToken]
  var index = 0

  init(_ text: some Collection<UInt8>, limit: Int = 64) {
    tokens = WrittenToken.tokens(text, limit: limit)
  }

  /// The moment that all of `text` is; nil when it is anything else.
  static func moment(_ text: String) -> WrittenMoment? {
    // A date, a time and a zone in words are far shorter.
    guard text.utf8.count <= 80 else { return nil }
    var reader = MomentReader(text.utf8)
    guard let moment = reader.moment(), reader.isAtEnd else { return nil }
    return moment
  }

  var isAtEnd: Bool { index >= tokens.count }

  /// The token `ahead` of the place; a mark that is nowhere written stands for the end.
  func token(_ ahead: Int = 0) -> WrittenToken {
    let place = index + ahead
    guard place < tokens.count else {
      return WrittenToken(kind: .mark, text: "", isSpaced: true, end: 0)
    }
    return tokens[place]
  }

  mutating func skip(_ words: Set<String>) -> Bool {
    guard words.contains(token().lower) else { return false }
    index += 1
    return true
  }

  // MARK: - Moments

  private static let joints: Set<String> = ["at", "on", "of", "the", ",", "@", "t", "as", "early"]
  private static let hedges: Set<String> = [
    "approximately", "approx", "about", "around", "roughly", "circa", "ca", "nearly", "~",
    "\u{2248}",
  ]

  /// A moment from the place on: day and time of day in any order, each at most once.
  ///
  /// Stands behind the last part of it, or where it stood when there is none.
  mutating func moment() -> WrittenMoment? {
    var moment = WrittenMoment()
    var end = index
    var start: Int?
    // A moment is a few words; a longer run of joints is none.
    let last = index + 24
    while index < last {
      while index < last {
        if skip(MomentReader.hedges) {
          moment.isHedged = true
          if token().isMark(".") { index += 1 }
        } else if !skip(MomentReader.joints) {
          break
        }
      }
      let place = index
      if moment.clock == nil, let clock = clock() {
        moment.clock = clock
        moment.zone = zone()
      } else if moment.day == nil, let day = day() {
        moment.day = day
      } else {
        break
      }
      start = start ?? place
      end = index
    }
    index = end
    if let start {
      moment.bytes = tokens[start].end - tokens[start].text.utf8.count..<tokens[end - 1].end
    }
    return moment.day == nil && moment.clock == nil ? nil : moment
  }

  /// `9:14`, `09:14:02.310`, `9:14 AM`.
  private mutating func clock() -> WrittenMoment.Clock? {
    guard token().kind == .number, token().text.count <= 2, token(1).isMark(":"),
      token(2).kind == .number, token(2).text.count == 2, !token(1).isSpaced, !token(2).isSpaced,
      token(2).value < 60
    else { return nil }
    var hour = token().value
    let minute = token(2).value
    var second: Int64 = 0
    var fraction: Int64 = 0
    var plusMinus = TimeSpan.seconds(30)
    var next = 3
    if token(3).isMark(":"), token(4).kind == .number, token(4).text.count == 2,
      token(4).value <= 60
    {
      second = Int64(token(4).value)
      plusMinus = TimeSpan(microseconds: 500_000)
      next = 5
      if token(5).isMark(".") || token(5).isMark(","), !token(5).isSpaced, !token(6).isSpaced,
        token(6).kind == .number
      {
        let digits = (token(6).text + "000000").prefix(6)
        fraction = Int64(digits) ?? 0
        plusMinus = TimeSpan(microseconds: 500)
        next = 7
      }
    }
    if let half = half(token(next)) {
      guard 1...12 ~= hour else { return nil }
      hour = hour % 12 + half
      next += 1
    }
    guard hour < 24 else { return nil }
    index += next
    let seconds = Int64(hour * 3600 + minute * 60) + second
    return WrittenMoment.Clock(microseconds: seconds * 1_000_000 + fraction, plusMinus: plusMinus)
  }

  private func half(_ token: WrittenToken) -> Int? {
    switch token.text {
    case "am", "AM": 0
    case "pm", "PM": 12
    default: nil
    }
  }

  // MARK: - Zones

  /// A zone behind a time; `CST (UTC+8)` is as clear as what stands in the brackets.
  private mutating func zone() -> WrittenZone? {
    guard let zone = plainZone() else { return nil }
    guard zone.offsetSeconds == nil, token().isMark("(") else { return zone }
    let start = index
    index += 1
    guard let clear = plainZone(), clear.offsetSeconds != nil, token().isMark(")") else {
      index = start
      return zone
    }
    index += 1
    return WrittenZone(word: zone.word, offsetSeconds: clear.offsetSeconds)
  }

  private mutating func plainZone() -> WrittenZone? {
    if token().kind == .word {
      guard var zone = WrittenZone(word: token().text) else { return nil }
      index += 1
      if zone.offsetSeconds == 0, !token().isSpaced, let offset = offset() {
        zone.word += offset.word
        zone.offsetSeconds = offset.offsetSeconds
      }
      return zone
    }
    guard !token().isSpaced || token(1).text.count == 4 || token(2).isMark(":") else { return nil }
    return offset()
  }

  /// `+8`, `+08`, `+0530`, `+05:30`.
  private mutating func offset() -> WrittenZone? {
    guard token().isMark("+") || token().isMark("-"), token(1).kind == .number, !token(1).isSpaced
    else { return nil }
    let digits = token(1).text
    var hours = token(1).value
    var minutes = 0
    var next = 2
    switch digits.count {
    case 1, 2:
      if token(2).isMark(":"), token(3).kind == .number, token(3).text.count == 2 {
        minutes = token(3).value
        next = 4
      }
    case 4:
      minutes = hours % 100
      hours /= 100
    default: return nil
    }
    guard hours <= 15, minutes < 60 else { return nil }
    let sign = token().text
    let text = (0..<next).map { token($0).text }.joined()
    index += next
    return WrittenZone(
      word: text, offsetSeconds: (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1))
  }
}
