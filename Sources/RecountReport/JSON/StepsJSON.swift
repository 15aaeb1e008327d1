// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// `recount impact --steps --json`.
package enum StepsJSON {
  /// The first `limit` groups, with 0 all.
  package static func text(_ impact: StepImpact, limit: Int) -> String {
    JSONDocument.text(schema: "steps", warnings: []) { json in
      json.member("by", impact.grouping.rawValue)
      json.member("failed", impact.total?.failed ?? 0)
      json.key("groups")
      json.beginArray()
      for group in impact.first(limit) { write(group, to: &json) }
      json.endArray()
      json.member("groups_found", impact.groups.count)
      json.member("untimed", impact.untimed)
    }
  }

  private static func write(_ group: StepGroup, to json: inout JSONWriter) {
    json.beginObject()
    json.member("excerpt", stated: group.excerpt)
    json.member("failed", group.failed)
    json.member("failure_class", stated: group.failureClass)
    json.member("first", group.first)
    json.member("last", group.last)
    json.member("let_through", group.letThrough)
    json.member("lost_us", group.lost.microseconds)
    json.member("place", stated: group.place)
    json.member("retried", group.retried)
    json.member("value", stated: group.value)
    json.endObject()
  }
}
