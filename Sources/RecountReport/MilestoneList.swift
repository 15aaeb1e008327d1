// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The declared moments in the order and with the numbers that tables and charts share.
enum MilestoneList {
  /// Numbered from 1 in the order of time; notes come without a number of their own place.
  static func numbered(_ findings: CaseFindings) -> [(number: Int, milestone: Milestone)] {
    findings.milestones.filter { $0.kind != .note }.enumerated().map { ($0 + 1, $1) }
  }

  /// `recovery started`.
  static func label(_ milestone: Milestone) -> String {
    switch milestone.kind {
    case .recoveryStarted: "recovery started"
    case .posted: "first post"
    default: milestone.kind.rawValue
    }
  }
}
