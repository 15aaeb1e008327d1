// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// By what failed steps are put together.
package enum StepGrouping: String, CaseIterable, Sendable {
  /// Whose failure it is.
  case `class`
  /// The rule that decided the class: what went wrong.
  case cause
  case service
  case repository
  case runner
  /// The line that says why, with what changes from step to step masked.
  case signature
}

/// Failed steps that have something in common.
package struct StepGroup: Equatable, Sendable {
  /// What they have in common; empty for steps that have no such value.
  package var value: String
  /// Each counted once per provider, run, attempt, job and step.
  package var failed: Int64 = 0
  /// Of these, steps that succeeded in a later attempt of their run.
  package var retried: Int64 = 0
  /// Of these, steps that were allowed to fail.
  package var letThrough: Int64 = 0
  /// Time that the failed steps took together.
  package var lost = TimeSpan(microseconds: 0)
  /// End of the first and of the last of them.
  package var first: Timestamp
  package var last: Timestamp
  /// The class of the first, and the line that says why it failed, with its place.
  package var failureClass = ""
  package var excerpt = ""
  package var place = ""

  package init(_ value: String, at time: Timestamp) {
    self.value = value
    first = time
    last = time
  }

  /// Adds the steps of another group.
  package mutating func add(_ other: StepGroup) {
    failed += other.failed
    retried += other.retried
    letThrough += other.letThrough
    lost = TimeSpan(microseconds: lost.microseconds + other.lost.microseconds)
    last = max(last, other.last)
    guard other.first < first else { return }
    first = other.first
    failureClass = other.failureClass
    excerpt = other.excerpt
    place = other.place
  }
}

/// All failed steps of a case, in groups.
package struct StepImpact: Sendable {
  package var grouping: StepGrouping
  /// The most failed steps first.
  package var groups: [StepGroup]
  /// Failed steps that are in no group, since nothing tells when they were.
  package var untimed: Int64

  package init(grouping: StepGrouping, groups: [StepGroup], untimed: Int64) {
    self.grouping = grouping
    self.groups = groups
    self.untimed = untimed
  }

  /// The first `limit` groups, with 0 all.
  package func first(_ limit: Int) -> ArraySlice<StepGroup> {
    limit == 0 ? groups[...] : groups.prefix(limit)
  }

  /// All groups together; nil when no step failed.
  package var total: StepGroup? {
    guard var sum = groups.first else { return nil }
    for group in groups.dropFirst() { sum.add(group) }
    sum.value = ""
    return sum
  }
}
