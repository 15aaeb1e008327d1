// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Turns the windows of one series into times and numbers.
struct WindowMeasurement: Sendable {
  let frame: SeriesFrame
  private let failing: [WindowSpan]
  private let traffic: [TrafficSearch.Span]
  private let excess: ExcessCalibration
  private let expectation: TrafficExpectation?

  /// Longest time between two windows that are one incident.
  static let relapseReach = TimeSpan.hours(6)
  /// Share of a window that needs log coverage.
  static let fewestCovered = 0.5

  init(_ given: SeriesFrame) {
    var frame = given
    let counts = frame.counts
    let failed = Double(counts.failed(in: 0..<counts.count))
    failing =
      failed >= WindowSearch.fewestFailed ? frame.search.spans(binWidth: frame.series.binWidth) : []
    let search = frame.search
    self.frame = frame
    let failingBins = failing.map(\.bins)
    let found = TrafficSearch(
      counts: counts, width: search.width, offset: search.offset,
      binsPerMinute: frame.binsPerMinute, failing: failingBins
    ).spans()
    let shortest = max(3, Int(10 * frame.binsPerMinute))
    traffic = found.flatMap { $0.pieces(outside: failingBins, shortest: shortest) }
    let windows = failingBins + found.map(\.bins)
    excess = ExcessCalibration(
      bridge: frame.bridge(without: windows), dispersion: search.dispersion)
    expectation =
      windows.isEmpty
      ? nil
      : TrafficExpectation(
        counts, windows: windows, binsPerDay: Int(1440 * frame.binsPerMinute),
        binsPerMinute: frame.binsPerMinute)
  }

  func impact() -> ServiceImpact {
    var refusals = refusals()
    var windows = failing.map { failingWindow($0, &refusals) }
    windows += traffic.map { trafficWindow($0, &refusals) }
    windows.sort { ($0.onset.time, $0.kind.rawValue) < ($1.onset.time, $1.kind.rawValue) }
    for index in windows.indices {
      windows[index].ordinal = index + 1
      let earlier = windows[..<index].last { $0.kind == windows[index].kind }
      if let earlier, windows[index].onset.time - earlier.end.time <= Self.relapseReach {
        windows[index].relapseOf = earlier.ordinal
      }
    }
    return ServiceImpact(
      series: frame.series, windows: windows, refusals: refusals,
      dispersion: frame.search.dispersion,
      minimumDetectable: DetectableEffect.hourly(
        excess.bridge, dispersion: frame.search.dispersion, binsPerHour: 60 * frame.binsPerMinute))
  }

  // MARK: Windows

  private func failingWindow(_ span: WindowSpan, _ refusals: inout [Refusal]) -> ImpactWindow {
    let search = frame.search
    let phases = PhaseFinder(search: search, span: span).phases()
    var (onset, end) = ends(of: span)
    if let soft = phases.softStart, span.before != nil {
      onset.earliest = min(onset.earliest, frame.onset(soft).earliest)
    }
    if let soft = phases.softEnd, span.after != nil {
      end.latest = max(end.latest, frame.onset(soft).latest)
    }
    let bins = span.bins.lowerBound..<frame.lastEnd(span.bins.upperBound)
    var window = bare(.failing, bins, onset: onset, end: end)
    window.hasOnset = span.before != nil
    window.hasEnded = span.after != nil
    window.phases = phases.shapes.enumerated().map { index, shape in
      Phase(
        start: index == 0 ? onset : frame.onset(shape.start),
        end: index == phases.shapes.count - 1 ? end : frame.onset(shape.end),
        level: frame.counts.share(in: shape.bins), shape: shape.isRamp ? .ramp : .plateau)
    }
    measureExcess(&window, bins, &refusals)
    measureTraffic(&window, bins, expectation?.expected(in: bins), &refusals)
    return window
  }

  private func trafficWindow(
    _ span: TrafficSearch.Span, _ refusals: inout [Refusal]
  ) -> ImpactWindow {
    let end = span.hasEnded ? frame.onset(span.end) : frame.exactly(span.bins.upperBound)
    var window = bare(span.kind, span.bins, onset: frame.onset(span.onset), end: end)
    window.hasEnded = span.hasEnded
    window.phases = [Phase(start: window.onset, end: end, level: span.level, shape: .plateau)]
    describeBase(&window, excess.measure(span.bins))
    measureTraffic(&window, span.bins, expectation?.expected(in: span.bins), &refusals)
    return window
  }

  private func bare(
    _ kind: ImpactWindow.Kind, _ bins: Range<Int>, onset: TimeEstimate, end: TimeEstimate
  ) -> ImpactWindow {
    let peak = peak(in: bins)
    return ImpactWindow(
      service: frame.series.service, unit: frame.series.unit, kind: kind, ordinal: 0,
      onset: onset, end: end, hasEnded: true, hasOnset: true,
      failed: frame.counts.failed(in: bins), total: frame.counts.total(in: bins),
      peakShare: peak.share, peakTime: frame.series.time(peak.bin),
      binWidth: frame.analysisWidth, baseShare: 0, dispersion: frame.search.dispersion)
  }

  private func ends(of span: WindowSpan) -> (TimeEstimate, TimeEstimate) {
    let search = frame.search
    let bins = span.bins
    var onset = frame.exactly(bins.lowerBound)
    if let before = span.before, let first = span.segments.first {
      let around = before.lowerBound..<first.upperBound
      let near = bins.lowerBound...bins.lowerBound
      onset = frame.onset(search.position(in: around, near: near) ?? CutPosition(near.lowerBound))
    }
    var end = frame.exactly(frame.lastEnd(bins.upperBound))
    if let after = span.after, let last = span.segments.last {
      let around = last.lowerBound..<after.upperBound
      let near = bins.upperBound...bins.upperBound
      end = frame.end(search.position(in: around, near: near) ?? CutPosition(near.lowerBound))
    }
    return (onset, end)
  }

  /// The analysis bin with the highest failed share, the earliest of equals.
  private func peak(in bins: Range<Int>) -> (share: Double, bin: Int) {
    let (width, offset) = (frame.search.width, frame.search.offset)
    let grid = BinGrid(trialsOf: frame.counts, width: width, offset: offset, in: bins)
    var best = (share: 0.0, bin: bins.lowerBound)
    for index in grid.starts.indices {
      let share = frame.counts.share(in: grid.bins(index, limit: bins.upperBound))
      if share > best.share { best = (share, grid.starts[index]) }
    }
    return best
  }

  // MARK: Numbers

  private func measureExcess(
    _ window: inout ImpactWindow, _ bins: Range<Int>, _ refusals: inout [Refusal]
  ) {
    let covered = frame.counts.covered(in: bins)
    guard Double(covered) >= Self.fewestCovered * Double(bins.count) else {
      refusals.append(
        refusal(
          .coverageGap, "excess",
          "Only \(covered) of \(bins.count) bins from \(window.onset.time.minuteText) have logs."))
      return
    }
    guard let measured = excess.measure(bins) else {
      refusals.append(
        refusal(
          .noCleanBase, "excess",
          "Fewer than \(BaselineBridge.fewestBins) clean bins lie before and after the window from "
            + "\(window.onset.time.minuteText)."))
      return
    }
    describeBase(&window, measured)
    window.excess = Estimate(
      value: measured.value,
      interval: Interval(
        low: measured.value - measured.halfWidth, high: measured.value + measured.halfWidth))
  }

  private func describeBase(
    _ window: inout ImpactWindow, _ measured: ExcessCalibration.Excess?
  ) {
    guard let measured else { return }
    let base = measured.base
    window.baseRange = TimeRange(
      start: frame.series.time(base.bins.lowerBound), end: frame.series.time(base.bins.upperBound))
    window.baseShare = base.failed / base.total
    window.placebos = measured.placebos
    window.placeboCoverage = measured.coverage
  }

  private func measureTraffic(
    _ window: inout ImpactWindow, _ bins: Range<Int>, _ expected: TrafficExpectation.Expected?,
    _ refusals: inout [Refusal]
  ) {
    guard let expected else {
      refusals.append(
        refusal(
          .baseTooShort, "lost",
          "Fewer than \(TrafficExpectation.fewestPlacebos) quiet stretches as long as the window "
            + "from \(window.onset.time.minuteText) tell what traffic to expect."))
      return
    }
    let change = TrafficChange.of(bins, expected: expected, counts: frame.counts)
    window.lost = change.lost
    window.surplus = change.surplus
  }

  // MARK: Refusals

  private func refusals() -> [Refusal] {
    let counts = frame.counts
    let all = 0..<counts.count
    if counts.covered(in: all) == 0 {
      return [refusal(.coverageGap, "windows", "None of the \(counts.count) bins has logs.")]
    }
    let failed = counts.failed(in: all)
    if Double(failed) < WindowSearch.fewestFailed {
      let needed = Int(WindowSearch.fewestFailed)
      return [
        refusal(
          .insufficientEvents, "windows",
          "\(failed) failed of \(counts.total(in: all)); at least \(needed) are needed.")
      ]
    }
    if let share = frame.search.quietShare {
      let percent = Int((100 * share).rounded())
      return [
        refusal(
          .noCleanBase, "windows",
          "Most of the data looks like impact: the base was taken from the \(percent) % that do not, "
            + "and whether they are the normal state cannot be told.")
      ]
    }
    if frame.search.grid.count < WindowSearch.fewestGroups {
      return [
        refusal(
          .baseTooShort, "phases",
          "Only \(frame.search.grid.count) bins have events, so one window at most was looked for, "
            + "without phases or relapses.")
      ]
    }
    return []
  }

  private func refusal(
    _ reason: Refusal.Reason, _ about: String, _ explanation: String
  ) -> Refusal {
    Refusal(
      reason: reason, service: frame.series.service, unit: frame.series.unit, about: about,
      explanation: explanation)
  }
}
