// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Everything known by construction about a generated case, for `truth.json`.
package struct ScenarioTruth: Sendable {
  /// Trials and failures of a range of minutes.
  package struct Counts: Hashable, Sendable {
    package var total: Int
    package var failed: Int
    /// Failures among the same events had there been no incident.
    package var failedWithoutIncident: Int
  }

  package let plan: ScenarioPlan
  package let services: [ServiceTruth]

  /// Parts in any order; each part of the plan exactly once.
  package init(merging parts: [PartTruth], of plan: ScenarioPlan) {
    self.plan = plan
    services = plan.scenario.services.map { service in
      let own = parts.filter { $0.service == service.name }
        .sorted { $0.firstMinute < $1.firstMinute }
      return ServiceTruth(service, hasFault: plan.options.hasFault, parts: own)
    }
  }

  /// What was counted of a service in a range of time, or in all of it; nil for an unknown name.
  package func counts(of service: String, in range: TimeRange? = nil) -> Counts? {
    guard let truth = services.first(where: { $0.service.name == service }) else { return nil }
    let span = plan.scenario.span.range
    var sum = MinuteCount()
    for (index, count) in truth.minutes.enumerated() {
      let start = span.start + .minutes(Int64(index))
      if range?.contains(start) ?? true { sum += count }
    }
    return Counts(total: sum.total, failed: sum.failed, failedWithoutIncident: sum.failedAnyway)
  }
}

/// The truth of one service over the whole span.
package struct ServiceTruth: Sendable {
  package let service: ScenarioService
  package let windows: [TruthWindow]
  package let minutes: [MinuteCount]
  package let files: [FileTruth]
  let reasons: [StepReason: Int]
  let reasonsInIncident: [StepReason: Int]
  let outcomes: [Outcome: Int]
  let outcomesAnyway: [Outcome: Int]

  init(_ service: ScenarioService, hasFault: Bool, parts: [PartTruth]) {
    self.service = service
    windows = hasFault ? TruthWindow.windows(of: service) : []
    minutes = parts.flatMap(\.minutes)
    files = parts.flatMap(\.files)
    reasons = ServiceTruth.sum(parts.map(\.reasons))
    reasonsInIncident = ServiceTruth.sum(parts.map(\.reasonsInIncident))
    outcomes = ServiceTruth.sum(parts.map(\.outcomes))
    outcomesAnyway = ServiceTruth.sum(parts.map(\.outcomesAnyway))
  }

  private static func sum<Key: Hashable>(_ counts: [[Key: Int]]) -> [Key: Int] {
    counts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }
}
