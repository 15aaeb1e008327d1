// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
package import RecountModel
import RecountStore

/// Sets two stretches of a case side by side.
package enum CompareAnalysis {
  /// Every service and unit of the case at `casePath` in two stretches.
  ///
  /// A stretch is `START/END`, two times of RFC 3339 of which the second may be a time of day alone, or
  /// the name of a window such as `impact.pipelines.w1`.
  package static func comparisons(
    casePath: String, _ first: String, _ second: String
  ) throws(RecountError) -> [RangeComparison] {
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    let all = try stage { () throws(StoreError) in try reader.series() }
    let ranges = try [first, second].map { text throws(RecountError) in
      try range(text, all)
    }
    return try stage { () throws(StoreError) in
      var comparisons: [RangeComparison] = []
      for series in all {
        let durations: [RangeComparer.Durations] = try ranges.map { range throws(StoreError) in
          series.unit == .request
            ? try reader.durations(service: series.service, in: range) : []
        }
        let comparison = RangeComparer.compare(
          series, ranges[0], ranges[1], durations: (durations[0], durations[1]))
        if let comparison { comparisons.append(comparison) }
      }
      return comparisons
    }
  }

  private static func range(
    _ text: String, _ series: [CountSeries]
  ) throws(RecountError) -> TimeRange {
    if text.hasPrefix("impact.") {
      let impacts = CaseAnalysis.numbered(ImpactMap.impacts(of: series))
      let windows = impacts.flatMap(\.windows)
      if let window = windows.first(where: { $0.figure == text }) { return window.range }
      throw RecountError(
        .usage, "no window is called `\(text)`", try: "recount impact, which lists them")
    }
    guard let range = TimeRange(parsing: text) else {
      throw RecountError(
        .usage, "`\(text)` is no stretch of time",
        try: "START/END such as 2022-12-16T10:00Z/11:30Z, or a window such as impact.web.w1")
    }
    return range
  }
}
