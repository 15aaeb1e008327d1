// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// How much speaks for a candidate origin.
package enum OriginGrade: String, CaseIterable, Comparable, Sendable {
  /// The graph leaves it more than half of the excess, and no other service broke before it.
  case a = "A"
  /// One of the two: the graph, or an earlier onset than services it moves with.
  case b = "B"
  /// It moves with other services of the incident; nothing gives a direction.
  case c = "C"
  /// Excess alone.
  case ungraded = "none"

  package static func < (left: OriginGrade, right: OriginGrade) -> Bool {
    (left.rank, left.rawValue) < (right.rank, right.rawValue)
  }

  /// 0 for the best.
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How the onset of a candidate lies among those of the other services of the incident.
package enum OriginStanding: Hashable, Sendable {
  /// Before those named, and after none.
  case leads([String])
  /// Before none and after none that can be ordered.
  case ties
  /// After those named.
  case led(by: [String])
  /// No other service of the incident has an onset.
  case alone
  /// Its own onset is not known.
  case unknown

  /// Whether it says that one onset lies before another.
  var isOrdered: Bool {
    switch self {
    case .leads, .led: true
    case .ties, .alone, .unknown: false
    }
  }
}

/// A service the evidence points at, and with how much.
package struct OriginCandidate: Sendable {
  package var service: String
  package var grade: OriginGrade
  /// Failures beyond the base.
  package var excess: Double
  /// Of these, what its callees do not account for; nil without a call graph.
  package var local: Double?
  /// Deviations of the excess from the base.
  package var deviations: Double
  /// Its part of the scores of all candidates; nil without a call graph.
  package var share: Estimate?
  package var standing: OriginStanding
  /// Services of the incident it moves with.
  package var movesWith: [String] = []
  /// New signatures of other services that name it.
  package var namedBy: [SignatureMention] = []
  /// Callees that it says it failed to reach but that show no excess themselves.
  ///
  /// They may have logged success after the caller stopped waiting, or have logged nothing: the
  /// blame stays with the caller, so the grade is B at most.
  package var quietCallees: [String] = []
  /// Callees without logs, which the excess may come from as well.
  package var unloggedCallees: [String] = []
  /// True when the standing allows a bin for clocks about which nothing is known.
  package var assumesSkew = false
}

/// An answer about the origin that the data cannot give.
package struct OriginRefusal: Hashable, Sendable {
  package var reason: Refusal.Reason
  /// One sentence with the numbers behind the refusal.
  package var explanation: String
}

/// Where the evidence points.
package struct OriginFindings: Sendable {
  /// The best grade first, then the largest share.
  package var candidates: [OriginCandidate] = []
  /// Services that start together while none accounts for more than half of the excess.
  ///
  /// At least three, else none. They may share a dependency that has no logs.
  package var commonDependency: [String] = []
  package var refusals: [OriginRefusal] = []
  /// Seed of the bootstrap draws.
  package var seed: UInt64
}
