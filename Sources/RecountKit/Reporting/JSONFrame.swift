// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The frame of a JSON document that is a list of plain objects.
enum JSONFrame {
  static func text<Element>(
    schema: String, key: String, _ elements: [Element],
    _ members: (Element, inout JSONWriter) -> Void
  ) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("data")
    json.beginObject()
    json.key(key)
    json.beginArray()
    for element in elements {
      json.beginObject()
      members(element, &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.member("schema", "recount.\(schema)/1")
    json.key("warnings")
    json.beginArray()
    json.endArray()
    json.endObject()
    json.endLine()
    return json.text
  }
}
