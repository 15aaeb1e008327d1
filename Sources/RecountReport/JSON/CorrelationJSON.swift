// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// `recount correlate --json`.
package enum CorrelationJSON {
  package static func text(_ correlation: Correlation) -> String {
    JSONDocument.text(schema: "correlation", warnings: []) { json in
      json.key("candidates")
      json.beginArray()
      for candidate in correlation.origin?.candidates ?? [] { write(candidate, to: &json) }
      json.endArray()
      json.key("co_movements")
      json.beginArray()
      for pair in correlation.coMovement?.findings ?? [] { write(pair, to: &json) }
      json.endArray()
      json.key("leads")
      json.beginArray()
      for case .leads(let claim) in correlation.orders { write(claim, to: &json) }
      json.endArray()
      json.key("onsets")
      json.beginArray()
      for onset in correlation.onsets {
        json.beginObject()
        json.member("onset", onset.time.time)
        json.member("onset_interval", interval: onset.time)
        json.member("service", onset.service)
        json.member("visible", onset.isVisible)
        json.endObject()
      }
      json.endArray()
      json.member("pairs", correlation.orders.count)
      json.member("remarks", CorrelationTable.remarks(correlation).joined(separator: "\n"))
    }
  }

  private static func write(_ candidate: OriginCandidate, to json: inout JSONWriter) {
    json.beginObject()
    json.member("deviations", number: candidate.deviations, decimals: 3)
    json.member("excess", number: candidate.excess, decimals: 3)
    json.member("grade", candidate.grade.rawValue)
    json.member("local", number: candidate.local, decimals: 3)
    json.member("moves_with", candidate.movesWith.joined(separator: ","))
    json.member("service", candidate.service)
    json.member("share", number: candidate.share?.value, decimals: 6)
    json.member("share_interval", candidate.share?.interval)
    json.endObject()
  }

  private static func write(_ pair: CoMovement, to json: inout JSONWriter) {
    json.beginObject()
    json.member("adjusted_p", number: pair.adjusted, decimals: 6)
    json.member("correlation", number: pair.correlation.value, decimals: 4)
    json.member("correlation_interval", pair.correlation.interval)
    json.member("lag_seconds", pair.lag.microseconds / 1_000_000)
    json.member("overlap", number: pair.overlap, decimals: 4)
    json.member("services", pair.services.joined(separator: ","))
    json.endObject()
  }

  private static func write(_ claim: LeadClaim, to json: inout JSONWriter) {
    json.beginObject()
    json.member("assumes_skew", claim.assumesSkew)
    json.member("follower", claim.follower)
    json.member("lag_seconds", claim.lag.microseconds / 1_000_000)
    json.member("leader", claim.leader)
    json.member("longest_seconds", claim.longest.microseconds / 1_000_000)
    json.member("shortest_seconds", claim.shortest.microseconds / 1_000_000)
    json.endObject()
  }
}
