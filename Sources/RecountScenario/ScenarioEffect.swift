// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What the incident does to one service over a range of minutes.
///
/// An effect acts on an event by the minute in which the event is counted, so that truth and data
/// agree on the minute however long a request took.
package struct ScenarioEffect: Decodable, Sendable {
  /// The shape of an effect over its minutes.
  package enum Kind: String, Decodable, Sendable {
    /// One level throughout.
    case plateau
    /// A straight line between two levels.
    case ramp
    /// Two minutes at the level, one at the lower level, and so on.
    case intermittent
    /// No lines at all.
    case gap
  }

  /// Which requests of the service are touched.
  package enum Scope: String, Decodable, Sendable {
    /// Those whose route needs the attachment store.
    case attachments
  }

  package var kind: Kind
  package var from: ScenarioInstant
  package var to: ScenarioInstant
  package var only: Scope?
  /// Share of events the incident makes fail, at `from`.
  package var failedPermille: Int?
  /// The same at `to`; a ramp's other end.
  package var failedPermilleTo: Int?
  /// The lower level of an intermittent effect.
  package var failedPermilleLow: Int?
  /// Load compared with an ordinary day, at `from`; 1000 when absent.
  package var trafficPermille: Int?
  package var trafficPermilleTo: Int?
  /// How much longer successes take; 1000 when absent.
  package var slowPermille: Int?

  package init(
    kind: Kind, from: ScenarioInstant, to: ScenarioInstant, only: Scope? = nil,
    failedPermille: Int? = nil, failedPermilleTo: Int? = nil, failedPermilleLow: Int? = nil,
    trafficPermille: Int? = nil, trafficPermilleTo: Int? = nil, slowPermille: Int? = nil
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.only = only
    self.failedPermille = failedPermille
    self.failedPermilleTo = failedPermilleTo
    self.failedPermilleLow = failedPermilleLow
    self.trafficPermille = trafficPermille
    self.trafficPermilleTo = trafficPermilleTo
    self.slowPermille = slowPermille
  }

  private enum CodingKeys: String, CodingKey {
    case kind, from, to, only
    case failedPermille = "failed_permille"
    case failedPermilleTo = "failed_permille_to"
    case failedPermilleLow = "failed_permille_low"
    case trafficPermille = "traffic_permille"
    case trafficPermilleTo = "traffic_permille_to"
    case slowPermille = "slow_permille"
  }

  package var range: TimeRange { TimeRange(start: from.time, end: to.time) }

  /// Whether events fail because of it.
  package var fails: Bool { (failedPermille ?? 0) > 0 || (failedPermilleTo ?? 0) > 0 }
}
