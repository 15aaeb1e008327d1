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
  /// What was understood of a text, and what was not though it states something.
  package struct Reading: Sendable {
    /// In the order of their bytes.
    package var claims: [ProseClaim] = []
    package var refusals: [ProseRefusal] = []
    /// The services of the case that the text names anywhere.
    package var services: Set<String> = []
  }

  /// The claims of `text` in the order of their bytes.
  package static func find(
    in text: String, date: CivilDate? = nil, zoneOffsetSeconds: Int = 0, services: [String] = []
  ) -> [ProseClaim] {
    read(text, date: date, zoneOffsetSeconds: zoneOffsetSeconds, services: services).claims
  }

  /// Reads a text whose times lie at `date` where it says nothing else.
  ///
  /// A time is of the day that its sentence names beside it, else of the last day named before it,
  /// else of the first named after it, else of `date`; days on which the text was posted count for
  /// their own line only. Without any day a time is no moment, and without `date` a day without a
  /// year is none. `zoneOffsetSeconds` is for times without a zone. A stretch and a length of impact
  /// are of the one service of `services` that their sentence names, else of the one that its heading
  /// names, else of the incident. Text in code blocks and in computed blocks claims nothing, and
  /// neither do the tags of HTML.
  ///
  /// - Complexity: linear in the bytes of the text.
  package static func read(
    _ text: String, date: CivilDate? = nil, zoneOffsetSeconds: Int = 0, services: [String] = []
  ) -> Reading {
    let bytes = ProseMarkup.blanked(Array(text.utf8))
    let sentences = ProseSentence.sentences(of: bytes)
    let dates = sentences.map { ProseDate.dates(in: $0, year: date?.year) }
    let told = zip(sentences, dates).filter { !$0.0.isPosting }.flatMap(\.1)
    let names = ProseServices(services)
    var reading = Reading()
    var next = 0
    for (sentence, own) in zip(sentences, dates) {
      while next < told.count, told[next].position < sentence.bytes.lowerBound { next += 1 }
      let other = next > 0 ? told[next - 1] : told.first
      let found = names.names(in: sentence.tokens)
      let inherited = found.isEmpty ? names.names(in: sentence.heading) : found
      reading.services.formUnion(found.union(names.names(in: sentence.heading)))
      let finder = ProseFinder(
        sentence: sentence, dates: own, text: bytes, otherDay: other?.date ?? date,
        zoneOffsetSeconds: zoneOffsetSeconds,
        service: inherited.count == 1 ? inherited.first : nil)
      finder.read(into: &reading)
      if date == nil { finder.refuseYearlessDays(into: &reading) }
    }
    return reading
  }

  /// A moment that was found in `text` by other means, with the sentence around it.
  package static func claim(
    _ kind: Milestone.Kind, _ time: TimeEstimate, zone: String?, bytes: Range<Int>, in text: String
  ) -> ProseClaim {
    let blanked = ProseMarkup.blanked(Array(text.utf8))
    let sentence =
      ProseSentence.sentences(of: blanked).first {
        $0.bytes.lowerBound <= bytes.lowerBound && bytes.upperBound <= $0.bytes.upperBound
      }?.bytes ?? bytes
    return ProseClaim(
      kind: .moment(kind), value: .moment(time, isZoneAssumed: zone == nil), zone: zone,
      text: ProseExcerpt.words(bytes, of: blanked), bytes: bytes,
      sentence: ProseExcerpt.sentence(sentence, around: bytes, of: blanked),
      sentenceBytes: sentence)
  }
}

extension [ProseClaim] {
  /// The claims that a case has a place for: the first time to resolution, the first length of impact
  /// of each service, the first failed steps and requests.
  package var claims: Claims {
    func count(_ unit: ProseClaim.Unit) -> Claims.Count? {
      first { $0.kind == .count(unit, isFailed: true) }?.count
    }
    var claims = Claims(
      duration: first { $0.kind == .duration(.resolution) }?.duration,
      failedSteps: count(.step), failedRequests: count(.request))
    for claim in self where claim.kind == .duration(.impact) {
      guard let service = claim.service, claims.serviceDurations[service] == nil else { continue }
      claims.serviceDurations[service] = claim.duration
    }
    return claims
  }
}
