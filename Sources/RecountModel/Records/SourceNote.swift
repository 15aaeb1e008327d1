// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What else is known of a source than how its lines were counted: a word with a number.
///
/// Most sources have none of them. The raw value is the word in the case file and in JSON.
package enum SourceNote: String, CaseIterable, Sendable {
  /// Requests whose route is counted as `{other}`, because their service has too many.
  case otherRoutes = "other_routes"
  /// Events whose stamp states no zone.
  case zoneless
  /// Events of them whose stamp stands in an hour that came twice, because clocks were set back.
  case repeatedHour = "repeated_hour"
  /// Events of them whose stamp stands in an hour that never was, because clocks were set forward.
  case skippedHour = "skipped_hour"
  /// Events whose stamp states no year.
  case yearless
  /// 1 where somebody said which zone stamps without one are of.
  case zoneGiven = "zone_given"
  /// The year that somebody gave for stamps without one.
  case yearGiven = "year_given"
  /// When the content was written as its gzip header or its archive states, in seconds since the epoch,
  /// where that told the year of stamps without one.
  case yearWritten = "year_written"
  /// 1 where the format says how upstreams answered, so that none said means that none answered.
  case statesUpstream = "states_upstream"

  /// Whether the number says something of all lines, and does not grow with them.
  package var isConstant: Bool {
    switch self {
    case .zoneGiven, .yearGiven, .yearWritten, .statesUpstream: true
    case .otherRoutes, .zoneless, .repeatedHour, .skippedHour, .yearless: false
    }
  }
}

extension SourceRecord {
  /// Sentences for people about what had to be assumed of the source.
  package var assumptions: [String] {
    [
      zoneSentence, hourSentence(.repeatedHour), hourSentence(.skippedHour), yearSentence,
      routeSentence,
    ]
    .compactMap(\.self)
  }

  private func count(_ note: SourceNote) -> Int64 { notes[note] ?? 0 }

  private var zoneSentence: String? {
    let stamps = count(.zoneless)
    if stamps == 0 {
      return timeQuality == .zoneAssumed ? "some stamps state no zone and were read as UTC" : nil
    }
    let subject = "\(stamps) \(stamps == 1 ? "stamp states" : "stamps state") no zone and"
    let verb = stamps == 1 ? "was" : "were"
    return count(.zoneGiven) > 0
      ? "\(subject) \(verb) read in \(zone)"
      : "\(subject) \(verb) read as UTC, because no zone was given: give --tz"
  }

  private func hourSentence(_ note: SourceNote) -> String? {
    let stamps = count(note)
    guard stamps > 0 else { return nil }
    let noun = stamps == 1 ? "stamp stands" : "stamps stand"
    return note == .repeatedHour
      ? "\(stamps) \(noun) in an hour that came twice: the order of the lines told which"
      : "\(stamps) \(noun) in an hour that the clocks skipped, read as if they had not yet"
  }

  private var yearSentence: String? {
    let stamps = count(.yearless)
    guard stamps > 0 else { return nil }
    let subject = "\(stamps) \(stamps == 1 ? "stamp states" : "stamps state") no year"
    if let year = notes[.yearGiven] {
      return "\(subject): counted on from \(year), which was given"
    }
    if let seconds = notes[.yearWritten] {
      let day = Timestamp(seconds: seconds).dayText
      return
        "\(subject): inferred from \(day), when it was written as its gzip header or archive says"
    }
    return "\(subject): inferred from what stands beside it"
  }

  private var routeSentence: String? {
    let requests = count(.otherRoutes)
    guard requests > 0 else { return nil }
    return """
      \(requests) \(requests == 1 ? "request is" : "requests are") counted on the route {other}: \
      their service has too many routes
      """
  }
}
