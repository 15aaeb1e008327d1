// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountFormats
package import RecountModel

/// Reads what a report claims: its sentences one by one, and the period that its text states.
package enum ReportClaims {
  /// What `text` claims; `date` is the day of the incident where that is known.
  ///
  /// The sentences are read first. Accounts that state their period in other words, "Starting at 21:30
  /// UTC on 1 Jan, …, until 02:10 UTC", give onset and end where no sentence gave both.
  package static func read(
    _ text: String, date: CivilDate?, services: [String] = []
  ) -> ProseClaims.Reading {
    var reading = ProseClaims.read(text, date: date, services: services)
    let ends = reading.claims.filter { [.moment(.onset), .moment(.ended)].contains($0.kind) }
    guard Set(ends.map(\.kind)).count < 2,
      case .success(let period) = StatedPeriod.parse(
        String(decoding: ProseMarkup.blanked(Array(text.utf8)), as: UTF8.self))
    else { return reading }
    for (kind, moment) in [(Milestone.Kind.onset, period.start), (.ended, period.end)] {
      let isThere = ends.contains { $0.kind == .moment(kind) && $0.time?.time == moment.time }
      guard !isThere else { continue }
      let estimate = TimeEstimate(
        time: moment.time, earliest: moment.time - moment.plusMinus,
        latest: moment.time + moment.plusMinus)
      reading.claims.append(
        ProseClaims.claim(
          kind, estimate, zone: moment.zone.word, bytes: moment.bytes, in: text))
    }
    reading.claims.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    return reading
  }
}
