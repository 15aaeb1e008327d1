// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// One service of a scenario: how its lines look and how much of everything there is.
package struct ScenarioService: Decodable, Sendable {
  /// The form in which a service writes its events.
  package enum Format: String, Decodable, Sendable {
    /// nginx combined with request time, upstream response time and request id; stamp = end.
    case nginx
    /// JSON lines with ECS keys; stamp = end.
    case ecs
    /// Envoy's default text; stamp = start.
    case envoy
    /// AWS application load balancer; stamp = end.
    case alb
    /// Apache combined behind a virtual host; stamp = start, no duration.
    case vhost
    /// Bitbucket step records and the logs of failed steps.
    case bitbucketSteps = "bitbucket-steps"
  }

  /// The routes a service answers.
  package enum Catalog: String, Decodable, Sendable {
    case registry, webhooks, apps, attachments, confluence, jira
    case serviceDesk = "service-desk"
  }

  package var name: String
  package var format: Format
  /// Needed for requests, absent for steps.
  package var catalog: Catalog?
  /// Events a minute where the profile says 1000.
  package var eventsPerMinute: Int
  /// A key of the scenario's `profiles`.
  package var profile: String
  /// How far a minute's load strays from the profile to either side.
  package var noisePermille: Int
  /// Events that fail on an ordinary day, per million.
  package var baseFailurePPM: Int
  /// How far a minute's base failure rate strays to either side.
  package var failureNoisePermille: Int
  package var effects: [ScenarioEffect]

  package init(
    name: String, format: Format, catalog: Catalog? = nil, eventsPerMinute: Int, profile: String,
    noisePermille: Int, baseFailurePPM: Int, failureNoisePermille: Int,
    effects: [ScenarioEffect] = []
  ) {
    self.name = name
    self.format = format
    self.catalog = catalog
    self.eventsPerMinute = eventsPerMinute
    self.profile = profile
    self.noisePermille = noisePermille
    self.baseFailurePPM = baseFailurePPM
    self.failureNoisePermille = failureNoisePermille
    self.effects = effects
  }

  private enum CodingKeys: String, CodingKey {
    case name, format, catalog, profile, effects
    case eventsPerMinute = "events_per_minute"
    case noisePermille = "noise_permille"
    case baseFailurePPM = "base_failure_ppm"
    case failureNoisePermille = "failure_noise_permille"
  }

  /// What is counted: steps for a build service, requests for the rest.
  package var unit: EventUnit { format == .bitbucketSteps ? .step : .request }
}
