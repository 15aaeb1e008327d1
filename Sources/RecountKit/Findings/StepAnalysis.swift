// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
package import RecountModel
import RecountStore

/// Puts the failed steps of a case into groups.
package enum StepAnalysis {
  /// The failed steps of the case at `casePath`.
  package static func impact(
    casePath: String, by grouping: StepGrouping
  ) throws(RecountError) -> StepImpact {
    try stage { () throws(StoreError) in
      try impact(CaseReader(path: casePath), by: grouping)
    }
  }

  static func impact(
    _ reader: CaseReader, by grouping: StepGrouping
  ) throws(StoreError) -> StepImpact {
    var groups = try reader.failedSteps(by: grouping)
    if grouping == .signature { groups = masked(groups) }
    return StepImpact(
      grouping: grouping, groups: groups, untimed: try reader.untimedFailedSteps())
  }

  /// Groups of one line each, put together where the lines say the same.
  private static func masked(_ groups: [StepGroup]) -> [StepGroup] {
    var places: [String: Int] = [:]
    var merged: [StepGroup] = []
    for group in groups {
      let mask = LineMask.masked(group.value)
      if let place = places[mask] {
        merged[place].add(group)
      } else {
        places[mask] = merged.count
        var first = group
        first.value = mask
        merged.append(first)
      }
    }
    return merged.sorted { ($1.failed, $0.first, $0.value) < ($0.failed, $1.first, $1.value) }
  }
}
