// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension ClockImpact {
  /// The failing windows of one service in one unit: what an excess can be asked of.
  struct Group: Sendable {
    let service: String
    let unit: EventUnit
    /// In order of onset; never empty.
    private(set) var windows: [ImpactWindow]
    private(set) var onset: TimeEstimate
    private(set) var end: TimeEstimate

    init(_ window: ImpactWindow) {
      service = window.service
      unit = window.unit
      windows = [window]
      onset = window.onset
      end = window.end
    }

    var hasEnded: Bool { windows.allSatisfy(\.hasEnded) }
    var figures: [String] { windows.map(\.figure) }
    var gross: Int64 { windows.reduce(0) { $0 + $1.failed } }

    /// Sum of the excess of all windows; nil when one was refused.
    ///
    /// The ends of the intervals are added: windows of one service share a baseline, so their
    /// errors cannot be taken to cancel.
    var excess: Estimate? {
      var sum = Estimate(value: 0, interval: Interval(low: 0, high: 0))
      for window in windows {
        guard let excess = window.excess else { return nil }
        sum = sum + excess
      }
      return sum
    }

    mutating func absorb(_ window: ImpactWindow) {
      windows.append(window)
      onset = .earliest(onset, window.onset)
      end = .latest(end, window.end)
    }
  }

  /// By service, then unit.
  var groups: [Group] {
    let failing = windows.flatMap(\.failingParts).sorted {
      ($0.service, $0.unit.rawValue, $0.onset.time) < ($1.service, $1.unit.rawValue, $1.onset.time)
    }
    var groups: [Group] = []
    for window in failing {
      if let last = groups.last, last.service == window.service, last.unit == window.unit {
        groups[groups.count - 1].absorb(window)
      } else {
        groups.append(Group(window))
      }
    }
    return groups
  }
}

extension Estimate {
  /// The sum with the ends of both intervals added, which holds however the two depend.
  static func + (left: Estimate, right: Estimate) -> Estimate {
    Estimate(
      value: left.value + right.value,
      interval: Interval(
        low: left.interval.low + right.interval.low, high: left.interval.high + right.interval.high)
    )
  }
}
