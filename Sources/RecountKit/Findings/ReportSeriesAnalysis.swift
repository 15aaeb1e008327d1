// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport
import RecountStore

/// Counts for the charts of a report, over the stretch of time that the case covers.
enum ReportSeriesAnalysis {
  private static let binWidth = TimeSpan.minutes(10)
  /// Longest stretch that is shown bin by bin.
  private static let mostBins = 20_000

  /// Nil for a case without a time.
  static func series(
    _ findings: CaseFindings, _ reader: CaseReader
  ) throws(StoreError) -> ReportSeries? {
    guard let coverage = findings.coverage else { return nil }
    let start = coverage.start.floored(to: binWidth)
    let length = (coverage.end - start).microseconds
    let count = Int((length + binWidth.microseconds - 1) / binWidth.microseconds)
    guard count > 0, count <= mostBins else { return nil }
    var series = ReportSeries(start: start, binWidth: binWidth)
    func bin(_ time: Timestamp) -> Int? {
      let index = Int((time - start).microseconds / binWidth.microseconds)
      return time >= start && index < count ? index : nil
    }
    series.classes = try classes(reader, count, bin)
    if let service = slowest(findings) {
      let quantiles = try quantiles(of: service, reader, count, bin)
      if quantiles.contains(where: { $0.contains { $0 != nil } }) {
        series.durationService = service
        series.quantiles = quantiles
      }
    }
    return series
  }

  private static func classes(
    _ reader: CaseReader, _ count: Int, _ bin: (Timestamp) -> Int?
  ) throws(StoreError) -> [ClassSeries] {
    var classes: [String: [Int64]] = [:]
    for row in try reader.failedSteps() {
      guard let index = bin(row.minute) else { continue }
      let name = row.reason.isEmpty ? "unknown" : row.reason
      classes[name, default: [Int64](repeating: 0, count: count)][index] += row.count
    }
    return classes.map { ClassSeries(name: $0.key, values: $0.value) }.sorted {
      let (left, right) = ($0.values.reduce(0, +), $1.values.reduce(0, +))
      return (right, $0.name) < (left, $1.name)
    }
  }

  /// The service of requests with the most excess.
  private static func slowest(_ findings: CaseFindings) -> String? {
    let windows = findings.incidentWindows.filter { $0.unit == .request && $0.kind == .failing }
    let excess = Dictionary(grouping: windows, by: \.service).mapValues { own in
      own.reduce(0) { $0 + ($1.excess?.value ?? 0) }
    }
    return excess.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private static func quantiles(
    of service: String, _ reader: CaseReader, _ count: Int, _ bin: (Timestamp) -> Int?
  ) throws(StoreError) -> [[Double?]] {
    var buckets = [[Int: Int64]](repeating: [:], count: count)
    for row in try reader.durationMinutes(service: service) {
      guard let index = bin(row.minute) else { continue }
      buckets[index][row.bucket, default: 0] += row.count
    }
    let sorted = buckets.map { bin in
      bin.sorted { $0.key < $1.key }.map { (bucket: $0.key, count: $0.value) }
    }
    return ReportSeries.quantileShares.map { share in
      sorted.map { DurationBucket.quantile(share, of: $0).map { Double($0) } }
    }
  }
}
