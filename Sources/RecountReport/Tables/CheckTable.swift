// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// What `check` prints: the claims with their sentences, then what does not hold and what does.
package enum CheckTable {
  package static func claims(_ checked: CheckedClaims) -> TextTable {
    var table = TextTable([
      .init("claim"), .init("service"), .init("value"), .init("±"), .init("sentence"),
    ])
    for claim in checked.prose {
      table.rows.append([
        kind(claim.kind), claim.service ?? "", value(claim), precision(claim), claim.sentence,
      ])
    }
    return table
  }

  /// What was stated and could not be used, in sentences.
  package static func remarks(_ checked: CheckedClaims) -> [String] {
    checked.refusals.prefix(mostRemarks).map {
      "not used: `\($0.text)`: \($0.reason.text) (\(checked.path ?? ""):\($0.bytes.lowerBound))"
    }
      + (checked.refusals.count > mostRemarks
        ? ["not used: \(checked.refusals.count - mostRemarks) more, see --json"] : [])
  }

  private static let mostRemarks = 12

  package static func findings(_ checked: CheckedClaims) -> TextTable {
    var table = TextTable([.init("code"), .init("clock"), .init("holds"), .init("sentence")])
    for conflict in checked.conflicts {
      table.rows.append([
        conflict.code.rawValue, conflict.clock.rawValue, "no", conflict.sentence,
      ])
    }
    for agreement in checked.findings.clocks.agreements {
      table.rows.append([
        agreement.code.rawValue, agreement.clock.rawValue, "yes", agreement.sentence,
      ])
    }
    for undefined in checked.findings.clocks.undefined {
      table.rows.append([undefined.code.rawValue, "", "—", undefined.sentence])
    }
    return table
  }

  static func kind(_ kind: ProseClaim.Kind) -> String {
    switch kind {
    case .moment(let kind): kind.rawValue
    case .duration(let span): "duration of \(span.rawValue)"
    case .count(let unit, let isFailed): "\(isFailed ? "failed " : "")\(unit.rawValue)s"
    }
  }

  static func value(_ claim: ProseClaim) -> String {
    switch claim.value {
    case .moment(let time, let isAssumed):
      time.time.minuteText + (isAssumed ? " UTC assumed" : " UTC")
    case .duration(let duration): sign(duration.bound) + ReportNumber.length(duration.span)
    case .count(let count): sign(count.bound) + Decimal.groupedText(count.value)
    }
  }

  private static func sign(_ bound: Claims.Bound?) -> String {
    switch bound {
    case .atLeast: "≥ "
    case .atMost: "≤ "
    case nil: ""
    }
  }

  private static func precision(_ claim: ProseClaim) -> String {
    switch claim.value {
    case .moment(let time, _): ReportNumber.plusMinus(time.latest - time.time)
    case .duration(let duration):
      duration.bound == nil ? ReportNumber.plusMinus(duration.plusMinus) : ""
    case .count(let count): count.bound == nil ? "±" + Decimal.groupedText(count.plusMinus) : ""
    }
  }
}
