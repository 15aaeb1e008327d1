// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A numbered moment, drawn as a line through every panel.
package struct ChartMark: Hashable, Sendable {
  /// Who says that this was the moment.
  package enum Basis: Hashable, Sendable {
    /// People or a record of theirs: a dashed line, a filled badge.
    case declared
    /// The data: a solid line, an outlined badge.
    case measured
  }

  /// The number of the timeline row that tells more.
  package var number: Int
  package var time: Timestamp
  package var label: String
  package var basis: Basis

  package init(number: Int, time: Timestamp, label: String, basis: Basis = .declared) {
    self.number = number
    self.time = time
    self.label = label
    self.basis = basis
  }
}
