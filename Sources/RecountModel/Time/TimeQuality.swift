// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How a source's times came to be exact, or why they are not.
package enum TimeQuality: UInt8, CaseIterable, Sendable {
  /// The line states date, time and zone.
  case exact
  /// The line states no zone; the source's (UTC unless configured) was assumed.
  case zoneAssumed
  /// The line states no year.
  case yearInferred
  /// The time lies between two stamped neighbours.
  case interpolated
  /// The time is that of the stamped line before.
  case inherited
  /// The line states no year, and nothing beside it tells one.
  case yearUnknown

  /// The word in the case file and in JSON.
  package var name: String {
    switch self {
    case .exact: "exact"
    case .zoneAssumed: "zone_assumed"
    case .yearInferred: "year_inferred"
    case .interpolated: "interpolated"
    case .inherited: "inherited"
    case .yearUnknown: "year_unknown"
    }
  }
}

/// Which moment of an event its stamp marks.
package enum StampKind: String, Sendable {
  /// The stamp is when the request arrived or the step began.
  case start
  /// The stamp is when the response was written or the step was over.
  case end
}
