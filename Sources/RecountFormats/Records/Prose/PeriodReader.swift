// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Finds where a text says from when to when something lasted.
struct PeriodReader {
  private var reader: MomentReader

  /// Words of prose that are looked at; an account of an incident states its period at its beginning.
  private static let maxTokens = 20_000
  private static let maxBytes = 256 << 10
  /// Between a start and the "until" of its end.
  private static let longestGap = 80

  private static let openings: Set<String> = [
    "between", "from", "starting", "started", "beginning", "began", "since",
  ]
  private static let ends: Set<String> = ["to", "until", "till", "til", "through", "-"]

  init(_ text: String) {
    reader = MomentReader(
      text.utf8.prefix(PeriodReader.maxBytes), limit: PeriodReader.maxTokens)
  }

  /// Every year that stands in a written date.
  var years: Set<Int> {
    var reader = reader
    var years: Set<Int> = []
    reader.index = 0
    while !reader.isAtEnd {
      switch reader.day() {
      case .full(let date): years.insert(date.year)
      case .unordered(_, _, let year): years.insert(year)
      case .inYear: break
      case nil: reader.index += 1
      }
    }
    return years
  }

  /// The first start that is stated, with its end; nil when no start is stated.
  mutating func next() -> (start: WrittenMoment, end: WrittenMoment?)? {
    while !reader.isAtEnd {
      let place = reader.index
      let isOpened = reader.skip(PeriodReader.openings)
      if var start = timedMoment() {
        if var end = end(afterAnd: isOpened) {
          while let further = furtherEnd() {
            // The day of the first period is no other's.
            start.day = start.day ?? end.day
            end = further
          }
          return (start, end)
        }
        if isOpened { return (start, laterEnd()) }
      }
      reader.index = place + 1
    }
    return nil
  }

  /// A moment with a time of day; the place stays where there is none.
  private mutating func timedMoment() -> WrittenMoment? {
    let place = reader.index
    if let moment = reader.moment(), moment.clock != nil { return moment }
    reader.index = place
    return nil
  }

  /// The end right behind a start: "and 12:15", "to 12:15", "and until 12:15".
  private mutating func end(afterAnd: Bool) -> WrittenMoment? {
    let place = reader.index
    let hasAnd = afterAnd && reader.skip(["and"])
    let hasEnd = reader.skip(PeriodReader.ends)
    if hasAnd || hasEnd, let end = timedMoment() { return end }
    reader.index = place
    return nil
  }

  /// The end of a further period in the same statement: "and [between] 04:07 to 04:52".
  private mutating func furtherEnd() -> WrittenMoment? {
    let place = reader.index
    if reader.skip(["and", ","]) {
      _ = reader.skip(["then"])
      let isOpened = reader.skip(PeriodReader.openings)
      if timedMoment() != nil, let end = end(afterAnd: isOpened) { return end }
    }
    reader.index = place
    return nil
  }

  /// The end further on in the same sentence, behind "until" or "to".
  private mutating func laterEnd() -> WrittenMoment? {
    let place = reader.index
    while !reader.isAtEnd, reader.index < place + PeriodReader.longestGap {
      if reader.token().isMark("."), reader.token(1).isSpaced { break }
      if reader.skip(["until", "till", "til", "to", "through"]) {
        if let end = timedMoment() { return end }
      } else {
        reader.index += 1
      }
    }
    reader.index = place
    return nil
  }
}
