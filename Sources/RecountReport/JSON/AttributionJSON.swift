// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// `recount impact --explain --json`.
package enum AttributionJSON {
  package static func text(_ attribution: Attribution) -> String {
    JSONDocument.text(schema: "attribution", warnings: []) { json in
      list("candidates", attribution.candidates, &json)
      json.member("excess", number: attribution.excess, decimals: 3)
      json.member("p_value", number: attribution.pValue, decimals: 4)
      list("parts", attribution.parts, &json)
      json.key("refusals")
      json.beginArray()
      for refusal in attribution.refusals {
        json.beginObject()
        json.member("about", refusal.about)
        json.member("explanation", refusal.explanation)
        json.member("reason", refusal.reason.rawValue)
        json.endObject()
      }
      json.endArray()
      json.member("remarks", AttributionTable.remarks(attribution).joined(separator: "\n"))
      json.member("seed", Int64(bitPattern: attribution.seed))
      json.member("service", attribution.service)
      json.member("sets_tried", attribution.setsTried)
      json.member("unexplained", number: attribution.unexplained, decimals: 6)
      json.member("unit", attribution.unit.name)
      json.member("verdict", stated: verdict(attribution.verdict))
    }
  }

  private static func verdict(_ verdict: Attribution.Verdict?) -> String {
    switch verdict {
    case .concentrated: "concentrated"
    case .several: "several"
    case .everywhere: "everywhere"
    case nil: ""
    }
  }

  private static func list(
    _ name: String, _ candidates: [Attribution.Candidate], _ json: inout JSONWriter
  ) {
    json.key(name)
    json.beginArray()
    for candidate in candidates {
      json.beginObject()
      json.member("base_failed", candidate.baseFailed)
      json.member("base_total", candidate.baseTotal)
      json.member("expected", number: candidate.expected, decimals: 3)
      json.member("failed", candidate.observed)
      json.member("is_separable", candidate.isSeparable)
      json.member("score", number: candidate.score, decimals: 3)
      json.member("share", number: candidate.share.value, decimals: 6)
      json.member("share_interval", candidate.share.interval)
      json.key("terms")
      json.beginObject()
      for term in candidate.terms { json.member(term.dimension, term.value) }
      json.endObject()
      json.member("total", candidate.total)
      json.endObject()
    }
    json.endArray()
  }
}
