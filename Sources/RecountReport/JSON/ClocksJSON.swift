// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// `recount clocks --json`: milestones, measures, conflicts, agreements.
package enum ClocksJSON {
  package static func text(_ findings: CaseFindings) -> String {
    JSONDocument.text(schema: "clocks", warnings: findings.warnings) { json in
      json.key("agreements")
      json.beginArray()
      for agreement in findings.clocks.agreements { write(agreement, to: &json) }
      json.endArray()
      json.key("conflicts")
      json.beginArray()
      for conflict in findings.clocks.conflicts { write(conflict, to: &json) }
      json.endArray()
      json.key("measures")
      json.beginArray()
      for measure in findings.clocks.measures { write(measure, to: &json) }
      json.endArray()
      json.key("milestones")
      json.beginArray()
      for milestone in findings.milestones { MilestoneJSON.write(milestone, to: &json) }
      json.endArray()
      json.key("set_aside")
      json.beginArray()
      for aside in findings.clocks.setAside {
        json.beginObject()
        json.member("figure", aside.figure)
        json.member("reason", aside.reason.rawValue)
        json.endObject()
      }
      json.endArray()
    }
  }

  static func write(_ conflict: Conflict, to json: inout JSONWriter) {
    json.beginObject()
    json.member("clock", conflict.clock.rawValue)
    json.member("code", conflict.code.rawValue)
    json.key("evidence")
    write(conflict.evidence, to: &json)
    json.member("failed_after", number: conflict.failedAfter?.value, decimals: 3)
    json.member("failed_after_interval", conflict.failedAfter?.interval)
    json.member("minutes", number: conflict.distance?.minutes, decimals: 3)
    json.member("sentence", conflict.sentence)
    json.member("service", conflict.service)
    json.endObject()
  }

  static func write(_ agreement: ClockFindings.Agreement, to json: inout JSONWriter) {
    json.beginObject()
    json.member("clock", agreement.clock.rawValue)
    json.member("code", agreement.code.rawValue)
    json.key("evidence")
    write(agreement.evidence, to: &json)
    json.member("sentence", agreement.sentence)
    json.endObject()
  }

  static func write(_ measure: Measure, to json: inout JSONWriter) {
    json.beginObject()
    json.member("figure", measure.figure)
    json.member("from", measure.from)
    if let shortest = measure.shortest, let longest = measure.longest {
      json.member("interval", Interval(low: shortest.minutes, high: longest.minutes))
    }
    json.member("minutes", number: measure.span?.minutes, decimals: 3)
    json.member("name", measure.name)
    json.member("note", measure.note)
    json.member("to", measure.to)
    json.endObject()
  }

  private static func write(_ texts: [String], to json: inout JSONWriter) {
    json.beginArray()
    for text in texts { json.string(text) }
    json.endArray()
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ end: Measure.End?) {
    guard let end else { return }
    key(name)
    beginObject()
    member("evidence", end.evidence)
    member("interval", interval: end.time)
    member("name", end.name)
    member("time", end.time.time)
    endObject()
  }
}

/// A milestone as every JSON interface shows it.
enum MilestoneJSON {
  static func write(_ milestone: Milestone, to json: inout JSONWriter) {
    json.beginObject()
    json.member("clock", milestone.clock.rawValue)
    json.member("evidence", milestone.evidence)
    json.member("milestone", milestone.kind.rawValue)
    json.member("plus_minus_us", milestone.plusMinus.microseconds)
    json.member("service", milestone.service)
    json.member("text", stated: milestone.text)
    json.member("time", milestone.time)
    json.endObject()
  }
}
