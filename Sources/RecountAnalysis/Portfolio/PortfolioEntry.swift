// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// One measure of one incident, as a portfolio takes it.
package struct PortfolioEntry: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case measured(TimeSpan)
    /// One side is open, "at least" or "at most": no number to rank.
    case censored
    case notMeasured
  }

  /// What tells incidents apart.
  package var incident: String
  /// When the incident began, for the order of a trend; nil when it is not known.
  package var start: Timestamp?
  /// A name such as `atlassian.ttr`; measures of different names are never mixed.
  package var measure: String
  package var value: Value

  package init(incident: String, start: Timestamp?, measure: String, value: Value) {
    self.incident = incident
    self.start = start
    self.measure = measure
    self.value = value
  }

  /// The measure of the whole incident under a published definition, named with its basis:
  /// `atlassian.ttr.measured`.
  package init(incident: String, start: Timestamp?, _ defined: DefinedMeasure) {
    let value: Value
    if let length = defined.length {
      let isOpen = length.shortest == nil || length.longest == nil
      value = isOpen ? .censored : .measured(length.span)
    } else {
      value = .notMeasured
    }
    self.init(
      incident: incident, start: start, measure: "\(defined.id).\(defined.basis.rawValue)",
      value: value)
  }
}
