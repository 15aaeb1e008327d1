// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// How much of the report is written, and for whom.
///
/// Each has files of its own, so that writing one never takes anything from another.
package enum ReportVariant: String, CaseIterable, Sendable {
  /// Everything, for those who review it.
  case full
  /// The page for those who were not there: impact, timing, timeline.
  case brief
  /// For people outside: what they could see of it, and what is done about it. No raw line, no
  /// path, no evidence of the inside.
  case external

  private var suffix: String { self == .full ? "" : "-\(rawValue)" }

  package var documentName: String { "report\(suffix).md" }
  package var htmlName: String { "report\(suffix).html" }
  package var chartFolder: String { "charts\(suffix)" }

  /// The variant that writes a document of this name; the full one for any other name.
  package static func writing(_ documentName: String) -> ReportVariant {
    allCases.first { $0.documentName == documentName } ?? .full
  }

  /// The outline of its own; nil where any will do.
  var template: ReportTemplate? {
    switch self {
    case .full: nil
    case .brief: .brief
    case .external: .external
    }
  }

  /// Whether the charts of a section belong to it.
  func shows(_ section: ReportCharts.Section) -> Bool {
    switch self {
    case .full: true
    case .brief: section == .impact || section == .timing
    case .external: section == .impact
    }
  }

  /// The findings that it may show: what is left out of them can stand nowhere in it.
  func selected(_ findings: CaseFindings) -> CaseFindings {
    var shown = findings
    if self != .full { shown.signatures = nil }
    guard self == .external else { return shown }
    shown.sources = []
    shown.rejectCounts = []
    shown.strays = []
    shown.failedSteps = nil
    shown.failureReasons = nil
    shown.correlation = nil
    shown.alerts = nil
    shown.figures = []
    shown.warnings = []
    shown.details = findings.details.mapValues { detail in
      var detail = detail
      detail.failures = []
      return detail
    }
    shown.milestones = findings.milestones.map { milestone in
      var milestone = milestone
      milestone.text = ""
      milestone.evidence = ""
      return milestone
    }
    return shown
  }
}
