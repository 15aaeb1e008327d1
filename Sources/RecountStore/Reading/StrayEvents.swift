// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Events of a service that lie too far from the others to be in its series: a clock in 1970, a
/// stamp in 2066.
///
/// They stay in the case and in its rollups, and are listed rather than analysed.
package struct StrayEvents: Hashable, Sendable {
  package var service: String = ""
  package var unit = EventUnit.request
  /// Minute of the first and of the last of them.
  package var first: Timestamp
  package var last: Timestamp
  package var failed: Int64
  package var total: Int64
}
