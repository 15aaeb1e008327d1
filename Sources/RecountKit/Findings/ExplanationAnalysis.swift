// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel
import RecountStore

/// Asks which values of route, host, image, runner and the like explain the failures of a window.
package enum ExplanationAnalysis {
  /// Bins that a window or its base is cut into, for the intervals of shares.
  private static let bins: Int64 = 30

  /// The attribution of the window called `figure` in the case at `casePath`.
  ///
  /// The base is that of the window's excess, without other windows of the service.
  package static func attribution(
    casePath: String, of figure: String
  ) throws(RecountError) -> Attribution {
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    let series = try stage { () throws(StoreError) in try reader.series() }
    let impacts = CaseAnalysis.numbered(ImpactMap.impacts(of: series))
    for impact in impacts {
      guard let window = impact.windows.first(where: { $0.figure == figure }) else { continue }
      return try stage { () throws(StoreError) in try attribution(of: window, in: impact, reader) }
    }
    throw RecountError(
      .usage, "no window is called `\(figure)`", try: "recount impact, which lists them")
  }

  static func attribution(
    of window: ImpactWindow, in impact: ServiceImpact, _ reader: CaseReader
  ) throws(StoreError) -> Attribution {
    let dimensions = CaseReader.dimensions(of: window.unit)
    let width = TimeSpan(
      microseconds: max(TimeSpan.minute.microseconds, window.range.length.microseconds / bins))
    func leaves(_ stretches: [TimeRange]) throws(StoreError) -> [LeafCount] {
      try reader.leaves(
        service: window.service, unit: window.unit, dimensions: dimensions, in: stretches,
        binWidth: width)
    }
    let table = LeafTableau(
      dimensions, window: try leaves([window.range]),
      base: try leaves(window.baseRange.map { quiet(in: $0, impact) } ?? []))
    return AttributionAnalysis.analyze(
      AttributionInput(
        service: window.service, unit: window.unit, dimensions: table.dimensions,
        leaves: table.leaves, windowBins: table.windowBins, baseBins: table.baseBins,
        dispersion: window.dispersion))
  }

  /// The stretches of `range` in which the service had no window, two bins apart.
  static func quiet(in range: TimeRange, _ impact: ServiceImpact) -> [TimeRange] {
    var stretches: [TimeRange] = []
    var start = range.start
    for other in impact.windows.sorted(by: { $0.onset.time < $1.onset.time }) {
      let margin = TimeSpan(microseconds: 2 * other.binWidth.microseconds)
      let end = min(other.onset.time - margin, range.end)
      if start < end { stretches.append(TimeRange(start: start, end: end)) }
      start = max(start, other.end.time + margin)
    }
    if start < range.end { stretches.append(TimeRange(start: start, end: range.end)) }
    return stretches
  }
}
