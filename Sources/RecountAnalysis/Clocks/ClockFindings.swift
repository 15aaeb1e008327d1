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

  /// C14: a measure that has no value because a stamp is missing.
  package struct Undefined: Hashable, Sendable {
    package var code: Conflict.Code { .undefined }
    /// The name of the measure.
    package var measure: String
    /// Which stamps it lacks, such as `detected.declared`; one or two, the start first.
    package var missing: [String]
    /// One sentence that begins with "not measured".
    package var sentence: String

    package init(measure: String, missing: [String], sentence: String) {
      self.measure = measure
      self.missing = missing
      self.sentence = sentence
    }
  }

  /// In a fixed order, whatever the order of the input.
  package var measures: [Measure]
  /// By code, then clock, then time.
  package var conflicts: [Conflict]
  package var agreements: [Agreement]
  package var setAside: [SetAside]
  /// In the order of the measures.
  package var undefined: [Undefined]

  package init(
    measures: [Measure] = [], conflicts: [Conflict] = [], agreements: [Agreement] = [],
    setAside: [SetAside] = [], undefined: [Undefined] = []
  ) {
    self.measures = measures
    self.conflicts = conflicts
    self.agreements = agreements
    self.setAside = setAside
    self.undefined = undefined
  }
}
