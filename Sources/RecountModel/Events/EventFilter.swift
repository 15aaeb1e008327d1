// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Which events are wanted: those of one service, and those that ended in a half-open stretch.
///
/// Events without a time are in no stretch that has a bound.
package struct EventFilter: Hashable, Sendable {
  package var since: Timestamp?
  package var until: Timestamp?
  package var service: String?

  package init(since: Timestamp? = nil, until: Timestamp? = nil, service: String? = nil) {
    self.since = since
    self.until = until
    self.service = service
  }

  /// Whether everything is wanted.
  package var isEmpty: Bool { self == EventFilter() }

  /// Whether something of `service` at `time` is wanted; nil is of no service.
  package func takes(_ time: Timestamp, service: String?) -> Bool {
    if let since, time < since { return false }
    if let until, time >= until { return false }
    return self.service == nil || self.service == service
  }
}
