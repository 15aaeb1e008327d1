// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountModel

/// Finds where traffic collapsed or surged, whatever the failed share did.
///
/// Traffic moves all day, so a level means nothing by itself. A window has to open with an abrupt
/// step, last until the traffic is back near what it was (the shape of other days allowed for), miss
/// its expectation by more than every quiet stretch of that length, and not recur at that time of
/// day or many times a day: then it is the ordinary shape of the service.
struct TrafficSearch: Sendable {
  let counts: TrialCounts
  let width: Int
  let offset: Int
  let binsPerMinute: Double
  /// Windows of failing, which are not clean.
  let failing: [Range<Int>]

  /// A window as bins.
  struct Span: Sendable {
    var bins: Range<Int>
    var kind: ImpactWindow.Kind
    var onset: CutPosition
    var end: CutPosition
    var hasEnded: Bool
    /// Nil when too few placebos calibrate it.
    var expected: TrafficExpectation.Expected?
    /// Actual over expected traffic.
    var level: Double
  }

  /// Smallest opening step, as a logarithm: three quarters, or four thirds.
  static let leastStep = 0.2877
  /// How far from the expectation a window has to be, as a logarithm.
  static let leastMiss = 0.2
  /// Candidates of one kind per day from which they are the ordinary shape.
  static let mostPerDay = 4

  func spans() -> [Span] {
    let grid = BinGrid(coverageOf: counts, width: width, offset: offset)
    guard grid.count >= WindowSearch.fewestGroups else { return [] }
    let factor = (grid.count + WindowSearch.widestSearch - 1) / WindowSearch.widestSearch
    let coarse = BinGrid(coverageOf: counts, width: width * factor, offset: offset)
    let dispersion = Dispersion.ofTraffic(counts, grid: coarse)
    let loss = TrafficCost(counts, grid: coarse, dispersion: dispersion)
    let penalty = WindowSearch.penaltyFactor * log(Double(max(2, grid.count)))
    let starts = Segmentation.cuts(loss, penalty: penalty).map { coarse.starts[$0] }
    let cuts = positions(starts, reach: 2 * coarse.width, dispersion: dispersion)
    let candidates = candidates(cuts, dispersion: dispersion)
    guard !candidates.isEmpty else { return [] }
    let masked = expectation(failing + candidates.map(\.bins))
    return unusual(candidates).compactMap { measured($0, by: masked, dispersion: dispersion) }
  }

  private var binsPerDay: Int { Int(1440 * binsPerMinute) }

  private func expectation(_ windows: [Range<Int>]) -> TrafficExpectation {
    TrafficExpectation(
      counts, windows: windows, binsPerDay: binsPerDay, binsPerMinute: binsPerMinute)
  }

  /// Every cut where it fits best at the resolution of the series.
  private func positions(_ cuts: [Int], reach: Int, dispersion: Double) -> [CutPosition] {
    var positions: [CutPosition] = []
    for (index, cut) in cuts.enumerated() {
      let low = positions.last?.bin ?? 0
      let high = index + 1 < cuts.count ? cuts[index + 1] : counts.count
      guard low < high else { continue }
      let fine = BinGrid(coverageOf: counts, width: 1, in: low..<high)
      let loss = TrafficCost(counts, grid: fine, limit: high, dispersion: dispersion)
      let near = cut - reach...cut + reach
      positions.append(CutPosition.best(of: loss, on: fine, near: near) ?? CutPosition(cut))
    }
    return positions
  }
}

// MARK: - Candidates

extension TrafficSearch {
  private struct Candidate {
    var bins: Range<Int>
    var kind: ImpactWindow.Kind
    var onset: CutPosition
    var end: CutPosition
    var hasEnded: Bool
  }

  private func candidates(_ cuts: [CutPosition], dispersion: Double) -> [Candidate] {
    let profile = expectation(failing).profile
    var candidates: [Candidate] = []
    var index = 0
    while index < cuts.count {
      let opening = cuts[index].bin
      let left = near(cuts, index, after: false)
      let right = near(cuts, index, after: true)
      let step = log(rate(right) / rate(left))
      guard abs(step) >= Self.leastStep, isSignificant(left, right, dispersion),
        let closing = closing(of: step, from: left, at: index, cuts, profile)
      else {
        index += 1
        continue
      }
      let end = closing < cuts.count ? cuts[closing] : CutPosition(counts.count)
      candidates.append(
        Candidate(
          bins: opening..<end.bin, kind: step < 0 ? .silent : .surge, onset: cuts[index], end: end,
          hasEnded: closing < cuts.count))
      index = max(index + 1, closing)
    }
    return candidates
  }

  /// The bins beside a cut, at most half an hour and not beyond the next cut.
  private func near(_ cuts: [CutPosition], _ index: Int, after: Bool) -> Range<Int> {
    let bin = cuts[index].bin
    let reach = max(width, Int(30 * binsPerMinute))
    if after {
      let next = index + 1 < cuts.count ? cuts[index + 1].bin : counts.count
      return bin..<max(bin, min(next, bin + reach))
    }
    let last = index > 0 ? cuts[index - 1].bin : 0
    return min(bin, max(last, bin - reach))..<bin
  }

  /// Events per covered bin; half an event is added so that it is never 0.
  private func rate(_ bins: Range<Int>) -> Double {
    (Double(counts.total(in: bins)) + 0.5) / Double(max(1, counts.covered(in: bins)))
  }

  private func isSignificant(_ left: Range<Int>, _ right: Range<Int>, _ dispersion: Double) -> Bool
  {
    let expected = rate(left) * Double(counts.covered(in: right))
    let ratio = Double(counts.covered(in: right)) / Double(max(1, counts.covered(in: left)))
    let miss = abs(Double(counts.total(in: right)) - expected)
    return miss > SegmentLabels.threshold * max(1, dispersion * expected * (1 + ratio)).squareRoot()
  }

  /// The cut after which traffic is back; the number of cuts when the data end before; nil when it
  /// stays away longer than an outage would.
  private func closing(
    of step: Double, from left: Range<Int>, at index: Int, _ cuts: [CutPosition],
    _ profile: TrafficProfile
  ) -> Int? {
    let opening = cuts[index].bin
    let tolerance = max(0.1, abs(step) / 4)
    for later in index + 1..<max(index + 1, cuts.count) {
      let drift = drift(from: opening, to: cuts[later].bin, profile)
      let hours: Double = drift == nil ? 6 : 24
      guard Double(cuts[later].bin - opening) <= hours * 60 * binsPerMinute else { return nil }
      let away = log(rate(near(cuts, later, after: true)) / rate(left)) - (drift ?? 0)
      if step < 0 ? away >= -tolerance : away <= tolerance { return later }
    }
    return Double(counts.count - opening) <= 6 * 60 * binsPerMinute ? cuts.count : nil
  }

  /// How much other days' traffic changes between two times of day, as a logarithm.
  private func drift(from: Int, to: Int, _ profile: TrafficProfile) -> Double? {
    guard from > 0, let start = profile.levels[from - 1], let end = profile.levels[to] else {
      return nil
    }
    return log((end + 0.5) / (start + 0.5))
  }

  /// Candidates that do not recur at the same time of day nor many times a day.
  private func unusual(_ candidates: [Candidate]) -> [Candidate] {
    let days = max(1, Double(counts.count) / Double(max(1, binsPerDay)))
    return candidates.filter { candidate in
      let alike = candidates.filter { $0.kind == candidate.kind }
      guard Double(alike.count) <= Double(Self.mostPerDay) * days else { return false }
      var (available, recurring) = (0, 0)
      for day in -TrafficProfile.mostDays...TrafficProfile.mostDays where day != 0 {
        let low = candidate.bins.lowerBound + day * binsPerDay
        let high = candidate.bins.upperBound + day * binsPerDay
        guard low >= 0, high <= counts.count, counts.covered(in: low..<high) > 0 else { continue }
        available += 1
        if alike.contains(where: { $0.bins.overlaps(low..<high) }) { recurring += 1 }
      }
      return available == 0 || 2 * recurring < available
    }
  }

  /// The candidate with its expectation, if it is further from it than quiet stretches ever are.
  private func measured(
    _ candidate: Candidate, by expectation: TrafficExpectation, dispersion: Double
  ) -> Span? {
    let bins = candidate.bins
    guard Double(bins.count) >= max(5 * binsPerMinute, 3) else { return nil }
    let expected = expectation.expected(in: bins)
    guard let value = expected?.value ?? expectation.predict(bins, by: .level) else { return nil }
    let actual = Double(counts.total(in: bins))
    let miss = log((actual + 1) / (value + 1))
    guard value >= WindowSearch.fewestFailed,
      abs(actual - value) > SegmentLabels.threshold * (dispersion * value).squareRoot(),
      (miss < 0) == (candidate.kind == .silent), isUnlikeOtherDays(candidate, by: expectation)
    else { return nil }
    if let misses = expected?.misses, let low = misses.first, let high = misses.last {
      let bound = candidate.kind == .silent ? -min(low, 0) : max(high, 0)
      guard abs(miss) > max(Self.leastMiss, 1.25 * bound) else { return nil }
    } else {
      guard abs(miss) > log(2) else { return nil }
    }
    return Span(
      bins: bins, kind: candidate.kind, onset: candidate.onset, end: candidate.end,
      hasEnded: candidate.hasEnded, expected: expected, level: actual / max(value, 1))
  }

  /// Whether other days' shape misses the candidate as well, where there is such a shape.
  ///
  /// At an end of the data only one side tells the level, and every evening looks like a collapse.
  private func isUnlikeOtherDays(
    _ candidate: Candidate, by expectation: TrafficExpectation
  ) -> Bool {
    guard let value = expectation.predict(candidate.bins, by: .profile) else { return true }
    let miss = log((Double(counts.total(in: candidate.bins)) + 1) / (value + 1))
    return candidate.kind == .silent ? miss < -Self.leastMiss : miss > Self.leastMiss
  }
}

// MARK: - Pieces

extension TrafficSearch.Span {
  /// What is left outside the windows of failing, which carry the change inside them themselves.
  func pieces(outside failing: [Range<Int>], shortest: Int) -> [TrafficSearch.Span] {
    var free = [bins]
    for window in failing {
      free = free.flatMap { piece in
        guard piece.overlaps(window) else { return [piece] }
        return [
          piece.lowerBound..<max(piece.lowerBound, window.lowerBound),
          min(piece.upperBound, window.upperBound)..<piece.upperBound,
        ].filter { !$0.isEmpty }
      }
    }
    if free == [bins] { return [self] }
    return free.filter { $0.count >= shortest }.map { piece in
      var span = self
      span.bins = piece
      if piece.lowerBound != bins.lowerBound { span.onset = CutPosition(piece.lowerBound) }
      if piece.upperBound != bins.upperBound {
        span.end = CutPosition(piece.upperBound)
        span.hasEnded = true
      }
      return span
    }
  }
}
