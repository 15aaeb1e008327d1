// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport

/// For whom a report is written, and what they may not read.
package struct ReportSharing: Sendable {
  package enum Audience: Sendable {
    /// Those who review it.
    case team
    /// Those who want one page.
    case brief
    /// People outside: redacted and scanned for leaks in any case.
    case external
  }

  package var audience = Audience.team
  /// Whether the report is scanned for leaks although people inside read it.
  package var isScanned = false
  /// Values that the scan lets pass, with `*` for any run of characters.
  package var allowed: [String] = []
  /// The file with the key for pseudonyms.
  package var keyPath: String?
  /// Where a key may stand too, under the name of ``CaseRedaction/variable``.
  package var environment: [String: String] = [:]

  package init() {}

  var variant: ReportVariant {
    switch audience {
    case .team: .full
    case .brief: .brief
    case .external: .external
    }
  }

  func redactor(of findings: CaseFindings, casePath: String) throws(RecountError) -> Redactor? {
    try CaseRedaction.redactor(
      of: findings, casePath: casePath, isRequired: audience == .external, keyPath: keyPath,
      environment: environment)
  }

  /// What looks for leaks; nil when nobody asked.
  func scanner(_ findings: CaseFindings) -> LeakScanner? {
    guard audience == .external || isScanned else { return nil }
    let rules = findings.incident.redaction ?? RedactionRules()
    return LeakScanner(
      allowed: allowed + rules.allowed,
      people: rules.treatment(of: .users) == .keep ? [] : rules.people)
  }
}
