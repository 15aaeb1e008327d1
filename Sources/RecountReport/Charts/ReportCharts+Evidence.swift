// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountCharts
import RecountModel

/// The charts that show what services share, what failed steps were, and which rules would have fired.
extension ReportCharts {
  /// Onsets with their intervals, the first on top.
  var order: Chart? {
    guard let correlation = findings.correlation, correlation.onsets.count > 1 else { return nil }
    let onsets = correlation.onsets.sorted {
      ($0.time.time, $0.service) < ($1.time.time, $1.service)
    }
    let rows = onsets.map { onset in
      OrderChart.Row(
        label: onset.service, earliest: onset.time.earliest, time: onset.time.time,
        latest: onset.time.latest,
        note: onset.isVisible ? "" : "already failing when its logs begin")
    }
    let finding = ChartSentence.order(onsets, correlation)
    let chart = OrderChart(
      id: "order", text: ChartText(title: "Which service broke first", finding: finding),
      rows: rows)
    return Chart(
      file: "order.svg", finding: finding, svg: chart.svg(), section: .shows,
      table: ChartTable.onsets(onsets))
  }

  /// Failed share of every service over time.
  var heat: Chart? {
    guard findings.impacts.count > 1, !findings.incidentWindows.isEmpty else { return nil }
    let rows = findings.impacts.map { impact in
      HeatStrips.Row(
        label: impact.series.service,
        shares: ChartCounts(impact.series).supported(minimum: 20, in: axis.range).share,
        bands: impact.windows.map { ChartBand(range: $0.range, label: "") })
    }
    let finding = ChartSentence.heat(findings)
    let chart = HeatStrips(
      id: "heat", text: ChartText(title: "Failed share of every service", finding: finding),
      axis: axis, noun: "failed share", rows: rows, marks: marks, bandName: "impact window")
    return Chart(
      file: "heat.svg", finding: finding, svg: chart.svg(), section: .shows,
      table: ChartTable.peaks(findings.incidentWindows))
  }

  /// Failed build steps by whose failure they are.
  var classes: Chart? {
    guard let series = findings.series, !series.classes.isEmpty else { return nil }
    let finding = ChartSentence.classes(series, findings)
    let windows = findings.incidentWindows.filter { $0.unit == .step && $0.kind == .failing }
    let chart = StackChart(
      id: "classes",
      text: ChartText(title: "Whose failures the failed steps are", finding: finding),
      axis: axis, noun: "failed steps", start: series.start, binWidth: series.binWidth,
      classes: series.classes.map {
        StackChart.Class(label: $0.name, values: $0.values.map { Double($0) })
      },
      bands: windows.map { ChartBand(range: $0.range, label: $0.service) }, marks: marks)
    return Chart(file: "classes.svg", finding: finding, svg: chart.svg(), section: .builds)
  }

  /// How long the requests of the service took that failed most.
  var durations: Chart? {
    guard let series = findings.series, let service = series.durationService else { return nil }
    let windows = findings.incidentWindows.filter { $0.service == service }
    let finding = ChartSentence.durations(service, windows, findings)
    let lines = zip(ReportSeries.quantileShares, series.quantiles).map { share, values in
      QuantileChart.Line(label: "\(Decimal.text(100 * share, decimals: 0)) %", values: values)
    }
    let chart = QuantileChart(
      id: "durations",
      text: ChartText(title: "How long requests of \(service) took", finding: finding),
      axis: axis, noun: "requests", start: series.start, binWidth: series.binWidth, lines: lines,
      bands: windows.map { ChartBand(range: $0.range, label: "") }, marks: marks)
    return Chart(
      file: "durations.svg", finding: finding, svg: chart.svg(), section: .impact,
      table: ChartTable.durations(findings))
  }

  /// When the rules would have fired for the service that failed most.
  var firings: Chart? {
    guard let alerts = findings.alerts, !alerts.report.results.isEmpty else { return nil }
    let end = axis.range.end
    let rows = alerts.report.results.compactMap { result -> FiringChart.Row? in
      if case .refused = result.outcome { return nil }
      return FiringChart.Row(
        label: result.rule.name,
        firings: result.firings.map { TimeRange(start: $0.fired, end: $0.cleared ?? end) },
        text: AlertTable.sentence(result), first: result.detection?.fired.time)
    }
    guard !rows.isEmpty else { return nil }
    let windows = findings.incidentWindows.filter { $0.service == alerts.service }
    let finding = ChartSentence.firings(alerts)
    let chart = FiringChart(
      id: "alerts",
      text: ChartText(title: "When alerts on \(alerts.service) would have fired", finding: finding),
      axis: axis, rows: rows, bands: windows.map { ChartBand(range: $0.range, label: "") },
      marks: marks, bandName: "impact window")
    return Chart(
      file: "alerts.svg", finding: finding, svg: chart.svg(), section: .timing,
      table: ChartTable.firings(alerts))
  }
}
