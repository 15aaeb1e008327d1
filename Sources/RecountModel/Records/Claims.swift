// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a human text states about the incident, apart from its milestones.
package struct Claims: Sendable {
  /// On which side of a stated number the truth may lie beyond it: "over 50,000" is at least that.
  package enum Bound: String, CaseIterable, Sendable {
    case atLeast = "at least"
    case atMost = "at most"
  }

  /// A stated length with the rounding its words imply.
  package struct Duration: Hashable, Sendable {
    package var span: TimeSpan
    package var plusMinus: TimeSpan
    /// As written.
    package var text: String
    /// Nil for a number that is meant as it stands.
    package var bound: Bound?

    package init(span: TimeSpan, plusMinus: TimeSpan, text: String, bound: Bound? = nil) {
      self.span = span
      self.plusMinus = plusMinus
      self.text = text
      self.bound = bound
    }
  }

  /// A stated number of events with the rounding its words imply.
  package struct Count: Hashable, Sendable {
    package var value: Double
    package var plusMinus: Double
    /// As written.
    package var text: String
    /// Nil for a number that is meant as it stands.
    package var bound: Bound?

    package init(value: Double, plusMinus: Double, text: String, bound: Bound? = nil) {
      self.value = value
      self.plusMinus = plusMinus
      self.text = text
      self.bound = bound
    }
  }

  package var duration: Duration?
  /// How long each service was hit, where the text says so.
  package var serviceDurations: [String: Duration] = [:]
  package var failedSteps: Count?
  package var failedRequests: Count?

  package init(
    duration: Duration? = nil, failedSteps: Count? = nil, failedRequests: Count? = nil
  ) {
    self.duration = duration
    self.failedSteps = failedSteps
    self.failedRequests = failedRequests
  }
}
