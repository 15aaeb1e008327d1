// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C13: logs are missing between onset and end, so what looks like recovery may be silence.
enum GapRule {
  /// Share of bins that must have log coverage.
  private static let requiredShare = 0.9

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    context.impact.series.compactMap { series in
      let windows = context.impact.windows(of: series.service).filter { window in
        window.parts.contains { $0.unit == series.unit }
      }
      guard let start = windows.map(\.onset.time).min(), let end = windows.map(\.end.time).max()
      else { return nil }
      let bins = (0..<series.count).filter {
        series.time($0 + 1) > start && series.time($0) < end
      }
      let covered = bins.filter { series.covered[$0] }.count
      guard !bins.isEmpty, Double(covered) < requiredShare * Double(bins.count) else { return nil }
      let share = Decimal.text(100 * Double(covered) / Double(bins.count), decimals: 0)
      let range = TimeRange(start: start, end: end)
      return Conflict(
        code: .gap, clock: .telemetry, service: series.service,
        sentence: "The logs of \(series.service) cover \(share) % of the bins "
          + "\(ClockWording.between(range)): recovery there may be silence.",
        evidence: windows.flatMap(\.figures))
    }
  }
}
