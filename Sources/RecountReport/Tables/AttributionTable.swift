// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// The candidates that `impact --explain` prints, and the sentences that belong to them.
package enum AttributionTable {
  package static func table(_ attribution: Attribution) -> TextTable {
    var table = TextTable([
      .init("where failures gather"), .init("failed", .right), .init("expected", .right),
      .init("total", .right), .init("share of the excess", .right), .init("the same events"),
    ])
    for candidate in attribution.candidates {
      table.rows.append([
        text(candidate.terms), ReportNumber.count(candidate.observed),
        Decimal.text(candidate.expected, decimals: 1), ReportNumber.count(candidate.total),
        share(candidate.share),
        candidate.sameLeaves.map(text).joined(separator: "; "),
      ])
    }
    return table
  }

  /// What the search came to, in sentences; a candidate is never called a cause.
  package static func remarks(_ attribution: Attribution) -> [String] {
    var remarks = [verdict(attribution)].compactMap(\.self)
    if let mix = attribution.mix, mix.hasMoved {
      remarks.append("traffic mix moved: part of the excess is other traffic, not a worse share")
    }
    for value in attribution.newValues.prefix(5) {
      remarks.append(
        "new value: \(text([value.term])) failed \(value.failed) of \(value.total), and the base never had it"
      )
    }
    for dimension in attribution.dropped {
      remarks.append(
        "left out: \(dimension.name), \(dimension.values) values in \(dimension.events) events")
    }
    return remarks
      + attribution.refusals.map {
        "refused: \($0.about) of \($0.service): \($0.reason.rawValue). \($0.explanation)"
      }
  }

  private static func verdict(_ attribution: Attribution) -> String? {
    switch attribution.verdict {
    case .concentrated:
      guard let first = attribution.candidates.first else { return nil }
      let separable =
        first.isSeparable
        ? "" : ", not separable from \(first.sameLeaves.map(text).joined(separator: "; "))"
      return
        "candidate: \(text(first.terms)) explains \(share(first.share)) of the excess\(separable)"
    case .several:
      let parts = attribution.parts.map { "\(text($0.terms)) (\(share($0.share)))" }
      return "several together: " + parts.joined(separator: "; ")
    case .everywhere(let spread):
      return "everywhere (\(spread.rawValue)): the failures follow none of these values"
    case nil: return nil
    }
  }

  package static func text(_ terms: [Attribution.Term]) -> String {
    terms.map { "\($0.dimension)=\($0.value.isEmpty ? "(none)" : $0.value)" }
      .joined(separator: ", ")
  }

  private static func share(_ share: Attribution.Share) -> String {
    guard let value = share.value else { return "—" }
    guard let interval = share.interval else { return Decimal.percent(value) }
    return
      "\(Decimal.percent(value)) [\(Decimal.percent(interval.low)), \(Decimal.percent(interval.high))]"
  }
}
