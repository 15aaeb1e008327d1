// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport
import RecountStore

/// Keeps a moment that a person names beside those of the records.
package enum MarkedMoment {
  /// Marks `kind` at `time` in the case at `casePath`.
  ///
  /// `10:12` is that time of the only day of the case. Marking the same moment again changes nothing.
  ///
  /// - Returns: A sentence with what was marked.
  /// - Throws: For a kind, clock or time that is none, and when the case cannot be written.
  package static func mark(
    casePath: String, kind: String, time: String, text: String, service: String?,
    clock: String, evidence: String?
  ) throws(RecountError) -> String {
    guard let kind = Milestone.Kind(rawValue: kind) else {
      throw unknown("kind of moment", kind, Milestone.Kind.allCases.map(\.rawValue))
    }
    guard let clock = Milestone.Clock(rawValue: clock) else {
      throw unknown("clock", clock, Milestone.Clock.allCases.map(\.rawValue))
    }
    let moment = try moment(time, casePath: casePath)
    guard years.contains(moment.time.date.year) else {
      throw RecountError(
        .usage, "`\(time)` is in the year \(moment.time.date.year)",
        cause: "moments of incidents lie in the years \(years.lowerBound) to \(years.upperBound)")
    }
    let stranger = try service.flatMap { name throws(RecountError) in
      try remark(on: name, casePath: casePath)
    }
    let milestone = Milestone(
      kind: kind, time: moment.time, plusMinus: moment.plusMinus, service: service, clock: clock,
      text: text, evidence: evidence ?? "marked")
    let isNew = try stage { () throws(StoreError) in
      try CaseWriter(path: casePath).mark(milestone)
    }
    let what = "\(kind.rawValue) at \(moment.time.secondText) UTC on the clock \(clock.rawValue)"
    return (isNew ? "marked: \(what)" : "already marked: \(what)") + (stranger ?? "")
  }

  /// Others are marks for "none", such as year 1, or typing errors.
  private static let years = 2000...2099

  /// Nil for a service of the case; a remark for another, which may have no logs.
  ///
  /// - Throws: For a name that is nearly that of a service.
  private static func remark(
    on service: String, casePath: String
  ) throws(RecountError) -> String? {
    let findings = try CaseAnalysis.findings(casePath: casePath)
    let known = Set(findings.services + findings.incident.services.map(\.name)).sorted()
    guard !known.contains(service) else { return nil }
    if let near = Spelling.nearest(to: service, in: known) {
      throw RecountError(
        .usage, "no service is called `\(service)`", try: "did you mean `\(near)`?")
    }
    return "; no log of the case is of `\(service)`"
  }

  private static func unknown(_ what: String, _ word: String, _ known: [String]) -> RecountError {
    RecountError(
      .usage, "`\(word)` is no \(what)", cause: "there are \(known.joined(separator: ", "))",
      try: Spelling.nearest(to: word, in: known).map { "did you mean `\($0)`?" })
  }

  private static func moment(
    _ text: String, casePath: String
  ) throws(RecountError) -> (time: Timestamp, plusMinus: TimeSpan) {
    if let moment = ClaimParser.moment(text) { return moment }
    let findings = try CaseAnalysis.findings(casePath: casePath)
    let days = days(findings)
    guard days.count == 1, let day = days.first,
      let moment = ClaimParser.moment("\(day)T\(text)Z")
    else {
      throw RecountError(
        .usage, "`\(text)` is no time",
        cause: days.count > 1
          ? "the case has the days \(days.joined(separator: ", "))" : "expected a time",
        try: "a time such as \(days.first ?? "2022-12-16")T10:07Z")
    }
    return moment
  }

  /// The days of the incident, else of the case; at most ten.
  private static func days(_ findings: CaseFindings) -> [String] {
    let windows = findings.incidentWindows
    let start = windows.map(\.onset.time).min() ?? findings.coverage?.start
    let end = windows.map(\.end.time).max() ?? findings.coverage?.end
    guard var day = start?.floored(to: .hours(24)), let end else { return [] }
    var days: [String] = []
    while day < end, days.count < 10 {
      days.append(day.dayText)
      day = day + .hours(24)
    }
    return days
  }
}
