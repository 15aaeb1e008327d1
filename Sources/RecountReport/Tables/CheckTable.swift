// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// What `check` prints: the claims with their sentences, then what does not hold and what does.
package enum CheckTable {
  package static func claims(_ checked: CheckedClaims) -> TextTable {
    var table = TextTable([.init("claim"), .init("value"), .init("±"), .init("sentence")])
    for claim in checked.prose {
      table.rows.append([kind(claim.kind), value(claim), precision(claim), claim.sentence])
    }
    return table
  }

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
    case .duration(let duration): ReportNumber.length(duration.span)
    case .count(let count): Decimal.groupedText(count.value)
    }
  }

  private static func precision(_ claim: ProseClaim) -> String {
    switch claim.value {
    case .moment(let time, _): ReportNumber.plusMinus(time.latest - time.time)
    case .duration(let duration): ReportNumber.plusMinus(duration.plusMinus)
    case .count(let count): "±" + Decimal.groupedText(count.plusMinus)
    }
  }
}
