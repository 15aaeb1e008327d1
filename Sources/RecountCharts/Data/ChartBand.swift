// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A stretch of time that a chart shades.
package struct ChartBand: Hashable, Sendable {
  package var range: TimeRange
  /// Printed beside the band where there is room; empty for none.
  package var label: String

  package init(range: TimeRange, label: String) {
    self.range = range
    self.label = label
  }
}
