// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A checked scenario with its options, split into parts.
package struct ScenarioPlan: Sendable {
  package let scenario: Scenario
  package let options: ScenarioOptions
  /// In the order of the services, then of the days.
  package let parts: [ScenarioPart]

  /// - Throws: `ScenarioError.invalid` for a scenario or an option that makes no sense.
  package init(_ scenario: Scenario, options: ScenarioOptions) throws(ScenarioError) {
    try scenario.validate()
    guard (1...100_000).contains(options.scalePermille) else {
      throw .invalid(key: "scale", problem: "must be 0.001 to 100")
    }
    guard (0...9).contains(options.compressionLevel) else {
      throw .invalid(key: "compression level", problem: "must be 0 to 9")
    }
    self.scenario = scenario
    self.options = options
    let range = scenario.span.range
    let days = Int(range.length.microseconds / TimeSpan.hours(24).microseconds)
    var parts: [ScenarioPart] = []
    for service in scenario.services {
      let load = ServiceLoad(service, in: scenario, options: options)
      for day in 0..<days {
        let date = (range.start + .hours(Int64(day) * 24)).dayText
        parts.append(
          ScenarioPlan.part(
            service, load, minutes: day * 1440..<(day + 1) * 1440, date: date,
            level: options.compressionLevel))
      }
    }
    self.parts = parts
  }

  private static func part(
    _ service: ScenarioService, _ load: ServiceLoad, minutes: Range<Int>, date: String, level: Int
  ) -> ScenarioPart {
    let name = "\(service.name) \(date)"
    guard let catalog = service.catalog else {
      let part = StepPart(
        service: service, load: load, minutes: minutes,
        recordPath: "builds/steps-\(date).ndjson.gz", logPath: "builds/logs-\(date).tar.gz",
        compressionLevel: level)
      return ScenarioPart(content: .steps(part), name: name)
    }
    let part = RequestPart(
      service: service, load: load, catalog: TrafficCatalog(catalog), minutes: minutes,
      path: "access/\(service.name)-\(date).log.gz", compressionLevel: level)
    return ScenarioPart(content: .requests(part), name: name)
  }
}
