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
  /// The gap is counted in bins that have trials, so a hole in the logs separates nothing.
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
    return runs.map { run in
      WindowSpan(
        segments: segments[run].map(\.bins),
        before: run.lowerBound > 0 ? segments[run.lowerBound - 1].bins : nil,
        after: run.upperBound < segments.count ? segments[run.upperBound].bins : nil)
    }
  }

  private static func informative(_ bins: Range<Int>, _ counts: TrialCounts) -> Int {
    bins.reduce(0) { $0 + (counts.total[$1] > 0 ? 1 : 0) }
  }
}
