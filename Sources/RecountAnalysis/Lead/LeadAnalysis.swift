// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Puts the onsets of services in order, as far as their intervals allow.
///
/// The peak of a cross-correlation always names a leader, and named the wrong one in 5.6 % of
/// simulated pairs; intervals that have to lie apart abstain instead.
package enum LeadAnalysis {
  /// Which of two services broke first.
  ///
  /// A leads B when hi(A) + bin + skew < lo(B), with the bare ends of the onset intervals and the
  /// wider of the two bins. An onset holds half of its own bin on either side already; only the rest
  /// of the wider bin is added. The same quantity is the shortest lag, so a claim is made exactly when
  /// the whole lag interval is positive. Worked numbers, bins of a minute and one clock: onsets found
  /// in the bins of 10:07 and 10:09 are 2 minutes apart [1, 3]; 10:07 and 10:08 cannot be ordered.
  package static func order(
    _ one: LeadOnset, _ other: LeadOnset, skew: ClockSkew = .unknown
  ) -> LeadOrder {
    let isInOrder = (one.time.time, one.service) <= (other.time.time, other.service)
    let (first, second) = isInOrder ? (one, other) : (other, one)
    let widths = (first.binWidth.microseconds, second.binWidth.microseconds)
    let bin = TimeSpan(microseconds: (max(widths.0, widths.1) - min(widths.0, widths.1)) / 2)
    let allowance = skew.allowance(binWidth: max(first.binWidth, second.binWidth))
    let apart = second.time.earliest - first.time.latest - bin
    guard apart - allowance > TimeSpan(microseconds: 0) else {
      let reason = apart > TimeSpan(microseconds: 0) ? LeadAbstention.Reason.skew : .overlap
      return abstention(reason, first, second)
    }
    guard first.isVisible, second.isVisible else { return abstention(.censored, first, second) }
    let longest = second.time.latest - first.time.earliest + bin + allowance
    return .leads(
      LeadClaim(
        leader: first.service, follower: second.service,
        lag: second.time.time - first.time.time, shortest: apart - allowance,
        longest: longest, assumesSkew: skew == .unknown))
  }

  /// The order of every pair of `onsets`, pairs sorted by the names of their services.
  package static func orders(_ onsets: [LeadOnset], skew: ClockSkew = .unknown) -> [LeadOrder] {
    let sorted = onsets.enumerated().sorted {
      ($0.element.service, $0.offset) < ($1.element.service, $1.offset)
    }.map(\.element)
    return sorted.indices.flatMap { index in
      sorted[(index + 1)...].map { order(sorted[index], $0, skew: skew) }
    }
  }

  private static func abstention(
    _ reason: LeadAbstention.Reason, _ first: LeadOnset, _ second: LeadOnset
  ) -> LeadOrder {
    let isNamed = first.service <= second.service
    let lag = second.time.time - first.time.time
    return .cannotOrder(
      LeadAbstention(
        reason: reason,
        services: isNamed ? [first.service, second.service] : [second.service, first.service],
        lag: isNamed ? lag : TimeSpan(microseconds: -lag.microseconds)))
  }
}
