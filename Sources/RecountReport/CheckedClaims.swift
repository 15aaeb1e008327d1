// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
package import RecountModel

/// What people claim, with the conflicts that it has with the logs.
package struct CheckedClaims: Sendable {
  package var findings: CaseFindings
  /// Claims of a report in prose; empty when those of `incident.yml` were checked.
  package var prose: [ProseClaim]
  /// What a report states and what could not be used of it.
  package var refusals: [ProseRefusal]
  /// The report; nil when none was given.
  package var path: String?

  package init(
    findings: CaseFindings, prose: [ProseClaim] = [], refusals: [ProseRefusal] = [],
    path: String? = nil
  ) {
    self.findings = findings
    self.prose = prose
    self.refusals = refusals
    self.path = path
  }

  package var conflicts: [Conflict] { findings.clocks.conflicts }
}
