// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The table of signatures that `signatures` prints.
package enum SignatureTable {
  /// The first `limit` signatures of each window, with 0 all.
  package static func table(_ windows: [WindowSignatures], limit: Int) -> TextTable {
    var table = TextTable([
      .init("window"), .init("is"), .init("in the window", .right), .init("expected", .right),
      .init("share of the excess", .right), .init("first (UTC)"), .init("signature"),
      .init("for example"),
    ])
    for window in windows {
      let shown = limit == 0 ? window.signatures[...] : window.signatures.prefix(limit)
      for signature in shown {
        table.rows.append([
          window.figure, verdict(signature), ReportNumber.count(signature.windowLines),
          Decimal.text(signature.expected, decimals: 1), share(signature.shareOfExcess),
          signature.first.minuteText, signature.template, signature.place,
        ])
      }
    }
    return table
  }

  private static func verdict(_ signature: SignatureFinding) -> String {
    guard let refusal = signature.refusal else { return signature.verdict.uppercased() }
    return "\(signature.verdict), \(refusal.rawValue)"
  }

  private static func share(_ share: Estimate?) -> String {
    guard let share else { return "—" }
    let (low, high) = (Decimal.percent(share.interval.low), Decimal.percent(share.interval.high))
    return "\(Decimal.percent(share.value)) [\(low), \(high)]"
  }
}
