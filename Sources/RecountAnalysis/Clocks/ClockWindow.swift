// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A stretch of impact on one service: its windows of any kind and unit that overlap.
///
/// Failures and missing traffic of one service at one time are one impact to the people it hits, so
/// the clocks see them as one.
struct ClockWindow: Sendable {
  let service: String
  /// In order of onset; never empty.
  private(set) var parts: [ImpactWindow]
  private(set) var onset: TimeEstimate
  private(set) var end: TimeEstimate

  init(_ window: ImpactWindow) {
    service = window.service
    parts = [window]
    onset = window.onset
    end = window.end
  }

  /// False when the impact may be older than the data.
  var hasOnset: Bool { parts.allSatisfy(\.hasOnset) }

  /// False when the impact may outlast the data.
  var hasEnded: Bool { parts.allSatisfy(\.hasEnded) }

  var figures: [String] { parts.map(\.figure) }

  var range: TimeRange { TimeRange(start: onset.time, end: end.time) }

  var failingParts: [ImpactWindow] { parts.filter { $0.kind == .failing } }

  /// Failures in it, which ranks windows when nobody declared anything.
  var failed: Int64 { failingParts.reduce(0) { $0 + $1.failed } }

  mutating func absorb(_ window: ImpactWindow) {
    parts.append(window)
    onset = .earliest(onset, window.onset)
    end = .latest(end, window.end)
  }

  /// Windows sorted by service and onset, merged where one service has not recovered in between.
  ///
  /// A recovered stretch is three bins and five minutes long, as for a relapse.
  static func merging(_ windows: [ImpactWindow]) -> [ClockWindow] {
    var merged: [ClockWindow] = []
    for window in windows {
      let bins = TimeSpan(microseconds: 3 * window.binWidth.microseconds)
      let gap = max(bins, .minutes(5))
      if let last = merged.last, last.service == window.service,
        window.onset.time - last.end.time < gap
      {
        merged[merged.count - 1].absorb(window)
      } else {
        merged.append(ClockWindow(window))
      }
    }
    return merged
  }
}

extension TimeEstimate {
  /// The estimate of the earlier of two instants.
  static func earliest(_ a: TimeEstimate, _ b: TimeEstimate) -> TimeEstimate {
    TimeEstimate(
      time: min(a.time, b.time), earliest: min(a.earliest, b.earliest),
      latest: min(a.latest, b.latest))
  }

  /// The estimate of the later of two instants.
  static func latest(_ a: TimeEstimate, _ b: TimeEstimate) -> TimeEstimate {
    TimeEstimate(
      time: max(a.time, b.time), earliest: max(a.earliest, b.earliest),
      latest: max(a.latest, b.latest))
  }
}
