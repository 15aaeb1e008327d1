// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Yams

/// Walks the nodes of `incident.yml`, keeping the place for errors.
struct IncidentReader {
  let path: String

  mutating func read(_ root: Node) throws(RecountError) -> Incident {
    var incident = Incident()
    var claims: Node?
    for (key, value) in try mapping(root, "incident.yml") {
      switch key {
      case "incident": incident.id = try text(value, key)
      case "title": incident.title = try text(value, key)
      case "severity": incident.severity = try text(value, key)
      case "zone": incident.zone = try zone(value)
      case "synthetic": incident.isSynthetic = try flag(value, key)
      case "services":
        for node in try sequence(value, key) { incident.services.append(try service(node)) }
        try checkGroups(incident.services, value)
      case "formats": incident.formats = try texts(value, key)
      case "records": incident.records = try texts(value, key)
      case "claims": claims = value
      case "alerts":
        for node in try sequence(value, key) { incident.alerts.append(try alert(node)) }
      case "redact": incident.redaction = try redaction(value)
      default: throw unknown(key, root, known: Self.keys)
      }
    }
    if let claims { try readClaims(claims, into: &incident) }
    return incident
  }

  static let keys = [
    "incident", "title", "severity", "zone", "synthetic", "services", "formats", "records",
    "claims",
    "alerts",
    "redact",
  ]

  func service(_ node: Node) throws(RecountError) -> Incident.Service {
    var service = Incident.Service(name: "")
    for (key, value) in try mapping(node, "a service") {
      switch key {
      case "name": service.name = try text(value, key)
      case "logs": service.logs = try texts(value, key)
      case "format": service.format = try text(value, key)
      case "calls": service.calls = try texts(value, key)
      case "group": service.group = try text(value, key)
      case "slo": service.objective = try share(value)
      case "zone":
        let zone = try text(value, key)
        _ = try ZoneCatalog.rules(named: zone, at: place(value))
        service.zone = zone
      case "year":
        guard let year = value.int, (1970...2100).contains(year) else {
          throw RecountError(
            .failed, "`year` is no year that logs are of", at: place(value),
            cause: "expected a year such as 2024, found `\(value.string ?? "")`")
        }
        service.year = year
      default:
        throw unknown(
          key, node, known: ["name", "logs", "format", "zone", "year", "calls", "group", "slo"])
      }
    }
    guard !service.name.isEmpty else {
      throw RecountError(
        .failed, "a service has no name", at: place(node), try: "add `name:` to it")
    }
    return service
  }

  /// A group has a measure of its own name, and so has a service.
  func checkGroups(
    _ services: [Incident.Service], _ node: Node
  ) throws(RecountError) {
    let names = Set(services.map(\.name))
    guard let group = services.compactMap(\.group).first(where: names.contains) else { return }
    throw RecountError(
      .failed, "`\(group)` is the name of a group and of a service", at: place(node),
      try: "another name for the group")
  }
}
