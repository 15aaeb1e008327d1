// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the people of the case state about it: services, records, claims.
///
/// Everything is optional: logs alone make a case.
package struct Incident: Sendable {
  /// A service with the logs that belong to it and the services it calls.
  package struct Service: Sendable {
    package var name: String
    /// Glob patterns relative to the folder of `incident.yml`.
    package var logs: [String] = []
    /// A format by name, when detection is not wanted.
    package var format: String?
    package var calls: [String] = []
    /// Objective as a share of good requests, 0.995 for 99.5 %.
    package var objective: Double?

    package init(name: String) {
      self.name = name
    }
  }

  package var id: String?
  package var title: String?
  /// Name of the zone that zone-less times of `incident.yml` are read in.
  package var zone = "UTC"
  package var services: [Service] = []
  /// Paths of records relative to the folder of `incident.yml`.
  package var records: [String] = []
  package var claims = Claims()
  /// The claims that are moments, as milestones of the report's clock.
  package var claimedMilestones: [Milestone] = []
  /// True when the logs were generated: every document then says so.
  package var isSynthetic = false

  package init() {}
}
