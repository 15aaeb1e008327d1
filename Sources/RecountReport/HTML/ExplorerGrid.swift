// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The grid of equal buckets on which the page of a report compares services.
struct ExplorerGrid {
  /// Buckets that the page draws at most.
  static let maxBuckets = 400

  let start: Timestamp
  let width: TimeSpan
  let count: Int

  /// The incident with as much again around it, or all of the case: what the charts show.
  init(_ findings: CaseFindings) {
    let range = ExplorerGrid.range(findings)
    let bin = findings.impacts.map(\.series.binWidth).max() ?? .minute
    width = ExplorerGrid.width(of: range.length, bin: max(bin, .seconds(1)))
    start = range.start.floored(to: width)
    let length = (range.end - start).microseconds
    count = max(1, Int((length + width.microseconds - 1) / width.microseconds))
  }

  /// The bucket that holds `time`; nil outside of the grid.
  func bucket(of time: Timestamp) -> Int? {
    guard time >= start else { return nil }
    let bucket = (time - start).microseconds / width.microseconds
    return bucket < count ? Int(bucket) : nil
  }

  var range: TimeRange {
    let length = TimeSpan(microseconds: Int64(count) * width.microseconds)
    return TimeRange(start: start, end: start + length)
  }

  private static func range(_ findings: CaseFindings) -> TimeRange {
    let none = TimeRange(start: Timestamp(seconds: 0), end: Timestamp(seconds: 60))
    let all = findings.coverage.flatMap { $0.end > $0.start ? $0 : nil } ?? none
    let windows = findings.incidentWindows
    guard let first = windows.map(\.onset.time).min(), let last = windows.map(\.end.time).max()
    else { return all }
    let margin = max(.minutes(60), TimeSpan(microseconds: (last - first).microseconds / 3))
    let range = TimeRange(
      start: max(all.start, (first - margin).floored(to: .minutes(10))),
      end: min(all.end, (last + margin).floored(to: .minutes(10))))
    return range.end > range.start ? range : all
  }

  /// The narrowest round number of bins that gives few enough buckets, with room for one more that
  /// the alignment cuts.
  private static func width(of length: TimeSpan, bin: TimeSpan) -> TimeSpan {
    func width(_ factor: Int64) -> TimeSpan {
      let product = bin.microseconds.multipliedReportingOverflow(by: factor)
      return product.overflow ? length : TimeSpan(microseconds: product.partialValue)
    }
    let steps: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]
    if let fit = steps.first(where: { isEnough(width($0), length) }) { return width(fit) }
    var factor: Int64 = 2880
    while !isEnough(width(factor), length), factor < 1 << 40 { factor *= 2 }
    return width(factor)
  }

  private static func isEnough(_ width: TimeSpan, _ length: TimeSpan) -> Bool {
    length.microseconds / max(1, width.microseconds) < Int64(maxBuckets) - 1
  }
}
