// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A length of time between two named ends under a named definition.
package struct Measure: Sendable {
  /// One end of a measure: which moment, on which clock.
  package struct End: Sendable {
    /// A name such as `onset.declared`, `onset.measured` or `resolved.page`.
    package var name: String
    package var time: TimeEstimate
    package var evidence: String

    package init(name: String, time: TimeEstimate, evidence: String) {
      self.name = name
      self.time = time
      self.evidence = evidence
    }
  }

  /// A name such as `ttd.measured`, `ttr.page` or `page.duration`.
  package var name: String
  /// Nil when the measure was not measured; `note` then says why.
  package var span: TimeSpan?
  /// Shortest and longest span the two ends allow.
  package var shortest: TimeSpan?
  package var longest: TimeSpan?
  package var from: End?
  package var to: End?
  /// A remark such as `not independently measured`, or one that qualifies the span.
  package var note: String?

  package init(
    name: String, span: TimeSpan? = nil, shortest: TimeSpan? = nil, longest: TimeSpan? = nil,
    from: End? = nil, to: End? = nil, note: String? = nil
  ) {
    self.name = name
    self.span = span
    self.shortest = shortest
    self.longest = longest
    self.from = from
    self.to = to
    self.note = note
  }

  /// `clock.ttr.page`.
  package var figure: String { "clock.\(name)" }
}

/// A place where what was declared and what the logs show disagree.
package struct Conflict: Sendable {
  /// The rules, in the order in which they are reported.
  package enum Code: String, CaseIterable, Sendable {
    case resolvedBeforeEnd = "C1"
    case resolvedBeforeRecovery = "C2"
    case relapseAfterResolved = "C3"
    case startedEarlier = "C4"
    case startNotVisible = "C5"
    case order = "C6"
    case arithmetic = "C7"
    case count = "C8"
    case scope = "C9"
    case zone = "C10"
    case censored = "C11"
    case singleClock = "C12"
    case gap = "C13"
    case undefined = "C14"
  }

  package var code: Code
  /// The clock it was found on; conflicts run per clock.
  package var clock: Milestone.Clock
  package var service: String?
  /// One sentence with both sides and the distance.
  package var sentence: String
  /// Distance between the two sides, where the conflict is one of time.
  package var distance: TimeSpan?
  /// Excess failures after the claim, where the conflict has any.
  package var failedAfter: Estimate?
  /// Ids of the milestones and figures it compares.
  package var evidence: [String]

  package init(
    code: Code, clock: Milestone.Clock, service: String? = nil, sentence: String,
    distance: TimeSpan? = nil, failedAfter: Estimate? = nil, evidence: [String] = []
  ) {
    self.code = code
    self.clock = clock
    self.service = service
    self.sentence = sentence
    self.distance = distance
    self.failedAfter = failedAfter
    self.evidence = evidence
  }
}
