// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
package import RecountModel
import RecountStore

/// Tells which kinds of failure lines are new, surged or gone in the windows of failed steps.
package enum SignatureAnalysis {
  /// Bins of the base by which the variation of a signature is judged: longer than a clump of lines.
  private static let binWidth = TimeSpan.minutes(15)

  /// The signatures of every window of failed steps in the case at `casePath`, or of that called
  /// `figure` alone.
  package static func windows(
    casePath: String, only figure: String?
  ) throws(RecountError) -> [WindowSignatures] {
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    let series = try stage { () throws(StoreError) in try reader.series() }
    let impacts = CaseAnalysis.numbered(ImpactMap.impacts(of: series))
    let isKnown =
      figure == nil || impacts.contains { $0.windows.contains { $0.figure == figure } }
    let found = try windows(reader, among: impacts, only: figure)
    guard isKnown, let figure, found.isEmpty else {
      if isKnown { return found }
      throw RecountError(
        .usage, "no window is called `\(figure ?? "")`", try: "recount impact, which lists them")
    }
    throw RecountError(
      .usage, "`\(figure)` is no window of failed steps",
      cause: "lines that say why are kept of failed build steps only")
  }

  /// The signatures of every window of failed steps among `impacts`, which are those of the case.
  static func windows(
    casePath: String, among impacts: [ServiceImpact]
  ) throws(RecountError) -> [WindowSignatures] {
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    return try windows(reader, among: impacts, only: nil)
  }

  private static func windows(
    _ reader: CaseReader, among impacts: [ServiceImpact], only figure: String?
  ) throws(RecountError) -> [WindowSignatures] {
    var found: [WindowSignatures] = []
    for impact in impacts {
      let windows = impact.windows.filter { window in
        window.unit == .step && window.kind == .failing
          && (figure == nil || window.figure == figure)
      }
      guard !windows.isEmpty else { continue }
      let lines = try stage { () throws(StoreError) in
        try reader.failureLines(service: impact.series.service)
      }
      let mined = MinedLines(lines, service: impact.series.service)
      for window in windows { found.append(signatures(of: window, in: impact, mined)) }
    }
    return found
  }

  /// The base is all that the logs cover outside of windows: what was never seen there is new.
  private static func signatures(
    of window: ImpactWindow, in impact: ServiceImpact, _ mined: MinedLines
  ) -> WindowSignatures {
    let base = ExplanationAnalysis.quiet(in: impact.series.range, impact)
    let judged = NoveltyAnalysis.judge(
      counts(window, base, impact.series, mined),
      scope: NoveltyScope(
        onsetEarliest: window.onset.earliest, binWidth: window.binWidth, excess: window.excess))
    let findings = judged.map { novelty in
      let signature = mined.signature(novelty.counts.id)
      let sighting = mined.first(of: novelty.counts.id, in: [window.range], else: base)
      return SignatureFinding(
        verdict: novelty.verdict.rawValue, id: novelty.counts.id.text,
        template: signature?.text ?? "", windowLines: novelty.counts.windowLines,
        baseLines: novelty.counts.baseLines, expected: novelty.expected,
        shareOfExcess: novelty.shareOfExcess,
        first: mined.first(novelty.counts.id) ?? window.onset.time,
        last: mined.last(novelty.counts.id) ?? window.end.time,
        excerpt: sighting.map { String(decoding: $0.text, as: UTF8.self) } ?? "",
        place: sighting?.place ?? "", refusal: novelty.refusal)
    }
    return WindowSignatures(
      figure: window.figure, service: window.service, signatures: findings,
      refusedLines: mined.refusedLines)
  }

  /// Counts of each signature that stands in the window or its base; exposure is the trials of each.
  private static func counts(
    _ window: ImpactWindow, _ base: [TimeRange], _ series: CountSeries, _ mined: MinedLines
  ) -> [SignatureCounts] {
    let bins = base.flatMap { pieces(of: $0) }
    let exposures = bins.map { Double(trials(series, in: $0)) }
    var counts: [SignatureCounts] = []
    var estimates: [(lines: Int64, dispersion: Double)] = []
    for id in mined.ids {
      let inWindow = mined.count(id, in: window.range)
      let inBase = bins.map { mined.count(id, in: $0) }
      let baseLines = inBase.reduce(0, +)
      guard inWindow + baseLines > 0 else { continue }
      estimates.append(
        (baseLines, SignatureDispersion.estimate(lines: inBase, exposures: exposures)))
      counts.append(
        SignatureCounts(
          id: id, windowLines: inWindow, baseLines: baseLines,
          windowExposure: Double(trials(series, in: window.range)),
          baseExposure: exposures.reduce(0, +), firstSeen: mined.first(id)))
    }
    for (place, dispersion) in SignatureDispersion.shrunk(estimates).enumerated() {
      counts[place].dispersion = dispersion
    }
    return counts
  }

  private static func pieces(of range: TimeRange) -> [TimeRange] {
    var pieces: [TimeRange] = []
    var start = range.start
    while start < range.end {
      let end = min(start + binWidth, range.end)
      pieces.append(TimeRange(start: start, end: end))
      start = end
    }
    return pieces
  }

  private static func trials(_ series: CountSeries, in range: TimeRange) -> Int64 {
    let first = max(0, series.bin(of: range.start))
    let last = min(series.count, series.bin(of: range.end))
    return first < last ? series.total[first..<last].reduce(0, +) : 0
  }
}
