// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a human text states about the incident, apart from its milestones.
package struct Claims: Sendable {
  /// A stated length with the rounding its words imply.
  package struct Duration: Hashable, Sendable {
    package var span: TimeSpan
    package var plusMinus: TimeSpan
    /// As written.
    package var text: String

    package init(span: TimeSpan, plusMinus: TimeSpan, text: String) {
      self.span = span
      self.plusMinus = plusMinus
      self.text = text
    }
  }

  /// A stated number of events with the rounding its words imply.
  package struct Count: Hashable, Sendable {
    package var value: Double
    package var plusMinus: Double
    /// As written.
    package var text: String

    package init(value: Double, plusMinus: Double, text: String) {
      self.value = value
      self.plusMinus = plusMinus
      self.text = text
    }
  }

  package var duration: Duration?
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
