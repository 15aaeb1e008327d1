// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A time of day that a sentence states.
struct ProseTime {
  /// Since midnight.
  let sinceMidnight: TimeSpan
  let plusMinus: TimeSpan
  /// Seconds east of UTC; nil when the text gives no zone.
  var zone: Int?
  /// The zone as written, `UTC` or `+01:00`.
  var zoneWord: String?
  /// Whether the zone that is written may stand for more than one offset.
  var isZoneUnclear = false
  /// Positions of its tokens in the sentence.
  let tokens: Range<Int>

  /// Names that mean one offset wherever they are written; `CST`, `IST` or `PT` do not.
  private static let zones: [String: Int] = [
    "utc": 0, "gmt": 0, "z": 0, "pst": -8, "pdt": -7, "est": -5, "edt": -4, "cet": 1, "cest": 2,
  ]

  /// Times with minutes, in order.
  static func times(in sentence: ProseSentence, of text: [UInt8]) -> [ProseTime] {
    let tokens = sentence.tokens
    var times: [ProseTime] = []
    var index = 0
    while index < tokens.count {
      var reader = Reader(tokens: tokens, index: index)
      guard let sinceMidnight = reader.time() else {
        index += 1
        continue
      }
      let bytes = tokens[index].bytes.lowerBound..<tokens[reader.index - 1].bytes.upperBound
      let stated = String(decoding: text[bytes], as: UTF8.self)
      let half = ClaimParser.precision(ofTime: stated)
      let isHedged = index > 0 && ProseQuantity.hedges.contains(tokens[index - 1].text)
      reader.halfOfDay()
      let behind = reader.index
      let seconds = reader.zone()
      if let sinceMidnight = reader.onTheClock(sinceMidnight), let half {
        let word = tokens[behind..<reader.index].drop { $0.text == "(" }
          .prefix { !["(", ")"].contains($0.text) }
        let zone = word.isEmpty ? nil : word.map { $0.text.uppercased() }.joined()
        times.append(
          ProseTime(
            sinceMidnight: sinceMidnight, plusMinus: isHedged ? max(half, .minutes(15)) : half,
            zone: seconds, zoneWord: zone, isZoneUnclear: seconds == nil && zone != nil,
            tokens: index..<reader.index))
      }
      index = reader.index
    }
    return times
  }

  private struct Reader {
    let tokens: [ProseToken]
    var index: Int
    private var isAfternoon: Bool?

    init(tokens: [ProseToken], index: Int) {
      self.tokens = tokens
      self.index = index
    }

    private func token(_ offset: Int) -> ProseToken? {
      tokens.indices.contains(index + offset) ? tokens[index + offset] : nil
    }

    /// `10:07`, `10:07:31` or `10:07:31.250`.
    mutating func time() -> TimeSpan? {
      guard let hour = token(0)?.number, tokens[index].digits <= 2, hour < 24,
        !(tokens[index].isGlued && index > 0 && [":", ".", ","].contains(tokens[index - 1].text)),
        let minute = part(1), minute < 60
      else { return nil }
      var span = TimeSpan.minutes(Int64(hour * 60 + minute))
      if let second = part(3), second < 60 {
        span = span + .seconds(Int64(second))
        index += 2
        if token(3)?.text == ".", token(3)?.isGlued == true, token(4)?.isGlued == true,
          let fraction = token(4), fraction.kind == .number
        {
          let digits = (fraction.text + "000000").prefix(6)
          span = span + TimeSpan(microseconds: Int64(digits) ?? 0)
          index += 2
        }
      }
      index += 3
      return span
    }

    /// Two digits behind a glued colon.
    private func part(_ offset: Int) -> Int? {
      guard let colon = token(offset), colon.text == ":", colon.isGlued,
        let part = token(offset + 1), part.isGlued, part.digits == 2
      else { return nil }
      return part.number
    }

    /// Seconds east of UTC of the zone behind the time; nil without one, and for one that is named and
    /// not clear, behind which it then stands.
    mutating func zone() -> Int? {
      let isBracketed = token(0)?.text == "(" && token(2)?.text == ")"
      guard let name = token(isBracketed ? 1 : 0) else { return nil }
      if let hours = ProseTime.zones[name.text], name.isUppercase || hours == 0 {
        index += isBracketed ? 3 : 1
        return hours * 3600 + (hours == 0 ? offset() ?? 0 : 0)
      }
      if name.text == "+", name.isGlued { return offset() }
      guard name.isUppercase, (2...5).contains(name.text.utf8.count), name.text.hasSuffix("t")
      else { return nil }
      index += isBracketed ? 3 : 1
      return explainedOffset()
    }

    /// `CST (UTC+8)` is as clear as what stands in the brackets.
    private mutating func explainedOffset() -> Int? {
      guard token(0)?.text == "(", let name = token(1), ["utc", "gmt"].contains(name.text) else {
        return nil
      }
      let start = index
      index += 2
      guard let seconds = offset(), token(0)?.text == ")" else {
        index = start
        return nil
      }
      index += 1
      return seconds
    }

    /// `+01:00`, `+0100` or `+1` glued to what stands before.
    private mutating func offset() -> Int? {
      guard let sign = token(0), sign.isGlued, ["+", "-"].contains(sign.text),
        let number = token(1), number.isGlued, let value = number.number
      else { return nil }
      let seconds: Int
      if number.digits == 4 {
        seconds = value / 100 * 3600 + value % 100 * 60
        index += 2
      } else if number.digits <= 2, let minutes = part(2) {
        seconds = value * 3600 + minutes * 60
        index += 4
      } else if number.digits <= 2 {
        seconds = value * 3600
        index += 2
      } else {
        return nil
      }
      guard seconds <= 14 * 3600 else { return nil }
      return sign.text == "-" ? -seconds : seconds
    }

    mutating func halfOfDay() {
      guard let first = token(0) else { return }
      if ["am", "pm"].contains(first.text) {
        isAfternoon = first.text == "pm"
        index += 1
      } else if ["a", "p"].contains(first.text), token(1)?.text == ".", token(2)?.text == "m" {
        isAfternoon = first.text == "p"
        index += token(3)?.text == "." ? 4 : 3
      }
    }

    /// The time with its half of the day; nil when `13:00 pm` has none.
    func onTheClock(_ span: TimeSpan) -> TimeSpan? {
      guard let isAfternoon else { return span }
      guard span >= .hours(1), span < .hours(13) else { return nil }
      let inHalf = span >= .hours(12) ? span - .hours(12) : span
      return isAfternoon ? inHalf + .hours(12) : inHalf
    }
  }
}
