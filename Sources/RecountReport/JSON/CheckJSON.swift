// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// `recount check --json`: claims, conflicts, agreements, measures that lack a stamp.
package enum CheckJSON {
  package static func text(_ checked: CheckedClaims) -> String {
    JSONDocument.text(schema: "check", warnings: checked.findings.warnings) { json in
      json.key("agreements")
      json.beginArray()
      for agreement in checked.findings.clocks.agreements {
        json.beginObject()
        json.member("clock", agreement.clock.rawValue)
        json.member("code", agreement.code.rawValue)
        json.member("sentence", agreement.sentence)
        json.endObject()
      }
      json.endArray()
      json.key("claims")
      json.beginArray()
      for claim in checked.prose { write(claim, to: &json) }
      json.endArray()
      json.key("conflicts")
      json.beginArray()
      for conflict in checked.conflicts { ClocksJSON.write(conflict, to: &json) }
      json.endArray()
      json.key("refused")
      json.beginArray()
      for refusal in checked.refusals {
        json.beginObject()
        json.member("byte", Int64(refusal.bytes.lowerBound))
        json.member("reason", refusal.reason.text)
        json.member("sentence", refusal.sentence)
        json.member("text", refusal.text)
        json.endObject()
      }
      json.endArray()
      json.member("report", checked.path)
      json.key("undefined")
      json.beginArray()
      for undefined in checked.findings.clocks.undefined {
        json.beginObject()
        json.member("code", undefined.code.rawValue)
        json.member("measure", undefined.measure)
        json.member("missing", undefined.missing.joined(separator: ","))
        json.member("sentence", undefined.sentence)
        json.endObject()
      }
      json.endArray()
    }
  }

  private static func write(_ claim: ProseClaim, to json: inout JSONWriter) {
    json.beginObject()
    switch claim.value {
    case .moment(let time, let isAssumed):
      json.member("byte", Int64(claim.bytes.lowerBound))
      json.member("claim", CheckTable.kind(claim.kind))
      json.member("interval", interval: time)
      json.member("sentence", claim.sentence)
      json.member("service", claim.service)
      json.member("text", claim.text)
      json.member("time", time.time)
      json.member("zone", claim.zone)
      json.member("zone_assumed", isAssumed)
    case .duration(let duration):
      json.member("bound", duration.bound?.rawValue)
      json.member("byte", Int64(claim.bytes.lowerBound))
      json.member("claim", CheckTable.kind(claim.kind))
      json.member("minutes", number: duration.span.minutes, decimals: 3)
      json.member("plus_minus_minutes", number: duration.plusMinus.minutes, decimals: 3)
      json.member("sentence", claim.sentence)
      json.member("service", claim.service)
      json.member("text", claim.text)
    case .count(let count):
      json.member("bound", count.bound?.rawValue)
      json.member("byte", Int64(claim.bytes.lowerBound))
      json.member("claim", CheckTable.kind(claim.kind))
      json.member("plus_minus", number: count.plusMinus, decimals: 1)
      json.member("sentence", claim.sentence)
      json.member("text", claim.text)
      json.member("value", number: count.value, decimals: 1)
    }
    json.endObject()
  }
}
