// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Whether one of two services broke first.
package enum LeadOrder: Hashable, Sendable {
  case leads(LeadClaim)
  case cannotOrder(LeadAbstention)

  /// The service that broke first; nil when that cannot be told.
  package var leader: String? {
    guard case .leads(let claim) = self else { return nil }
    return claim.leader
  }

  /// The named refusal, as printed; nil for a claim.
  package var refusal: Refusal.Reason? {
    guard case .cannotOrder = self else { return nil }
    return .cannotOrder
  }
}

/// One service broke before another; nothing is said about why.
package struct LeadClaim: Hashable, Sendable {
  package var leader: String
  package var follower: String
  /// From the leader's onset to the follower's.
  package var lag: TimeSpan
  /// The shortest lag that the intervals and the skew allow; positive.
  package var shortest: TimeSpan
  /// The longest lag they allow.
  package var longest: TimeSpan
  /// True when one bin was allowed for clocks about which nothing is known.
  package var assumesSkew: Bool
}

/// Two onsets that cannot be put in order.
package struct LeadAbstention: Hashable, Sendable {
  package enum Reason: String, CaseIterable, Sendable {
    /// The onset intervals are too close for the width of a bin.
    case overlap
    /// The intervals lie apart, but by no more than the clocks may.
    case skew
    /// One of them was already broken when its logs begin.
    case censored
  }

  package var reason: Reason
  /// The two services in the order of their names.
  package var services: [String]
  /// From the onset of the first of `services` to that of the second; negative when it runs back.
  package var lag: TimeSpan
}
