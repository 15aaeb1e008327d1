// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Which rows of a timeline are wanted.
package struct TimelineFilter: Sendable {
  /// Rows of this service, and those of the whole incident; nil for every row.
  package var service: String?
  /// Empty for every kind.
  package var kinds: Set<Milestone.Kind>
  package var since: Timestamp?
  /// The instant behind the last.
  package var until: Timestamp?

  package init(
    service: String? = nil, kinds: Set<Milestone.Kind> = [], since: Timestamp? = nil,
    until: Timestamp? = nil
  ) {
    self.service = service
    self.kinds = kinds
    self.since = since
    self.until = until
  }

  /// The rows that are wanted, in their order.
  package func kept(_ entries: [TimelineEntry]) -> [TimelineEntry] {
    entries.filter { entry in
      (service == nil || entry.service == nil || entry.service == service)
        && (kinds.isEmpty || kinds.contains(entry.kind))
        && since.map { entry.time >= $0 } ?? true && until.map { entry.time < $0 } ?? true
    }
  }
}
