// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// One measure over several incidents, in minutes: never a lone mean.
///
/// Durations of incidents are skewed, so the median and the quartiles lead; a mean is given only
/// beside them and only from enough incidents. Without an incident every number is refused. Worked
/// example: 10, 20, … 100 minutes give the median 55 [20, 90] and the quartiles 32.5 and 77.5; their
/// mean and trend are refused as too few. Source: VOID report 2021; Davidovic, "Incident Metrics in
/// SRE" (2021).
package struct PortfolioSummary: Sendable {
  package enum Refusal: Hashable, Sendable {
    case noIncident
    case tooFewIncidents(have: Int, needed: Int)
    /// A logarithm needs lengths above zero.
    case notPositive
    /// Too few of the incidents have a start to put them in order.
    case tooFewStarts(have: Int, needed: Int)

    package var text: String {
      switch self {
      case .noIncident: "no incident has this measure"
      case .tooFewIncidents(let have, let needed): "too few to call: \(have) of \(needed) incidents"
      case .notPositive: "not every length is above zero"
      case .tooFewStarts(let have, let needed): "too few starts are known: \(have) of \(needed)"
      }
    }
  }

  package enum Number: Hashable, Sendable {
    case estimate(Estimate)
    case refused(Refusal)

    package var estimate: Estimate? {
      guard case .estimate(let estimate) = self else { return nil }
      return estimate
    }

    package var refusal: Refusal? {
      guard case .refused(let refusal) = self else { return nil }
      return refusal
    }
  }

  /// Quartiles of type 7 and the range.
  package struct Spread: Hashable, Sendable {
    package var least: Double
    package var firstQuartile: Double
    package var median: Double
    package var thirdQuartile: Double
    package var greatest: Double
  }

  package enum Trend: Hashable, Sendable {
    /// Change of the typical length in minutes per incident, Theil–Sen; no trend when it holds 0.
    case slope(Estimate)
    case refused(Refusal)
  }

  package var measure: String
  /// Incidents with a value.
  package var count: Int
  /// Nil without an incident.
  package var spread: Spread?
  /// The median with the exact 90 % interval of its order statistics.
  package var median: Number
  package var mean: Number
  package var geometricMean: Number
  package var trend: Trend
  package var duplicates: Int
  package var notMeasured: Int
  package var censored: Int
}
