// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// When the impact of one service began, for comparison with other services.
package struct LeadOnset: Sendable {
  package var service: String
  /// Holds half a bin on either side, as the onsets of windows do.
  package var time: TimeEstimate
  /// Width of the bins that the onset was found in.
  package var binWidth: TimeSpan
  /// False when impact is already visible in the first bin: the true onset may be earlier.
  package var isVisible: Bool

  package init(service: String, time: TimeEstimate, binWidth: TimeSpan, isVisible: Bool = true) {
    self.service = service
    self.time = time
    self.binWidth = binWidth
    self.isVisible = isVisible
  }

  /// Share of the largest window's impact from which a window counts as the beginning.
  static let leastPart = 0.1

  /// The onset of the first window of `impact` that matters, among those that touch `range`.
  ///
  /// A window matters when its excess failures, or its lost traffic, are at least a tenth of those of
  /// the largest one: a relapse is often the larger part of an incident, and a blip long before is no
  /// part of it. Surges are not impact. Nil without such a window.
  package init?(of impact: ServiceImpact, in range: TimeRange? = nil) {
    let windows = impact.windows.filter { window in
      window.kind != .surge && (range.map { $0.overlaps(window.range) } ?? true)
    }
    let sizes = windows.map(Self.size)
    guard let largest = sizes.max(),
      let first = windows.indices.filter({ sizes[$0] >= Self.leastPart * largest }).min(by: {
        (windows[$0].onset.time, $0) < (windows[$1].onset.time, $1)
      })
    else { return nil }
    self.init(
      service: impact.series.service, time: OnsetProfile.onset(of: windows[first], in: impact),
      binWidth: impact.series.binWidth, isVisible: windows[first].hasOnset)
  }

  private static func size(_ window: ImpactWindow) -> Double {
    let failures = window.excess?.value ?? Double(window.failed)
    return max(0, window.kind == .silent ? window.lost?.value ?? 0 : failures)
  }
}
