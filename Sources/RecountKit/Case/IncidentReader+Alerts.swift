// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Yams

/// `alerts`: rules that people have.
extension IncidentReader {
  static let alertKeys = [
    "name", "service", "when", "above", "below", "quantile", "minutes", "short_minutes", "for",
    "least", "severity",
  ]

  func alert(_ node: Node) throws(RecountError) -> Incident.Alert {
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

  static let conditions = Incident.Alert.Condition.allCases.map(\.rawValue)
    .joined(separator: ", ")

  /// A number from 0 to a million, `5%` being 0.05.
  func number(_ node: Node, _ key: String) throws(RecountError) -> Double {
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
}
