// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// `recount clocks --definition NAME --json`.
package enum DefinitionJSON {
  package static func text(_ measures: [DefinedMeasure], warnings: [String]) -> String {
    JSONDocument.text(schema: "definitions", warnings: warnings) { json in
      json.key("measures")
      json.beginArray()
      for measure in measures { write(measure, to: &json) }
      json.endArray()
    }
  }

  private static func write(_ measure: DefinedMeasure, to json: inout JSONWriter) {
    json.beginObject()
    json.member("basis", measure.basis.rawValue)
    json.member("definition", measure.id)
    write("from", measure.start, to: &json)
    json.member("longest_minutes", number: measure.length?.longest?.minutes, decimals: 3)
    json.member("minutes", number: measure.length?.span.minutes, decimals: 3)
    json.member("name", measure.definition.name)
    json.member("not_measured", measure.reason?.text)
    json.member("note", measure.note)
    json.member("publisher", measure.definition.publisher)
    json.member("service", measure.service)
    json.member("shortest_minutes", number: measure.length?.shortest?.minutes, decimals: 3)
    json.member("source", measure.definition.source)
    write("to", measure.stop, to: &json)
    json.member("union_minutes", number: measure.union?.span.minutes, decimals: 3)
    json.endObject()
  }

  private static func write(
    _ name: String, _ end: DefinedMeasure.End?, to json: inout JSONWriter
  ) {
    guard let end else { return }
    json.key(name)
    json.beginObject()
    json.member("clock", end.provenance.name)
    json.member("evidence", end.evidence)
    json.member("interval", interval: end.time)
    json.member("kind", end.kind.rawValue)
    json.member("time", end.time.time)
    json.endObject()
  }
}
