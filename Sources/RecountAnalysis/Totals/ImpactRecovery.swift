// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// When the severe part of an impact was over: what `ttm.measured` ends with.
package struct ImpactRecovery: Sendable {
  package var time: TimeEstimate
  /// Ordinal of the window it lies in or ends.
  package var window: Int
  /// Onset of a window that follows later; the recovery stands, with this remark.
  package var relapse: TimeEstimate?
  /// The remark in words; nil without one.
  package var note: String?

  /// Share of the peak excess below which an impact counts as recovered.
  static let remaining = 0.1
  /// How long it has to stay there.
  static let holding = TimeSpan.minutes(10)
}

extension ImpactAnalysis {
  /// The first time after which excess stays at or below a tenth of its peak for ten minutes.
  ///
  /// Walks the phases of the failing windows that end after `earliest`; the peak is the highest phase
  /// of the first of them. Inside a ramp the crossing is interpolated between the levels at its two
  /// ends, its interval runs over the intervals of both. Nil without a failing window, or when the
  /// impact has not recovered by the end of the data. Worked number: over a base of 2 % a plateau of
  /// 52 % puts the mark at 7 %, which a ramp from 52 % to 2 % within 100 minutes passes after 90.
  package static func recovery(
    of impact: ServiceImpact, after earliest: Timestamp? = nil
  ) -> ImpactRecovery? {
    let windows = impact.windows.filter { window in
      window.kind == .failing && (earliest.map { window.end.time > $0 } ?? true)
    }
    guard let first = windows.first else { return nil }
    let peak = (first.phases.map { $0.level - first.baseShare }.max() ?? 0)
    guard peak > 0 else { return nil }
    for (index, window) in windows.enumerated() {
      let next = index + 1 < windows.count ? windows[index + 1] : nil
      guard let time = recovery(in: window, peak: peak, until: next?.onset.time) else { continue }
      let relapse = windows.first { $0.onset.time > time.time }
      return ImpactRecovery(
        time: time, window: window.ordinal, relapse: relapse?.onset,
        note: relapse.map {
          "a later window of \($0.service) begins at \($0.onset.time.minuteText)"
        })
    }
    return nil
  }

  private static func recovery(
    in window: ImpactWindow, peak: Double, until next: Timestamp?
  ) -> TimeEstimate? {
    let mark = window.baseShare + ImpactRecovery.remaining * peak
    let levels = ends(of: window)
    for (index, phase) in window.phases.enumerated() {
      let (start, end) = levels[index]
      guard end <= mark else { continue }
      let rest = zip(window.phases, levels).dropFirst(index + 1)
      let crossing = crossing(of: phase, from: start, to: end, mark: mark)
      let relapse = rest.first { $0.1.start > mark || $0.1.end > mark }?.0.start.time
      if let relapse {
        guard relapse - crossing.time >= ImpactRecovery.holding else { continue }
        return crossing
      }
      return window.hasEnded || window.end.time - crossing.time >= ImpactRecovery.holding
        ? crossing : nil
    }
    guard window.hasEnded else { return nil }
    if let next, next - window.end.time < ImpactRecovery.holding { return nil }
    return window.end
  }

  /// Level at the beginning and at the end of every phase: plateaus keep theirs, a ramp runs from
  /// the level before to the level after it, or from and to the base.
  private static func ends(of window: ImpactWindow) -> [(start: Double, end: Double)] {
    let phases = window.phases
    return phases.indices.map { index in
      guard phases[index].shape == .ramp else { return (phases[index].level, phases[index].level) }
      let level = phases[index].level
      let before = index > 0 ? phases[index - 1].level : nil
      let after = index + 1 < phases.count ? phases[index + 1].level : nil
      switch (before, after) {
      case (let before?, let after?): return (before, after)
      // The phase's own level is the mean of its ends.
      case (let before?, nil): return (before, max(window.baseShare, 2 * level - before))
      case (nil, let after?): return (max(window.baseShare, 2 * level - after), after)
      case (nil, nil): return (level, level)
      }
    }
  }

  private static func crossing(
    of phase: Phase, from start: Double, to end: Double, mark: Double
  ) -> TimeEstimate {
    guard phase.shape == .ramp, start > mark, start > end else { return phase.start }
    let fraction = (start - mark) / (start - end)
    func between(_ low: Timestamp, _ high: Timestamp) -> Timestamp {
      let length = Double((high - low).microseconds)
      return low + TimeSpan(microseconds: Int64((fraction * length).rounded()))
    }
    return TimeEstimate(
      time: between(phase.start.time, phase.end.time),
      earliest: between(phase.start.earliest, phase.end.earliest),
      latest: between(phase.start.latest, phase.end.latest))
  }
}
