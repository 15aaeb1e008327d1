// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis

/// What the services of an incident show together.
package struct Correlation: Sendable {
  package var onsets: [LeadOnset]
  /// One for each pair of services.
  package var orders: [LeadOrder]
  /// Nil without an incident.
  package var coMovement: CoMovementFindings?
  /// Nil without an incident.
  package var origin: OriginFindings?

  package init(
    onsets: [LeadOnset] = [], orders: [LeadOrder] = [],
    coMovement: CoMovementFindings? = nil, origin: OriginFindings? = nil
  ) {
    self.onsets = onsets
    self.orders = orders
    self.coMovement = coMovement
    self.origin = origin
  }
}
