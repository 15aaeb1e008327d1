// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a service is asked, by whom, and how it fails.
struct TrafficCatalog: Sendable {
  let routes: [Route]
  let slots: SlotTable
  /// Host names the service answers to.
  let hosts: [[UInt8]]
  /// Pages that link to it; `-` for none.
  let referrers: [[UInt8]]
  let audience: AgentPool.Audience
  let everydayFailures: FailureMix
  let incidentFailures: FailureMix

  init(
    routes: [Route], hosts: [String], referrers: [String] = ["-"], audience: AgentPool.Audience,
    everydayFailures: FailureMix = .everyday, incidentFailures: FailureMix
  ) {
    self.routes = routes
    slots = SlotTable(weights: routes.map(\.weight))
    self.hosts = hosts.map { Array($0.utf8) }
    self.referrers = referrers.map { Array($0.utf8) }
    self.audience = audience
    self.everydayFailures = everydayFailures
    self.incidentFailures = incidentFailures
  }

  init(_ name: ScenarioService.Catalog) {
    switch name {
    case .registry: self = .registry
    case .webhooks: self = .webhooks
    case .apps: self = .apps
    case .attachments: self = .attachments
    case .confluence: self = .confluence
    case .jira: self = .jira
    case .serviceDesk: self = .serviceDesk
    }
  }
}
