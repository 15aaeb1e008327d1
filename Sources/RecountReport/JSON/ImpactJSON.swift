// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// `recount impact --json`: windows, totals, refusals, strays.
package enum ImpactJSON {
  package static func text(_ findings: CaseFindings) -> String {
    JSONDocument.text(schema: "impact", warnings: findings.warnings) { json in
      json.key("objectives")
      json.beginArray()
      for objective in findings.objectives { write(objective, to: &json) }
      json.endArray()
      json.key("refusals")
      json.beginArray()
      for refusal in findings.impacts.flatMap(\.refusals) { write(refusal, to: &json) }
      json.endArray()
      json.key("sensitivity")
      json.beginArray()
      for sensitivity in findings.sensitivities { write(sensitivity, to: &json) }
      json.endArray()
      json.key("services")
      json.beginArray()
      for impact in findings.impacts { write(impact, to: &json) }
      json.endArray()
      json.key("strays")
      json.beginArray()
      for stray in findings.strays { write(stray, to: &json) }
      json.endArray()
      json.key("totals")
      json.beginObject()
      for (unit, totals) in findings.totals.sorted(by: { $0.unit.name < $1.unit.name }) {
        json.key(unit.name)
        write(totals, to: &json)
      }
      json.endObject()
      json.key("windows")
      json.beginArray()
      for window in findings.windows { write(window, to: &json) }
      json.endArray()
    }
  }

  static func write(_ window: ImpactWindow, to json: inout JSONWriter) {
    json.beginObject()
    json.member("base_range", window.baseRange)
    json.member("base_share", number: window.baseShare)
    json.member("bin_seconds", window.binWidth.microseconds / 1_000_000)
    json.member("dispersion", number: window.dispersion, decimals: 3)
    json.member("distinct_failures_interval", window.distinctFailures)
    json.member("end", window.end.time)
    json.member("end_interval", interval: window.end)
    json.member("ended", window.hasEnded)
    json.member("excess", number: window.excess?.value, decimals: 3)
    json.member("excess_interval", window.excess?.interval)
    json.member("failed", window.failed)
    json.member("figure", window.figure)
    json.member("kind", window.kind.rawValue)
    json.member("lost", number: window.lost?.value, decimals: 3)
    json.member("lost_interval", window.lost?.interval)
    json.member("onset", window.onset.time)
    json.member("onset_interval", interval: window.onset)
    json.member("onset_visible", window.hasOnset)
    json.member("peak", number: window.peakShare)
    json.member("peak_time", window.peakTime)
    json.key("phases")
    json.beginArray()
    for phase in window.phases { write(phase, to: &json) }
    json.endArray()
    json.member("placebo_coverage", number: window.placeboCoverage, decimals: 3)
    json.member("placebos", window.placebos)
    json.member(
      "relapse_of", window.relapseOf.map { "impact.\(window.service).w\($0)" })
    json.member("service", window.service)
    json.member("surplus", number: window.surplus?.value, decimals: 3)
    json.member("surplus_interval", window.surplus?.interval)
    json.member("total", window.total)
    json.member("unit", window.unit.name)
    json.endObject()
  }

  private static func write(_ objective: ObjectiveMeasure, to json: inout JSONWriter) {
    json.beginObject()
    json.member("availability", number: objective.availability)
    json.member("availability_overall", number: objective.availabilityOverall)
    json.member("bad_minutes", objective.badMinutes)
    json.member("budget_days", objective.periodDays)
    json.member("budget_used", number: objective.budgetUsed)
    json.member("budget_used_if_lost_failed", number: objective.budgetUsedIfLostFailed)
    json.member("burn_rate", number: objective.burnRate, decimals: 3)
    json.member("objective", number: objective.objective)
    json.member("service", objective.service)
    json.member("threshold", number: objective.threshold)
    json.member("unit", objective.unit.name)
    json.endObject()
  }

  private static func write(_ sensitivity: Sensitivity, to json: inout JSONWriter) {
    json.beginObject()
    json.member("figure", sensitivity.window.figure)
    json.member("largest_change", number: sensitivity.largestChange)
    json.key("rows")
    json.beginArray()
    for row in sensitivity.rows {
      json.beginObject()
      json.member("excess", number: row.excess?.value, decimals: 3)
      json.member("excess_interval", row.excess?.interval)
      json.member("failed", row.failed)
      json.member("total", row.total)
      json.member("variant", row.variant.rawValue)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private static func write(_ phase: Phase, to json: inout JSONWriter) {
    json.beginObject()
    json.member("end", phase.end.time)
    json.member("end_interval", interval: phase.end)
    json.member("level", number: phase.level)
    json.member("shape", phase.shape.rawValue)
    json.member("start", phase.start.time)
    json.member("start_interval", interval: phase.start)
    json.endObject()
  }

  private static func write(_ totals: ImpactTotals, to json: inout JSONWriter) {
    json.beginObject()
    json.member("excess", number: totals.excess?.value, decimals: 3)
    json.member("excess_interval", totals.excess?.interval)
    json.member("gross", totals.gross)
    json.member("span_minutes", number: totals.spanMinutes, decimals: 3)
    json.member("sum_minutes", number: totals.sumMinutes, decimals: 3)
    json.member("union_minutes", number: totals.unionMinutes, decimals: 3)
    json.endObject()
  }

  /// The whole of a service: what lies inside windows and outside of them.
  private static func write(_ impact: ServiceImpact, to json: inout JSONWriter) {
    let series = impact.series
    json.beginObject()
    json.member("dispersion", number: impact.dispersion, decimals: 3)
    json.member("failed", series.failed.reduce(0, +))
    json.member("minimum_detectable", number: impact.minimumDetectable, decimals: 3)
    json.member("range", series.range)
    json.member("service", series.service)
    json.member("total", series.total.reduce(0, +))
    json.member("unit", series.unit.name)
    json.endObject()
  }

  /// Events that are in no series because of their time.
  private static func write(_ stray: CaseFindings.StrayCount, to json: inout JSONWriter) {
    json.beginObject()
    json.member("failed", stray.failed)
    json.member("first", stray.first)
    json.member("last", stray.last)
    json.member("service", stray.service)
    json.member("total", stray.total)
    json.member("unit", stray.unit.name)
    json.endObject()
  }

  static func write(_ refusal: Refusal, to json: inout JSONWriter) {
    json.beginObject()
    json.member("about", refusal.about)
    json.member("explanation", refusal.explanation)
    json.member("reason", refusal.reason.rawValue)
    json.member("service", refusal.service)
    json.member("unit", refusal.unit.name)
    json.endObject()
  }
}
