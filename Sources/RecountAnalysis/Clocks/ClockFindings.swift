// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Measures under named definitions, and where the clocks and the counts disagree or agree.
package struct ClockFindings: Sendable {
  /// A check that could be made and held.
  ///
  /// Reported for the checks of arithmetic and counts, where "it adds up, and with this" is news.
  package struct Agreement: Hashable, Sendable {
    package var code: Conflict.Code
    package var clock: Milestone.Clock
    /// One sentence with what matches what.
    package var sentence: String
    package var evidence: [String]

    package init(
      code: Conflict.Code, clock: Milestone.Clock, sentence: String, evidence: [String]
    ) {
      self.code = code
      self.clock = clock
      self.sentence = sentence
      self.evidence = evidence
    }
  }

  /// A window that the clocks leave out, and why.
  package struct SetAside: Hashable, Sendable {
    package enum Reason: String, CaseIterable, Sendable {
      /// More traffic alone harms nobody.
      case surge
      /// The interval of its excess reaches zero.
      case withinNoise = "within noise"
      /// It lies too far from the incident to be part of it.
      case apart
    }

    /// The figure of the window.
    package var figure: String
    package var reason: Reason

    package init(figure: String, reason: Reason) {
      self.figure = figure
      self.reason = reason
    }
  }

  /// In a fixed order, whatever the order of the input.
  package var measures: [Measure]
  /// By code, then clock, then time.
  package var conflicts: [Conflict]
  package var agreements: [Agreement]
  package var setAside: [SetAside]

  package init(
    measures: [Measure] = [], conflicts: [Conflict] = [], agreements: [Agreement] = [],
    setAside: [SetAside] = []
  ) {
    self.measures = measures
    self.conflicts = conflicts
    self.agreements = agreements
    self.setAside = setAside
  }
}
