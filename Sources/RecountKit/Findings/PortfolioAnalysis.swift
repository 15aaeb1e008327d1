// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel
import RecountReport

/// Puts the measures of several cases beside each other.
package enum PortfolioAnalysis {
  /// One summary per measure over the cases at `paths`.
  ///
  /// An incident is told by its id in `incident.yml`, else by its file.
  package static func summaries(_ paths: [String]) throws(RecountError) -> [PortfolioSummary] {
    var entries: [PortfolioEntry] = []
    for path in paths {
      let findings = try CaseAnalysis.findings(casePath: path)
      let name = findings.incident.id ?? path
      let start = findings.incidentWindows.map(\.onset.time).min()
      entries += findings.definitions.filter { $0.service == nil }.map {
        PortfolioEntry(incident: name, start: start, $0)
      }
    }
    return Portfolio.summaries(entries)
  }
}
