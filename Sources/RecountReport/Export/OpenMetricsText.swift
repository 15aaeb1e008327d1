// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Counts per minute in the text format of OpenMetrics, with the time of every sample.
///
/// Counters grow from 0 at the start of the first minute. A sample stands at the end of each minute
/// in which the service has events, since it counts what ended until then, and at the start of the
/// first one behind a gap, so that the growth is that of the minute. One family per unit; series are
/// whole and in the order of time, as the format asks.
/// [OpenMetrics 1.0](https://prometheus.io/docs/specs/om/open_metrics_spec/)
package struct OpenMetricsText {
  private var family: EventUnit?

  package init() {}

  package mutating func text(_ series: OutcomeSeries) -> [UInt8] {
    var bytes: [UInt8] = []
    if family != series.unit {
      family = series.unit
      bytes += OpenMetricsText.head(series.unit).utf8
    }
    for line in series.lines { append(line, of: series, to: &bytes) }
    return bytes
  }

  /// What ends the exposition; without it a reader knows that something is missing.
  package static let end = Array("# EOF\n".utf8)

  private static func head(_ unit: EventUnit) -> String {
    let noun = unit.noun(2)
    let name = "recount_\(noun)"
    let reason = OpenMetricsText.reason(unit)
    return """
      # TYPE \(name) counter
      # UNIT \(name) \(noun)
      # HELP \(name) Ended \(noun) of the case by service, outcome and \(reason), counted per minute.

      """
  }

  /// The label of what goes with the outcome.
  private static func reason(_ unit: EventUnit) -> String {
    unit == .step ? "failure_class" : "cause"
  }

  private func append(
    _ line: OutcomeSeries.Line, of series: OutcomeSeries, to bytes: inout [UInt8]
  ) {
    var labels =
      "service=\"\(OpenMetricsText.escaped(series.service))\","
      + "outcome=\"\(OpenMetricsText.escaped(line.outcome))\""
    if !line.reason.isEmpty {
      labels +=
        ",\(OpenMetricsText.reason(series.unit))=\"\(OpenMetricsText.escaped(line.reason))\""
    }
    let start = Array("recount_\(series.unit.noun(2))_total{\(labels)} ".utf8)
    func sample(_ count: Int64, _ time: Timestamp) {
      bytes += start
      bytes += "\(count) \(time.microseconds / 1_000_000)\n".utf8
    }
    var count: Int64 = 0
    var last: Timestamp?
    for (minute, new) in zip(series.minutes, line.counts) {
      if minute != last { sample(count, minute) }
      count += new
      sample(count, minute + .minute)
      last = minute + .minute
    }
  }

  /// A value of a label: backslash, quote and line feed escaped as the format asks, what a terminal
  /// would obey spelled out.
  package static func escaped(_ value: String) -> String {
    var escaped = ""
    for scalar in TerminalText.lines(value).unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
