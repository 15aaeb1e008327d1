// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads the claims of one sentence.
struct ProseFinder {
  let sentence: ProseSentence
  /// The days that it names, in order.
  let dates: [ProseDate]
  let text: [UInt8]
  /// The day of a time for which the sentence names none.
  let otherDay: CivilDate?
  let zoneOffsetSeconds: Int
  /// The one service that it is about.
  let service: String?

  func read(into reading: inout ProseClaims.Reading) {
    let times = ProseTime.times(in: sentence, of: text)
    let clauses = ProseClauses(sentence: sentence, dates: dates, times: times)
    let days = days(of: times)
    let words = Set(sentence.tokens.map(\.text))
    var claims: [ProseClaim] = []
    var isEnd = [Bool](repeating: false, count: times.count)
    for stretch in clauses.stretches {
      (isEnd[stretch.from], isEnd[stretch.to]) = (true, true)
      guard !words.isDisjoint(with: ProseCue.impact) else { continue }
      claims += ends(times, stretch, days, &reading)
    }
    for index in times.indices where !isEnd[index] {
      guard let kind = clauses.kind(of: index) else { continue }
      guard !times[index].isZoneUnclear else {
        refuse(times[index], &reading)
        continue
      }
      if let claim = moment(kind, times[index], days[index], times[index].zone) {
        claims.append(claim)
      }
    }
    let taken = dates.map(\.tokens) + times.map(\.tokens)
    claims += ProseQuantity.quantities(in: sentence, of: text, except: taken).map {
      claim($0.kind, $0.value, $0.tokens, isOfService: $0.kind == .duration(.impact))
    }
    reading.claims += claims.sorted {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
  }

  /// Days that have no year anywhere.
  func refuseYearlessDays(into reading: inout ProseClaims.Reading) {
    let known = Set(dates.map(\.tokens.lowerBound))
    // Any leap year will do: a day that is none in it is none.
    for date in ProseDate.dates(in: sentence, year: 2000)
    where !known.contains(date.tokens.lowerBound) {
      reading.refusals.append(refusal(.noYear, date.tokens))
    }
  }

  // MARK: - Moments

  /// Onset and end of a stretch that somebody was hit in; one zone holds for both.
  private func ends(
    _ times: [ProseTime], _ stretch: ProseClauses.Stretch, _ days: [CivilDate?],
    _ reading: inout ProseClaims.Reading
  ) -> [ProseClaim] {
    var (from, to) = (times[stretch.from], times[stretch.to])
    // "21:03 CST (UTC+8) … and 16:03 CST" explains the word once for both.
    if from.zoneWord == to.zoneWord {
      (from.zone, to.zone) = (from.zone ?? to.zone, to.zone ?? from.zone)
    }
    for time in [from, to] where time.isZoneUnclear && time.zone == nil {
      refuse(time, &reading)
      return []
    }
    let word = (from.zoneWord ?? to.zoneWord, to.zoneWord ?? from.zoneWord)
    guard var onset = moment(.onset, from, days[stretch.from], from.zone ?? to.zone),
      var end = moment(.ended, to, days[stretch.to], to.zone ?? from.zone),
      let first = onset.time, let last = end.time
    else { return [] }
    (onset.zone, end.zone) = word
    (onset.service, end.service) = (service, service)
    if last.time < first.time {
      // Past midnight: only the first end's day was told.
      let day = TimeSpan.hours(24)
      guard last.time + day >= first.time, case .moment(_, let isAssumed) = end.value else {
        return []
      }
      let later = TimeEstimate(
        time: last.time + day, earliest: last.earliest + day, latest: last.latest + day)
      end.value = .moment(later, isZoneAssumed: isAssumed)
    }
    return [onset, end]
  }

  private func moment(
    _ kind: Milestone.Kind, _ time: ProseTime, _ day: CivilDate?, _ zone: Int?
  ) -> ProseClaim? {
    guard let day else { return nil }
    let instant =
      Timestamp(day) + time.sinceMidnight - .seconds(Int64(zone ?? zoneOffsetSeconds))
    let estimate = TimeEstimate(
      time: instant, earliest: instant - time.plusMinus, latest: instant + time.plusMinus)
    var claim = claim(
      .moment(kind), .moment(estimate, isZoneAssumed: zone == nil), time.tokens, isOfService: false)
    claim.zone = time.zoneWord
    return claim
  }

  private func refuse(_ time: ProseTime, _ reading: inout ProseClaims.Reading) {
    reading.refusals.append(refusal(.unclearZone(time.zoneWord ?? ""), time.tokens))
  }

  // MARK: - Days

  private static let joints: Set<String> = ["on", ",", "(", "of", "the", "at", "@", "-"]

  /// The day of each time: the one right before it, else the one right behind it, else the last before
  /// it, else the first of the sentence, else that of the text.
  private func days(of times: [ProseTime]) -> [CivilDate?] {
    var days: [CivilDate?] = []
    var next = 0
    for time in times {
      while next < dates.count, dates[next].tokens.upperBound <= time.tokens.lowerBound {
        next += 1
      }
      let before = next > 0 ? dates[next - 1] : nil
      if let before, isJoined(before.tokens.upperBound, time.tokens.lowerBound) {
        days.append(before.date)
      } else if next < dates.count, !isDashed(behind: time),
        isJoined(time.tokens.upperBound, dates[next].tokens.lowerBound)
      {
        days.append(dates[next].date)
      } else {
        days.append(before?.date ?? dates.first?.date ?? otherDay)
      }
    }
    return days
  }

  /// "10:07 – 17 December, 12:07": what follows the dash is another end.
  private func isDashed(behind time: ProseTime) -> Bool {
    let next = time.tokens.upperBound
    return next < sentence.tokens.count && ["-", "–", "—"].contains(sentence.tokens[next].text)
  }

  private func isJoined(_ start: Int, _ end: Int) -> Bool {
    start <= end && end - start <= 3
      && sentence.tokens[start..<end].allSatisfy { ProseFinder.joints.contains($0.text) }
  }

  // MARK: - Places

  private func claim(
    _ kind: ProseClaim.Kind, _ value: ProseClaim.Value, _ tokens: Range<Int>, isOfService: Bool
  ) -> ProseClaim {
    let bytes = place(tokens)
    return ProseClaim(
      kind: kind, value: value, service: isOfService ? service : nil,
      text: ProseExcerpt.words(bytes, of: text), bytes: bytes,
      sentence: ProseExcerpt.sentence(sentence.bytes, around: bytes, of: text),
      sentenceBytes: sentence.bytes)
  }

  private func refusal(_ reason: ProseRefusal.Reason, _ tokens: Range<Int>) -> ProseRefusal {
    let bytes = place(tokens)
    return ProseRefusal(
      reason: reason, text: ProseExcerpt.words(bytes, of: text), bytes: bytes,
      sentence: ProseExcerpt.sentence(sentence.bytes, around: bytes, of: text))
  }

  private func place(_ tokens: Range<Int>) -> Range<Int> {
    sentence.tokens[tokens.lowerBound].bytes
      .lowerBound..<sentence.tokens[tokens.upperBound - 1].bytes.upperBound
  }
}
