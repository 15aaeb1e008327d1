// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// `recount compare --json`.
package enum CompareJSON {
  package static func text(_ comparisons: [RangeComparison]) -> String {
    JSONDocument.text(schema: "compare", warnings: []) { json in
      json.key("comparisons")
      json.beginArray()
      for comparison in comparisons { write(comparison, to: &json) }
      json.endArray()
    }
  }

  private static func write(_ comparison: RangeComparison, to json: inout JSONWriter) {
    json.beginObject()
    json.key("first")
    write(comparison.first, to: &json)
    json.key("refusals")
    json.beginArray()
    for refusal in comparison.refusals {
      json.beginObject()
      json.member("about", refusal.about)
      json.member("explanation", refusal.explanation)
      json.member("reason", refusal.reason.rawValue)
      json.endObject()
    }
    json.endArray()
    json.key("second")
    write(comparison.second, to: &json)
    json.member("service", comparison.service)
    json.member("share_ratio", number: comparison.shareRatio?.value, decimals: 6)
    json.member("share_ratio_interval", comparison.shareRatio?.interval)
    json.member("traffic_ratio", number: comparison.trafficRatio?.value, decimals: 6)
    json.member("traffic_ratio_interval", comparison.trafficRatio?.interval)
    json.member("unit", comparison.unit.name)
    json.endObject()
  }

  private static func write(_ side: RangeComparison.Side, to json: inout JSONWriter) {
    json.beginObject()
    json.member("covered_minutes", side.coveredMinutes)
    json.key("durations_us")
    json.beginArray()
    for (share, estimate) in side.quantiles {
      json.beginObject()
      json.member("interval", estimate.interval)
      json.member("quantile", number: share)
      json.member("value", Int64(min(estimate.value, 9e18)))
      json.endObject()
    }
    json.endArray()
    json.member("failed", side.failed)
    json.member("per_minute", number: side.perMinute, decimals: 3)
    json.member("per_minute_interval", side.perMinuteInterval)
    json.member("range", side.range)
    json.member("share", number: side.share?.value, decimals: 6)
    json.member("share_interval", side.share?.interval)
    json.member("total", side.total)
    json.endObject()
  }
}
