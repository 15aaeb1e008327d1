// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C14: a measure lacks a stamp, so it is "not measured", never 0.
///
/// A measure whose two ends are one stamp has both: that is C12.
enum UndefinedRule {
  /// Nil for a measure that has both ends.
  static func undefined(_ measure: Measure) -> ClockFindings.Undefined? {
    let wanted = ends(of: measure.name)
    let missing =
      (measure.from == nil ? [wanted.from] : []) + (measure.to == nil ? [wanted.to] : [])
    if missing.isEmpty, measure.span == nil, let note = measure.note,
      note.hasPrefix(Measure.notMeasured)
    {
      return ClockFindings.Undefined(
        measure: measure.name, missing: [], sentence: "\(measure.name) is \(note).")
    }
    guard !missing.isEmpty else { return nil }
    return ClockFindings.Undefined(
      measure: measure.name, missing: missing,
      sentence: "\(measure.name) is \(measure.note ?? Measure.notMeasured); "
        + "it needs \(ClockWording.list(missing)).")
  }

  /// The stamps that a measure runs between, by the names its ends would have.
  private static func ends(of name: String) -> (from: String, to: String) {
    let parts = name.split(separator: ".").map(String.init)
    let last = parts.last ?? ""
    let isMeasured = parts.dropFirst().contains("measured")
    let from = "onset." + (isMeasured ? "measured" : "declared")
    switch parts.first ?? "" {
    case "ttd":
      return (from, isMeasured ? "alerted.telemetry or alerted.pager" : "detected.declared")
    case "tta": return (from, "acknowledged.declared")
    case "status": return (from, "posted.page")
    case "ttm": return (from, isMeasured ? "mitigated.measured" : "mitigated.declared")
    case "page": return ("posted.page", "resolved.page")
    case "time_to_truth": return ("ended.measured", "resolved.\(last)")
    default:
      guard !isMeasured else { return (from, "ended.measured") }
      return (from, "resolved.\(last == "declared" ? "report" : last)")
    }
  }
}
