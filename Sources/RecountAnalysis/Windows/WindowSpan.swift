// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A window as bins, before times and numbers are worked out.
struct WindowSpan: Sendable {
  /// Impact segments and short base gaps between them, adjacent and in order.
  var segments: [Range<Int>]
  /// The base stretch the onset is cut from; nil when the data begin with impact.
  var before: Range<Int>?
  /// The base stretch after the end; nil when the data end with impact.
  var after: Range<Int>?

  var bins: Range<Int> {
    (segments.first?.lowerBound ?? 0)..<(segments.last?.upperBound ?? 0)
  }

  /// Runs of impact segments; runs closer than `gap` are one window.
  ///
  /// The gap is counted in bins that have trials, so a hole in the logs separates nothing. A segment
  /// at least as long inside a run is a recovery too when its excess is at most a tenth of the peaks
  /// on both its sides: a few late failures of a ramp keep it above the base, but nobody would call
  /// the two sides one window.
  static func collect(
    _ segments: [Segment], labels: SegmentLabels, gap: Int, counts: TrialCounts
  ) -> [WindowSpan] {
    var runs: [Range<Int>] = []
    for index in segments.indices where labels.isImpact[index] {
      guard let last = runs.last else {
        runs.append(index..<index + 1)
        continue
      }
      let between = segments[last.upperBound..<index]
      let recovered = between.reduce(0) { $0 + informative($1.bins, counts) }
      if between.isEmpty || recovered < gap {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs.flatMap { run in
      split(run, segments) { informative($0.bins, counts) >= gap }
    }.map { run in
      WindowSpan(
        segments: segments[run].map(\.bins),
        before: run.lowerBound > 0 ? segments[run.lowerBound - 1].bins : nil,
        after: run.upperBound < segments.count ? segments[run.upperBound].bins : nil)
    }
  }

  /// Excess of a valley as a share of the lower peak beside it, up to which it is a recovery.
  static let valley = 0.1

  private static func split(
    _ run: Range<Int>, _ segments: [Segment], isLong: (Segment) -> Bool
  ) -> [Range<Int>] {
    let outside = [run.lowerBound - 1, run.upperBound].filter { segments.indices.contains($0) }
    let base = outside.map { segments[$0].share }.min() ?? 0
    func peak(_ part: Range<Int>) -> Double { segments[part].map(\.share).max() ?? 0 }
    for index in run.dropFirst().dropLast() where isLong(segments[index]) {
      let (left, right) = (run.lowerBound..<index, index + 1..<run.upperBound)
      let lower = min(peak(left), peak(right)) - base
      if segments[index].share - base <= valley * lower {
        return split(left, segments, isLong: isLong) + split(right, segments, isLong: isLong)
      }
    }
    return [run]
  }

  private static func informative(_ bins: Range<Int>, _ counts: TrialCounts) -> Int {
    bins.reduce(0) { $0 + (counts.total[$1] > 0 ? 1 : 0) }
  }
}
