// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// The table that `correlate` prints, a row a service, and the sentences that belong to it.
package enum CorrelationTable {
  package static func table(_ correlation: Correlation) -> TextTable {
    var table = TextTable([
      .init("service"), .init("grade"), .init("share", .right), .init("above the baseline", .right),
      .init("not from its callees", .right), .init("onset (UTC)"), .init("order"),
      .init("moves with"),
    ])
    for candidate in correlation.origin?.candidates ?? [] {
      let onset = correlation.onsets.first { $0.service == candidate.service }
      table.rows.append([
        candidate.service, candidate.grade.rawValue, share(candidate.share),
        Decimal.text(candidate.excess, decimals: 0),
        candidate.local.map { Decimal.text($0, decimals: 0) } ?? "—",
        onset.map(time) ?? "—", order(candidate.standing),
        candidate.movesWith.joined(separator: ", "),
      ])
    }
    return table
  }

  /// What can be said of all together; a candidate is never called a cause.
  package static func remarks(_ correlation: Correlation) -> [String] {
    guard let origin = correlation.origin else { return ["no window of impact was found"] }
    var remarks = [candidate(origin)].compactMap(\.self)
    for case .leads(let claim) in correlation.orders { remarks.append(sentence(claim)) }
    let open = correlation.orders.count { $0.leader == nil }
    if open > 0 {
      remarks.append("cannot be ordered: \(open) of \(correlation.orders.count) pairs")
    }
    if !origin.commonDependency.isEmpty {
      let services = origin.commonDependency.joined(separator: ", ")
      remarks.append("possible unlogged common dependency of \(services)")
    }
    remarks += origin.refusals.map { "refused: origin: \($0.reason.rawValue). \($0.explanation)" }
    return remarks
      + (correlation.coMovement?.refusals ?? []).map {
        "refused: \($0.about) of \($0.service): \($0.reason.rawValue). \($0.explanation)"
      }
  }

  private static func candidate(_ origin: OriginFindings) -> String? {
    guard let first = origin.candidates.first, first.grade != .ungraded else { return nil }
    let share = first.share.map { ", \(CorrelationTable.share($0)) of the scores" } ?? ""
    return "candidate origin: \(first.service), grade \(first.grade.rawValue)\(share)"
  }

  private static func sentence(_ claim: LeadClaim) -> String {
    let (low, high) = (
      ReportNumber.minuteCount(claim.shortest), ReportNumber.minuteCount(claim.longest)
    )
    let skew = claim.assumesSkew ? ", clocks taken to agree within a bin" : ""
    return
      "\(claim.leader) broke before \(claim.follower): \(ReportNumber.minuteCount(claim.lag)) min [\(low), \(high)]\(skew)"
  }

  static func share(_ share: Estimate?) -> String {
    guard let share else { return "—" }
    let (low, high) = (Decimal.percent(share.interval.low), Decimal.percent(share.interval.high))
    return "\(Decimal.percent(share.value)) [\(low), \(high)]"
  }

  private static func time(_ onset: LeadOnset) -> String {
    (onset.isVisible ? "" : "≤ ") + onset.time.time.minuteText
  }

  static func order(_ standing: OriginStanding) -> String {
    switch standing {
    case .leads(let services): "before \(services.joined(separator: ", "))"
    case .led(let services): "after \(services.joined(separator: ", "))"
    case .ties: "cannot be ordered"
    case .alone: "alone"
    case .unknown: "unknown"
    }
  }
}
