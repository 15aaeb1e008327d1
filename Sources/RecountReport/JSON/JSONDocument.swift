// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The frame of every JSON document: data, schema, warnings; keys sorted.
enum JSONDocument {
  static func text(
    schema: String, warnings: [String], data: (inout JSONWriter) -> Void
  ) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("data")
    json.beginObject()
    data(&json)
    json.endObject()
    json.member("schema", "recount.\(schema)/1")
    json.key("warnings")
    json.beginArray()
    for warning in warnings { json.string(warning) }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.text
  }
}

extension JSONWriter {
  /// A text that is absent when it is empty.
  mutating func member(_ name: String, stated text: String) {
    member(name, text.isEmpty ? nil : text)
  }

  mutating func member(_ name: String, _ interval: Interval?, decimals: Int = 3) {
    guard let interval else { return }
    key(name)
    beginArray()
    number(interval.low, decimals: decimals)
    number(interval.high, decimals: decimals)
    endArray()
  }

  /// The earliest and the latest instant of an estimate.
  mutating func member(_ name: String, interval time: TimeEstimate) {
    key(name)
    beginArray()
    string(time.earliest.rfc3339)
    string(time.latest.rfc3339)
    endArray()
  }

  mutating func member(_ name: String, _ range: TimeRange?) {
    guard let range else { return }
    key(name)
    beginArray()
    string(range.start.rfc3339)
    string(range.end.rfc3339)
    endArray()
  }
}
