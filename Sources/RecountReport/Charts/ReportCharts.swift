// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel

/// The charts of a report: which series, which windows, which marks, and what they say.
package struct ReportCharts: Sendable {
  /// A chart as a file with the sentence that it carries.
  package struct Chart: Sendable {
    /// `overview.svg`, below the folder of the charts.
    package var file: String
    package var finding: String
    package var svg: String
    /// Where in the report it stands.
    package var section: Section
    /// Its key numbers as a Markdown table, for where images are lost; empty where a table of the
    /// section has them.
    package var table = ""
  }

  /// The section of a report that a chart belongs to.
  package enum Section: Sendable {
    case impact, builds, timing, shows
  }

  let findings: CaseFindings
  let axis: TimeAxis
  let marks: [ChartMark]

  package init(_ findings: CaseFindings) {
    self.findings = findings
    let range = ReportCharts.range(findings)
    axis = TimeAxis(range)
    marks = ReportCharts.marks(findings, in: range)
  }

  /// The overview of each unit, the strips of all services, and what the findings beside them show.
  package var all: [Chart] {
    EventUnit.allCases.compactMap(overview)
      + [strips, beforeAndAfter, durations, classes, firings, order, heat].compactMap(\.self)
  }

  /// What the charts show: the incident with as much again around it, or all of the case.
  private static func range(_ findings: CaseFindings) -> TimeRange {
    let all =
      findings.coverage ?? TimeRange(start: Timestamp(seconds: 0), end: Timestamp(seconds: 60))
    let windows = findings.incidentWindows
    guard let first = windows.map(\.onset.time).min(), let last = windows.map(\.end.time).max()
    else {
      return all
    }
    let margin = max(.minutes(60), TimeSpan(microseconds: (last - first).microseconds / 3))
    return TimeRange(
      start: max(all.start, (first - margin).floored(to: .minutes(10))),
      end: min(all.end, (last + margin).floored(to: .minutes(10))))
  }

  /// Declared moments, numbered as in the table of milestones.
  private static func marks(_ findings: CaseFindings, in range: TimeRange) -> [ChartMark] {
    MilestoneList.numbered(findings).compactMap { number, milestone in
      guard range.contains(milestone.time) else { return nil }
      return ChartMark(
        number: number, time: milestone.time,
        label: "\(MilestoneList.label(milestone)), \(milestone.clock.rawValue)")
    }
  }

  /// The charts of a section as figures of a Markdown document, `folder` being where they lie.
  static func figures(_ charts: [Chart], of section: Section, in folder: String) -> [String] {
    charts.filter { $0.section == section }.map { chart in
      // Emphasis must not begin or end with a space, and a finding may begin with a name.
      let words = chart.finding.split(whereSeparator: \.isWhitespace)
      let alt = Markdown.cell(words.joined(separator: " "))
      let table = chart.table.isEmpty ? "" : "\n" + chart.table
      return "![\(alt)](\(folder)/\(chart.file))\n\n*\(alt)*\n" + table
    }
  }

  private func overview(_ unit: EventUnit) -> Chart? {
    let series = findings.impacts.map(\.series).filter { $0.unit == unit }
    guard let counts = summed(series) else { return nil }
    let windows = findings.incidentWindows.filter { $0.unit == unit && $0.kind == .failing }
    let bands = windows.map { ChartBand(range: $0.range, label: $0.service) }
    let noun = unit.noun(2)
    let finding = ChartSentence.overview(noun, windows, findings)
    let chart = OverviewChart(
      id: "overview-\(unit.name)",
      text: ChartText(title: "All \(noun) and the failed ones among them", finding: finding),
      axis: axis, noun: noun, counts: counts, bands: bands, marks: marks)
    return Chart(
      file: "overview-\(noun).svg", finding: finding, svg: chart.svg(), section: .impact)
  }

  private var strips: Chart? {
    guard findings.impacts.count > 1 else { return nil }
    let windows = Dictionary(grouping: findings.incidentWindows) { $0.service + "/" + $0.unit.name }
    let ordered = findings.impacts.sorted { left, right in
      let first = windows[left.series.service + "/" + left.series.unit.name]?.first?.onset.time
      let second = windows[right.series.service + "/" + right.series.unit.name]?.first?.onset.time
      let far = Timestamp(microseconds: .max)
      return (first ?? far, left.series.service) < (second ?? far, right.series.service)
    }
    let strips = ordered.map { impact in
      let own = windows[impact.series.service + "/" + impact.series.unit.name] ?? []
      return ChartStrip(
        label: impact.series.service, counts: ChartCounts(impact.series),
        bands: own.map { window in
          let day = axis.range.start.dayText
          return ChartBand(range: window.range, label: ReportNumber.range(window, day: day))
        })
    }
    let finding = ChartSentence.strips(findings)
    let chart = StripChart(
      id: "services",
      text: ChartText(title: "When each service failed", finding: finding), axis: axis,
      strips: strips, marks: marks, bandName: "impact window")
    return Chart(file: "services.svg", finding: finding, svg: chart.svg(), section: .impact)
  }

  /// The counts of several services as one, as far as the axis shows them.
  ///
  /// A bin is covered when any of them is. A range of years is summed in wider bins.
  func summed(_ series: [CountSeries]) -> ChartCounts? {
    guard let width = series.first?.binWidth else { return nil }
    let factor = 1 + axis.range.length.microseconds / width.microseconds / ReportCharts.maxBins
    let parts = series.map { ChartCounts($0).coarsened(by: Int(factor)) }
    let binWidth = TimeSpan(microseconds: width.microseconds * factor)
    let first = axis.range.start.floored(to: binWidth)
    let last = axis.range.end.floored(to: binWidth) + binWidth
    let count = Int((last - first).microseconds / binWidth.microseconds)
    var total = [Double?](repeating: nil, count: count)
    var failed = total
    for part in parts {
      for index in part.total.bins(in: TimeRange(start: first, end: last)) {
        guard let events = part.total.values[index], let failures = part.failed.values[index] else {
          continue
        }
        let bin = Int((part.total.time(index) - first).microseconds / binWidth.microseconds)
        total[bin] = (total[bin] ?? 0) + events
        failed[bin] = (failed[bin] ?? 0) + failures
      }
    }
    return ChartCounts(start: first, binWidth: binWidth, total: total, failed: failed)
  }

  /// Bins that services are summed in: two months of minutes.
  private static let maxBins: Int64 = 100_000
}
