// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// `recount alerts --json`.
package enum AlertsJSON {
  package static func text(_ services: [ServiceAlerts]) -> String {
    JSONDocument.text(schema: "alerts", warnings: []) { json in
      json.key("services")
      json.beginArray()
      for service in services {
        json.beginObject()
        switch service.report.best {
        case .rule(let result):
          json.member("best", result.rule.name)
          json.member("best_minutes", number: result.detection?.delay.minutes, decimals: 3)
        case .refused(let refusal): json.member("best_refused", refusal.rawValue)
        }
        json.key("rules")
        json.beginArray()
        for result in service.report.results { write(result, to: &json) }
        json.endArray()
        json.member("service", service.service)
        json.member("unit", service.unit.name)
        json.endObject()
      }
      json.endArray()
    }
  }

  private static func write(_ result: AlertResult, to json: inout JSONWriter) {
    let detection = result.detection
    json.beginObject()
    if let detection {
      json.member(
        "delay_interval",
        Interval(low: detection.shortest.minutes, high: detection.longest.minutes))
      json.member("delay_minutes", number: detection.delay.minutes, decimals: 3)
      json.member("failed_before", number: detection.failedBefore.value, decimals: 1)
    }
    json.member("false_alarms", Int64(result.falseAlarms))
    json.member(
      "false_alarms_per_day", number: result.falseAlarmsPerDay?.value, decimals: 3)
    json.member("false_alarms_per_day_interval", result.falseAlarmsPerDay?.interval)
    json.member("fired", detection?.fired.time)
    json.key("firings")
    json.beginArray()
    for firing in result.firings {
      json.beginObject()
      json.member("cleared", firing.cleared)
      json.member("fired", firing.fired)
      json.member("place", firing.place.rawValue)
      json.endObject()
    }
    json.endArray()
    json.member("outcome", outcome(result.outcome))
    json.member("quiet_days", number: result.quietDays, decimals: 3)
    if case .refused(let refusal) = result.outcome { json.member("refused", refusal.text) }
    json.member("rule", result.rule.name)
    json.member("severity", result.rule.severity.rawValue)
    json.endObject()
  }

  private static func outcome(_ outcome: AlertResult.Outcome) -> String {
    switch outcome {
    case .detected: "detected"
    case .neverFired: "never_fired"
    case .alreadyFiring: "already_firing"
    case .refused: "refused"
    }
  }
}
