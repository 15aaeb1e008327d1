// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Finds what a report states in numbers: moments, lengths of time and counts.
///
/// Only what is understood is given: a time needs a word of its clause that says what it was, a zone
/// with one meaning and a day; a length and a count need a word that says of what. English text.
/// Worked example: "We detected it at 10:07 UTC, recovery started at 11:00 UTC" gives `detected`
/// 10:07 ± 30 s and `recovery_started` 11:00 ± 30 s; "at 10:07 UTC the sun shone" gives nothing.
package enum ProseClaims {
  /// The claims of `text` in the order of their bytes.
  ///
  /// A time is of the day its sentence names, else of the last day named before it, else of the
  /// first named after it, else of `date`; days on which the text was posted count for their own
  /// line only. Without any day a time is no moment. `zoneOffsetSeconds` is for times without a zone.
  /// Text in code blocks and in computed blocks claims nothing.
  package static func find(
    in text: String, date: CivilDate? = nil, zoneOffsetSeconds: Int = 0
  ) -> [ProseClaim] {
    let bytes = Array(text.utf8)
    let sentences = ProseSentence.sentences(of: bytes)
    let dates = sentences.map { ProseDate.dates(in: $0, year: date?.year) }
    let told = zip(sentences, dates).filter { !$0.0.isPosting }.flatMap(\.1)
    return zip(sentences, dates).flatMap { sentence, own in
      let finder = Finder(
        sentence: sentence, dates: own, text: bytes, otherDates: told, caseDate: date,
        zoneOffsetSeconds: zoneOffsetSeconds)
      return finder.claims.sorted {
        ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
      }
    }
  }

  private struct Finder {
    let sentence: ProseSentence
    let dates: [ProseDate]
    let text: [UInt8]
    let otherDates: [ProseDate]
    let caseDate: CivilDate?
    let zoneOffsetSeconds: Int

    var claims: [ProseClaim] {
      let times = ProseTime.times(in: sentence, of: text)
      let clauses = ProseClauses(sentence: sentence, dates: dates, times: times)
      let stretches = clauses.stretches
      var claims = stretches.flatMap { ends(times[$0.from], times[$0.to]) }
      let single = times.indices.filter { index in
        !stretches.contains { $0.from == index || $0.to == index }
      }
      claims += single.compactMap { index in
        clauses.kind(of: times[index]).flatMap { moment($0, times[index], times[index].zone) }
      }
      let taken = dates.map(\.tokens) + times.map(\.tokens)
      claims += ProseQuantity.quantities(in: sentence, of: text, except: taken).map {
        claim($0.kind, $0.value, $0.tokens)
      }
      return claims
    }

    /// Onset and end of a stretch that somebody was hit in; one zone holds for both.
    private func ends(_ from: ProseTime, _ to: ProseTime) -> [ProseClaim] {
      guard !Set(sentence.tokens.map(\.text)).isDisjoint(with: ProseCue.impact),
        let onset = moment(.onset, from, from.zone ?? to.zone),
        var end = moment(.ended, to, to.zone ?? from.zone), let first = onset.time,
        let last = end.time
      else { return [] }
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
      _ kind: Milestone.Kind, _ time: ProseTime, _ zone: Int?
    ) -> ProseClaim? {
      guard let day = day(of: time) else { return nil }
      let instant =
        Timestamp(day) + time.sinceMidnight - .seconds(Int64(zone ?? zoneOffsetSeconds))
      let estimate = TimeEstimate(
        time: instant, earliest: instant - time.plusMinus, latest: instant + time.plusMinus)
      return claim(
        .moment(kind), .moment(estimate, isZoneAssumed: zone == nil), time.tokens)
    }

    private func day(of time: ProseTime) -> CivilDate? {
      let own =
        dates.last { $0.tokens.upperBound <= time.tokens.lowerBound } ?? dates.first
      if let own { return own.date }
      let position = sentence.bytes.lowerBound
      let other = otherDates.last { $0.position < position } ?? otherDates.first
      return other?.date ?? caseDate
    }

    private func claim(
      _ kind: ProseClaim.Kind, _ value: ProseClaim.Value, _ tokens: Range<Int>
    ) -> ProseClaim {
      let bytes =
        sentence.tokens[tokens.lowerBound].bytes
        .lowerBound..<sentence.tokens[tokens.upperBound - 1].bytes.upperBound
      return ProseClaim(
        kind: kind, value: value, text: words(bytes), bytes: bytes, sentence: words(sentence.bytes),
        sentenceBytes: sentence.bytes)
    }

    private func words(_ bytes: Range<Int>) -> String {
      String(decoding: text[bytes], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
  }
}

extension [ProseClaim] {
  /// The claims that a case has a place for: the first time to resolution and the first failed steps
  /// and requests.
  package var claims: Claims {
    func count(_ unit: ProseClaim.Unit) -> Claims.Count? {
      first { $0.kind == .count(unit, isFailed: true) }?.count
    }
    return Claims(
      duration: first { $0.kind == .duration(.resolution) }?.duration,
      failedSteps: count(.step), failedRequests: count(.request))
  }
}
