// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// `recount portfolio --json`.
package enum PortfolioJSON {
  package static func text(_ summaries: [PortfolioSummary]) -> String {
    JSONDocument.text(schema: "portfolio", warnings: []) { json in
      json.key("measures")
      json.beginArray()
      for summary in summaries { write(summary, to: &json) }
      json.endArray()
    }
  }

  private static func write(_ summary: PortfolioSummary, to json: inout JSONWriter) {
    json.beginObject()
    json.member("censored", Int64(summary.censored))
    json.member("duplicates", Int64(summary.duplicates))
    json.member("first_quartile", number: summary.spread?.firstQuartile, decimals: 3)
    json.member("greatest", number: summary.spread?.greatest, decimals: 3)
    json.member("least", number: summary.spread?.least, decimals: 3)
    write("mean", summary.mean, to: &json)
    json.member("measure", summary.measure)
    json.member("median", number: summary.spread?.median, decimals: 3)
    json.member("median_interval", summary.median.estimate?.interval)
    json.member("n", Int64(summary.count))
    json.member("not_measured", Int64(summary.notMeasured))
    json.member("third_quartile", number: summary.spread?.thirdQuartile, decimals: 3)
    switch summary.trend {
    case .slope(let estimate):
      json.member("trend", number: estimate.value, decimals: 4)
      json.member("trend_interval", estimate.interval)
    case .refused(let refusal): json.member("trend_refused", refusal.text)
    }
    json.endObject()
  }

  private static func write(
    _ name: String, _ number: PortfolioSummary.Number, to json: inout JSONWriter
  ) {
    switch number {
    case .estimate(let estimate):
      json.member(name, number: estimate.value, decimals: 3)
      json.member(name + "_interval", estimate.interval)
    case .refused(let refusal): json.member(name + "_refused", refusal.text)
    }
  }
}
