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
    /// The zone of stamps of its logs that state none, by name.
    package var zone: String?
    /// The year of the first stamp of each of its logs, where stamps state none.
    package var year: Int?
    package var calls: [String] = []
    /// What people know it as part of, such as a product; its services are measured together.
    package var group: String?
    /// Objective as a share of good requests, 0.995 for 99.5 %.
    package var objective: Double?

    package init(name: String) {
      self.name = name
    }
  }

  /// An alert rule that people have, to be tried on the logs.
  package struct Alert: Sendable {
    /// What is asked every minute; the raw value is the word after `when`.
    package enum Condition: String, CaseIterable, Sendable {
      case burnRate = "burn_rate"
      case failedShare = "failed_share"
      case failedCount = "failed_count"
      case absence, latency
      case newSignature = "new_signature"
    }

    package var name: String
    /// Nil for every service.
    package var service: String?
    package var condition: Condition
    package var isPage = true
    /// Factor, share, count, share of the ordinary traffic, or milliseconds; nil takes the usual one.
    package var bound: Double?
    /// Quantile of `latency`.
    package var quantile = 0.95
    package var minutes: Int?
    package var shortMinutes: Int?
    package var holdMinutes = 0
    package var fewestEvents: Int64 = 20

    package init(name: String, condition: Condition) {
      self.name = name
      self.condition = condition
    }
  }

  package var id: String?
  package var title: String?
  /// The severity in the words of those who declared it: `SEV-2`, `P1`, `major`.
  package var severity: String?
  /// Name of the zone that zone-less times of `incident.yml` are read in.
  package var zone = "UTC"
  package var services: [Service] = []
  /// Files that describe formats, relative to the folder of `incident.yml`.
  package var formats: [String] = []
  /// Paths of records relative to the folder of `incident.yml`.
  package var records: [String] = []
  package var alerts: [Alert] = []
  package var claims = Claims()
  /// The claims that are moments, as milestones of the report's clock.
  package var claimedMilestones: [Milestone] = []
  /// What reports hide; nil when nothing was stated.
  package var redaction: RedactionRules?
  /// True when the logs were generated: every document then says so.
  package var isSynthetic = false

  package init() {}

  /// The earliest time that is claimed: about when the incident was.
  package var firstClaim: Timestamp? { claimedMilestones.map(\.time).min() }
}
