// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension Scenario {
  /// Checks every number and time; a scenario that passes can be generated.
  ///
  /// - Throws: `ScenarioError.invalid` with the key as it stands in the file, for example
  ///   `services[1].effects[0].to`.
  package func validate() throws(ScenarioError) {
    try require(isName(scenario), "scenario", "must be lower-case letters, digits and '-'")
    let day = TimeSpan.hours(24)
    for (key, time) in [("span.from", span.from.time), ("span.to", span.to.time)] {
      try require(time.floored(to: day) == time, key, "must be midnight UTC")
    }
    try require(span.from.time < span.to.time, "span.to", "must be later than span.from")
    try require(
      span.range.length.microseconds <= TimeSpan.hours(24 * 31).microseconds, "span.to",
      "must be at most 31 days after span.from")
    for name in profiles.keys.sorted() {
      let values = profiles[name] ?? []
      try require(values.count == 24, "profiles.\(name)", "must have 24 values, one an hour")
      try require(
        values.allSatisfy { (0...10_000).contains($0) }, "profiles.\(name)",
        "values must be 0 to 10000 per mille")
    }
    try require(!services.isEmpty, "services", "must name at least one service")
    for (index, service) in services.enumerated() {
      try validate(service, key: "services[\(index)]")
      try require(
        !services[..<index].contains { $0.name == service.name }, "services[\(index)].name",
        "'\(service.name)' is used twice")
    }
  }

  private func validate(_ service: ScenarioService, key: String) throws(ScenarioError) {
    try require(
      isName(service.name), "\(key).name", "must be lower-case letters, digits and '-'")
    try require(
      (service.catalog == nil) == (service.unit == .step), "\(key).catalog",
      "is needed for requests and has no meaning for steps")
    try require(
      profiles[service.profile] != nil, "\(key).profile",
      "'\(service.profile)' is not among the profiles")
    let limits = [
      ("events_per_minute", service.eventsPerMinute, 1_000_000),
      ("noise_permille", service.noisePermille, 1000),
      ("base_failure_ppm", service.baseFailurePPM, 500_000),
      ("failure_noise_permille", service.failureNoisePermille, 1000),
    ]
    for (name, value, limit) in limits {
      try require((0...limit).contains(value), "\(key).\(name)", "must be 0 to \(limit)")
    }
    for (index, effect) in service.effects.enumerated() {
      try validate(effect, key: "\(key).effects[\(index)]")
      try require(
        !service.effects[..<index].contains { $0.range.overlaps(effect.range) },
        "\(key).effects[\(index)].from", "overlaps an earlier effect of the service")
    }
  }

  private func validate(_ effect: ScenarioEffect, key: String) throws(ScenarioError) {
    for (name, time) in [("from", effect.from.time), ("to", effect.to.time)] {
      try require(
        time.floored(to: .minute) == time && span.from.time <= time && time <= span.to.time,
        "\(key).\(name)", "must be a whole minute inside the span")
    }
    try require(effect.from.time < effect.to.time, "\(key).to", "must be later than from")
    let limits = [
      ("failed_permille", effect.failedPermille, 1000),
      ("failed_permille_to", effect.failedPermilleTo, 1000),
      ("failed_permille_low", effect.failedPermilleLow, 1000),
      ("traffic_permille", effect.trafficPermille, 20_000),
      ("traffic_permille_to", effect.trafficPermilleTo, 20_000),
      ("slow_permille", effect.slowPermille, 100_000),
    ]
    for (name, value, limit) in limits {
      try require((0...limit).contains(value ?? 0), "\(key).\(name)", "must be 0 to \(limit)")
    }
    try require(
      effect.kind != .ramp || effect.failedPermilleTo != nil || effect.trafficPermilleTo != nil,
      "\(key).kind", "a ramp needs failed_permille_to or traffic_permille_to")
    try require(
      effect.kind == .ramp || (effect.failedPermilleTo == nil && effect.trafficPermilleTo == nil),
      "\(key).kind", "only a ramp has a level to end at")
    try require(
      (effect.kind == .intermittent) == (effect.failedPermilleLow != nil), "\(key).kind",
      "failed_permille_low goes with intermittent")
    try require(
      effect.kind != .gap || (effect.failedPermille == nil && effect.trafficPermille == nil),
      "\(key).kind", "a gap has no levels")
  }

  /// Names become file names, so nothing that could leave the folder is allowed.
  private func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && !text.hasPrefix("-")
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
  }

  private func require(
    _ holds: Bool, _ key: String, _ problem: String
  ) throws(ScenarioError) {
    guard holds else { throw .invalid(key: key, problem: problem) }
  }
}
