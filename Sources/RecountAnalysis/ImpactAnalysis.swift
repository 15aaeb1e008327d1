// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Finds when a service was visibly worse than its baseline and by how much.
///
/// Windows come from the counts alone, with one setting for all data: cuts by penalised likelihood,
/// a local base, intervals from the likelihood for times and from quiet stretches for numbers. What
/// the data cannot give is a named refusal.
package enum ImpactAnalysis {
  /// Windows, phases, excess, lost traffic and refusals of one service and unit.
  ///
  /// The same series gives the same result. A window of kind failing carries the traffic lost or
  /// gained inside it; windows of kind silent and surge stand for traffic changes outside of it.
  ///
  /// - Complexity: a few milliseconds per thousand bins.
  package static func analyze(_ series: CountSeries) -> ServiceImpact {
    guard let frame = SeriesFrame(series) else {
      return ServiceImpact(
        series: series,
        refusals: [
          Refusal(
            reason: .insufficientEvents, service: series.service, unit: series.unit,
            about: "windows", explanation: "The series has no bins.")
        ])
    }
    return WindowMeasurement(frame).impact()
  }
}
