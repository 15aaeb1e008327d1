// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountAnalysis
package import RecountModel
import Yams

/// Reads `incident.yml`: what people state about the incident.
///
/// Everything in it is optional and everything in it is checked: an unknown key, a wrong kind of
/// value or a broken time is an error with its line, never silently nothing.
package enum IncidentFile {
  package static let name = "incident.yml"

  /// What `text` states; errors name `path` and the line.
  package static func parse(_ text: String, path: String) throws(RecountError) -> Incident {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw broken(error, path: path)
    } catch {
      throw RecountError(.failed, "\(name) cannot be read", at: path, cause: "\(error)")
    }
    guard let root else { return Incident() }
    var reader = IncidentReader(path: path)
    return try reader.read(root)
  }

  private static func broken(_ error: YamlError, path: String) -> RecountError {
    let what = "\(name) is not valid YAML"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return RecountError(
        .failed, what, at: "\(path):\(mark.line)", cause: problem,
        try: "look at line \(mark.line), column \(mark.column): indentation, colons and quotes")
    default: return RecountError(.failed, what, at: path, cause: "\(error)")
    }
  }
}

/// Walks the nodes of `incident.yml`, keeping the place for errors.
private struct IncidentReader {
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

  private static let keys = [
    "incident", "title", "severity", "zone", "synthetic", "services", "formats", "records",
    "claims",
    "alerts",
    "redact",
  ]

  private func service(_ node: Node) throws(RecountError) -> Incident.Service {
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
  private func checkGroups(
    _ services: [Incident.Service], _ node: Node
  ) throws(RecountError) {
    let names = Set(services.map(\.name))
    guard let group = services.compactMap(\.group).first(where: names.contains) else { return }
    throw RecountError(
      .failed, "`\(group)` is the name of a group and of a service", at: place(node),
      try: "another name for the group")
  }

  // MARK: - Redaction

  private func redaction(_ node: Node) throws(RecountError) -> RedactionRules {
    var rules = RedactionRules()
    for (key, value) in try mapping(node, "`redact`") {
      if key == "allow" {
        rules.allowed = try texts(value, key)
        continue
      }
      if key == "people" {
        rules.people = try texts(value, key)
        continue
      }
      guard let subject = RedactionRules.Subject(rawValue: key) else {
        throw unknown(
          key, node, known: RedactionRules.Subject.allCases.map(\.rawValue) + ["allow", "people"])
      }
      let word = try text(value, key)
      // Tokens open doors to whoever reads the report, the team included.
      let known = RedactionRules.Treatment.allCases.filter { subject != .tokens || $0 != .keep }
      guard let treatment = known.first(where: { $0.rawValue == word }) else {
        throw RecountError(
          .failed, "`\(word)` is nothing that can be done to \(key)", at: place(value),
          cause: "expected one of: \(known.map(\.rawValue).joined(separator: ", "))")
      }
      rules.stated[subject] = treatment
    }
    return rules
  }

  // MARK: - Alerts

  private static let alertKeys = [
    "name", "service", "when", "above", "below", "quantile", "minutes", "short_minutes", "for",
    "least", "severity",
  ]

  private func alert(_ node: Node) throws(RecountError) -> Incident.Alert {
    let pairs = try mapping(node, "an alert")
    guard let when = pairs.first(where: { $0.key == "when" }) else {
      throw RecountError(
        .failed, "an alert does not say when it fires", at: place(node),
        try: "add `when:` with one of: \(Self.conditions)")
    }
    let word = try text(when.value, "when")
    guard let condition = Incident.Alert.Condition(rawValue: word) else {
      throw RecountError(
        .failed, "`\(word)` is nothing that an alert can ask", at: place(when.value),
        cause: "expected one of: \(Self.conditions)")
    }
    var alert = Incident.Alert(name: word, condition: condition)
    for (key, value) in pairs {
      switch key {
      case "when": break
      case "name": alert.name = try text(value, key)
      case "service": alert.service = try text(value, key)
      case "above", "below": alert.bound = try number(value, key)
      case "quantile": alert.quantile = try number(value, key)
      case "minutes": alert.minutes = Int(try number(value, key))
      case "short_minutes": alert.shortMinutes = Int(try number(value, key))
      case "for": alert.holdMinutes = Int(try number(value, key))
      case "least": alert.fewestEvents = Int64(try number(value, key))
      case "severity": alert.isPage = try text(value, key) != "ticket"
      default: throw unknown(key, node, known: Self.alertKeys)
      }
    }
    return alert
  }

  private static let conditions = Incident.Alert.Condition.allCases.map(\.rawValue)
    .joined(separator: ", ")

  /// A number from 0 to a million, `5%` being 0.05.
  private func number(_ node: Node, _ key: String) throws(RecountError) -> Double {
    let stated = try text(node, key)
    let isPercent = stated.hasSuffix("%")
    guard let number = Double(isPercent ? String(stated.dropLast()) : stated), number >= 0,
      number <= 1_000_000
    else {
      throw RecountError(
        .failed, "`\(key)` is no number", at: place(node),
        cause: "expected a number such as 5% or 10, found `\(stated)`")
    }
    return isPercent ? number / 100 : number
  }

  // MARK: - Claims

  private func readClaims(_ node: Node, into incident: inout Incident) throws(RecountError) {
    for (key, value) in try mapping(node, "claims") {
      if key == "window" {
        try readWindows(value, into: &incident)
        continue
      }
      let stated = try text(value, key)
      if let kind = Milestone.Kind(rawValue: key), Self.claimKinds.contains(kind) {
        guard let moment = ClaimParser.moment(stated) else {
          throw RecountError(
            .failed, "`\(key)` is no time", at: place(value),
            cause: "expected a time such as 2022-12-16T10:07Z, found `\(stated)`")
        }
        incident.claimedMilestones.append(
          Milestone(
            kind: kind, time: moment.time, plusMinus: moment.plusMinus, clock: .report,
            text: "stated in \(IncidentFile.name)", evidence: "\(IncidentFile.name):claims.\(key)",
            position: incident.claimedMilestones.count))
        continue
      }
      switch key {
      case "duration":
        guard let duration = ClaimParser.duration(stated) else {
          throw RecountError(
            .failed, "`duration` is no length of time", at: place(value),
            cause: "expected a length such as 5h33m, found `\(stated)`")
        }
        incident.claims.duration = duration
      case "failed_steps", "failed_requests":
        guard let count = ClaimParser.count(stated) else {
          throw RecountError(
            .failed, "`\(key)` is no number", at: place(value),
            cause: "expected a number such as 60000 or ~60000, found `\(stated)`")
        }
        if key == "failed_steps" {
          incident.claims.failedSteps = count
        } else {
          incident.claims.failedRequests = count
        }
      default:
        throw unknown(
          key, node,
          known: Self.claimKinds.map(\.rawValue)
            + ["window", "duration", "failed_steps", "failed_requests"])
      }
    }
  }

  /// `window: FROM..TO` for the incident, or one or several for each service.
  private func readWindows(_ node: Node, into incident: inout Incident) throws(RecountError) {
    guard node.mapping != nil else {
      for stated in node.sequence.map({ Array($0) }) ?? [node] {
        try readWindow(stated, of: nil, into: &incident)
      }
      return
    }
    for (service, value) in try mapping(node, "`window`") {
      for stated in value.sequence.map({ Array($0) }) ?? [value] {
        try readWindow(stated, of: service, into: &incident)
      }
    }
  }

  private func readWindow(
    _ node: Node, of service: String?, into incident: inout Incident
  ) throws(RecountError) {
    let stated = try text(node, "window")
    guard let window = ClaimParser.window(stated) else {
      throw RecountError(
        .failed, "`window` is no stretch of time", at: place(node),
        cause: "found `\(stated)`, which must end after it begins",
        try: "from when to when, such as 2022-12-16T10:07Z..2022-12-16T15:40Z")
    }
    for (kind, end) in [(Milestone.Kind.onset, window.start), (.ended, window.end)] {
      let place = service.map { "window.\($0)" } ?? "window"
      incident.claimedMilestones.append(
        Milestone(
          kind: kind, time: end.time, plusMinus: end.latest - end.time, service: service,
          clock: .report, text: "stated in \(IncidentFile.name)",
          evidence: "\(IncidentFile.name):claims.\(place)",
          position: incident.claimedMilestones.count))
    }
  }

  private static let claimKinds: [Milestone.Kind] = [
    .onset, .detected, .acknowledged, .posted, .recoveryStarted, .mitigated, .resolved, .ended,
  ]

  // MARK: - Values

  private func mapping(
    _ node: Node, _ what: String
  ) throws(RecountError) -> [(key: String, value: Node)] {
    guard let mapping = node.mapping else {
      throw RecountError(
        .failed, "\(what) must be a list of keys with values", at: place(node),
        cause: "expected lines such as `key: value`")
    }
    var pairs: [(String, Node)] = []
    for (key, value) in mapping { pairs.append((key.string ?? "", value)) }
    return pairs
  }

  private func sequence(_ node: Node, _ key: String) throws(RecountError) -> [Node] {
    guard let sequence = node.sequence else {
      throw RecountError(
        .failed, "`\(key)` must be a list", at: place(node),
        cause: "expected lines that begin with `- `")
    }
    return Array(sequence)
  }

  private func text(_ node: Node, _ key: String) throws(RecountError) -> String {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw RecountError(
        .failed, "`\(key)` must be a text", at: place(node), cause: "expected `\(key): …`")
    }
    return scalar.string
  }

  /// A list of texts, or a single one.
  private func texts(_ node: Node, _ key: String) throws(RecountError) -> [String] {
    if node.scalar != nil { return [try text(node, key)] }
    var found: [String] = []
    for element in try sequence(node, key) { found.append(try text(element, key)) }
    return found
  }

  private func flag(_ node: Node, _ key: String) throws(RecountError) -> Bool {
    guard let flag = node.bool else {
      throw RecountError(
        .failed, "`\(key)` must be true or false", at: place(node),
        cause: "found `\(node.string ?? "")`")
    }
    return flag
  }

  private func zone(_ node: Node) throws(RecountError) -> String {
    let zone = try text(node, "zone")
    guard zone == "UTC" || zone == "Etc/UTC" || zone == "Z" else {
      throw RecountError(
        .failed, "only the zone UTC is supported yet", at: place(node),
        cause: "found `\(zone)`", try: "give times of claims with their offset, such as 10:07+01:00"
      )
    }
    return "UTC"
  }

  /// `99.5%` or `0.995`.
  private func share(_ node: Node) throws(RecountError) -> Double {
    let stated = try text(node, "slo")
    let isPercent = stated.hasSuffix("%")
    guard let number = Double(isPercent ? String(stated.dropLast()) : stated) else {
      throw RecountError(
        .failed, "`slo` is no share", at: place(node),
        cause: "expected a share such as 99.5%, found `\(stated)`")
    }
    let share = isPercent ? number / 100 : number
    guard share > 0, share < 1 else {
      throw RecountError(
        .failed, "`slo` must lie between 0 and 100 %", at: place(node), cause: "found `\(stated)`")
    }
    return share
  }

  private func place(_ node: Node) -> String {
    node.mark.map { "\(path):\($0.line)" } ?? path
  }

  private func unknown(_ key: String, _ node: Node, known: [String]) -> RecountError {
    let line = node.mapping?.first { $0.key.string == key }?.key.mark?.line
    let near = Spelling.nearest(to: key, in: known)
    return RecountError(
      .failed, "`\(key)` is not a key that \(IncidentFile.name) knows",
      at: line.map { "\(path):\($0)" } ?? path,
      cause: "expected one of: \(known.joined(separator: ", "))",
      try: near.map { "did you mean `\($0)`?" })
  }
}
