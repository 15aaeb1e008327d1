// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import RecountStore

/// The numbers that stand beside the counts of a window: shares, clients, durations.
extension FigureList {
  static func details(
    of window: ImpactWindow, _ detail: CaseFindings.WindowDetail?
  ) -> [Figure] {
    let noun = window.unit.noun(2)
    let series = RollupText.series(service: window.service, unit: window.unit.name)
    var figures: [Figure] = []
    if window.total > 0 {
      figures.append(
        Figure(
          id: window.figure + ".share",
          label: "failed share of the \(noun) of \(window.service) in its window",
          value: 100 * Double(window.failed) / Double(window.total), unit: "%",
          count: window.total, sql: series, method: "Failed over all, both counted."))
    }
    figures.append(
      Figure(
        id: window.figure + ".peak",
        label: "highest failed share of one bin of \(window.service), at "
          + "\(window.peakTime.minuteText) UTC",
        value: 100 * window.peakShare, unit: "%", sql: series,
        method: "Bins of \(ReportNumber.length(window.binWidth)); the earliest of equals."))
    guard let detail else { return figures }
    if let clients = detail.clients, clients > 0 {
      figures.append(
        Figure(
          id: window.figure + ".clients",
          label: "addresses with a failed request at \(window.service)",
          value: Double(clients), unit: "addresses",
          sql: RollupText.clients(
            service: window.service, from: window.range.start.microseconds,
            to: window.range.end.microseconds),
          method: "Distinct addresses, counted; a proxy for users."))
    }
    return figures + durations(of: window, detail)
  }

  private static func durations(
    of window: ImpactWindow, _ detail: CaseFindings.WindowDetail
  ) -> [Figure] {
    let (range, length) = (window.range, window.range.length)
    let stretches = [
      ("before", detail.p95Before, range.start - length, range.start),
      ("inside", detail.p95During, range.start, range.end),
      ("after", detail.p95After, range.end, range.end + length),
    ]
    return stretches.compactMap { name, value, start, end in
      guard let value else { return nil }
      return Figure(
        id: "\(window.figure).p95.\(name)",
        label:
          "95 % of the requests of \(window.service) took less, \(name)\(name == "inside" ? "" : ", in a stretch as long as the window")",
        value: Double(value) / 1000, unit: "ms",
        sql: RollupText.duration(
          percent: 95, service: window.service, from: start.microseconds, to: end.microseconds),
        method: """
          Read off counts in buckets of an eighth of a power of two, between their bounds by position; \
          the statement gives the exact one.
          """)
    }
  }
}
