// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// The table that `alerts` prints, and what could have been.
package enum AlertTable {
  package static func table(_ services: [ServiceAlerts]) -> TextTable {
    var table = TextTable([
      .init("service"), .init("rule"), .init("severity"), .init("fired (UTC)"),
      .init("after the onset", .right), .init("failed before", .right),
      .init("cleared (UTC)"), .init("false alarms a day", .right), .init("remark"),
    ])
    for service in services {
      for result in service.report.results {
        table.rows.append(
          [service.service, result.rule.name, result.rule.severity.rawValue] + cells(result))
      }
    }
    return table
  }

  /// The quickest rule without a false alarm of each service, in sentences.
  package static func remarks(_ services: [ServiceAlerts]) -> [String] {
    services.map { service in
      switch service.report.best {
      case .rule(let result):
        let delay = result.detection.map { ReportNumber.minutes($0.delay) } ?? "—"
        return "\(service.service): TTD could have been \(delay), by \(result.rule.name)"
      case .refused(let refusal): return "\(service.service): \(refusal.rawValue)"
      }
    }
  }

  /// What a rule did, in a few words.
  static func sentence(_ result: AlertResult) -> String {
    let alarms = result.falseAlarms
    let besides = alarms > 0 ? ", \(alarms) false \(alarms == 1 ? "alarm" : "alarms")" : ""
    switch result.outcome {
    case .detected(let detection):
      return
        "fired \(detection.fired.time.clockText), \(ReportNumber.minutes(detection.delay)) after the onset\(besides)"
    case .neverFired: return "never fired for the impact\(besides)"
    case .alreadyFiring: return "was firing before the onset\(besides)"
    case .refused(let refusal): return "refused: \(refusal.text)"
    }
  }

  private static func cells(_ result: AlertResult) -> [String] {
    let alarms = result.falseAlarmsPerDay.map(perDay) ?? "—"
    switch result.outcome {
    case .detected(let detection):
      let first = result.firings.first { $0.fired == detection.fired.time }
      return [
        detection.fired.time.minuteText, delay(detection),
        Decimal.groupedText(detection.failedBefore.value),
        first.map { $0.cleared?.minuteText ?? "not in the data" } ?? "", alarms, "",
      ]
    case .neverFired: return ["never", "—", "—", "", alarms, ""]
    case .alreadyFiring(let since):
      return ["since \(since.minuteText)", "—", "—", "", alarms, "firing before the onset"]
    case .refused(let refusal): return ["—", "—", "—", "", alarms, "refused: \(refusal.text)"]
    }
  }

  private static func delay(_ detection: AlertResult.Detection) -> String {
    let low = ReportNumber.minuteCount(detection.shortest)
    let high = ReportNumber.minuteCount(detection.longest)
    return "\(ReportNumber.minuteCount(detection.delay)) min [\(low), \(high)]"
  }

  private static func perDay(_ estimate: Estimate) -> String {
    let low = Decimal.text(estimate.interval.low, decimals: 1)
    let high = Decimal.text(estimate.interval.high, decimals: 1)
    return "\(Decimal.text(estimate.value, decimals: 1)) [\(low), \(high)]"
  }
}
