// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// Small incidents for the grades: an hour of excess by minute.
enum OriginFixture {
  static let bins = 60

  /// A profile with `total` excess spread evenly over the bins.
  static func profile(_ service: String, _ total: Double, deviations: Double = 10) -> ExcessProfile
  {
    ExcessProfile(
      service: service, excess: [Double](repeating: total / Double(bins), count: bins),
      deviations: deviations)
  }

  static func quiet(_ service: String) -> ExcessProfile { profile(service, 1, deviations: 0.5) }

  static func edge(_ caller: String, _ callee: String, _ total: Double? = nil) -> CallEdge {
    CallEdge(
      caller: caller, callee: callee,
      excess: total.map { [Double](repeating: $0 / Double(bins), count: bins) })
  }

  /// An onset in the bin of `minute`.
  static func onset(_ service: String, _ minute: Int64) -> LeadOnset {
    let time = Timestamp(seconds: 1_671_184_800) + .minutes(minute)
    return LeadOnset(
      service: service,
      time: TimeEstimate(time: time, earliest: time - .seconds(30), latest: time + .seconds(30)),
      binWidth: .minute)
  }
}
