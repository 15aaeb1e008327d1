// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What happens in a synthetic incident: the services, their everyday load, and what breaks when.
///
/// The scenario file holds the numbers and the times; how a service words its lines and its
/// failures is code. Decoded from `scenario.yml`, then checked by `validate()`.
package struct Scenario: Decodable, Sendable {
  /// The stretch of time the logs cover, whole days in UTC.
  package struct Span: Decodable, Sendable {
    package var from: ScenarioInstant
    package var to: ScenarioInstant

    package init(from: ScenarioInstant, to: ScenarioInstant) {
      self.from = from
      self.to = to
    }

    package var range: TimeRange { TimeRange(start: from.time, end: to.time) }
  }

  /// The name of the scenario, also that of its sample folder.
  package var scenario: String
  package var span: Span
  /// Load over the day by name: 24 values in per mille of a service's `events_per_minute`, one for
  /// the start of each hour UTC; minutes between are interpolated.
  package var profiles: [String: [Int]]
  package var services: [ScenarioService]

  package init(
    scenario: String, span: Span, profiles: [String: [Int]], services: [ScenarioService]
  ) {
    self.scenario = scenario
    self.span = span
    self.profiles = profiles
    self.services = services
  }
}

/// An instant of a scenario file, RFC 3339 with or without seconds.
package struct ScenarioInstant: Decodable, Sendable {
  package var time: Timestamp

  package init(_ time: Timestamp) {
    self.time = time
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let time = Timestamp(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a time such as 2022-12-16T10:07Z")
    }
    self.time = time
  }
}
