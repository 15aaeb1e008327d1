// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What the clocks are compared from: the stamps of people, and what the counts show.
package struct ClockInput: Sendable {
  /// When the worst was over according to the counts.
  ///
  /// The first instant after which the excess rate stays at or below a tenth of its peak for ten
  /// minutes; the impact analysis computes it, because it needs the baseline.
  package struct Mitigation: Sendable {
    package var time: TimeEstimate
    /// A figure id or the service it was read from.
    package var evidence: String
    /// A remark such as "a relapse followed".
    package var note: String?

    package init(time: TimeEstimate, evidence: String, note: String? = nil) {
      self.time = time
      self.evidence = evidence
      self.note = note
    }
  }

  /// Every milestone of the case, claims included, in any order.
  package var milestones: [Milestone]
  package var impacts: [ServiceImpact]
  package var claims: Claims
  /// Nil when no such instant was found.
  package var mitigation: Mitigation?
  /// First and last instant that any log of the case covers; nil when that is not known.
  package var coverage: TimeRange?
  /// Services that people name as affected, apart from those of milestones.
  ///
  /// Components of a page, claims and the prose of a report. Case, spaces, `_` and `-` do not tell
  /// names apart.
  package var namedServices: Set<String>
  /// Services that a report names anywhere: it leaves them out no more, and does not say what they
  /// were hit by either.
  package var mentionedServices: Set<String>
  /// Names of services by the group that they belong to; a group is measured as one.
  package var groups: [String: Set<String>]
  /// Failures above the baseline of a service and unit from an instant to the end of its windows.
  ///
  /// Nil when the number is refused; a conflict that needs it is then not claimed.
  package var excessAfter: @Sendable (Timestamp, String, EventUnit) -> Estimate?

  package init(
    milestones: [Milestone], impacts: [ServiceImpact], claims: Claims = Claims(),
    mitigation: Mitigation? = nil, coverage: TimeRange? = nil, namedServices: Set<String> = [],
    mentionedServices: Set<String> = [], groups: [String: Set<String>] = [:],
    excessAfter: @escaping @Sendable (Timestamp, String, EventUnit) -> Estimate?
  ) {
    self.milestones = milestones
    self.impacts = impacts
    self.claims = claims
    self.mitigation = mitigation
    self.coverage = coverage
    self.namedServices = namedServices
    self.mentionedServices = mentionedServices
    self.groups = groups
    self.excessAfter = excessAfter
  }
}
