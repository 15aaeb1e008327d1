// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials
import RecountModel

/// What Opsgenie tells of an alert.
enum OpsgenieRecord {
  case action(OpsgenieAction)
  case alert(OpsgenieAlert)
}

/// The shapes in which Opsgenie gives its alerts.
enum OpsgenieDocument {
  private struct List: Decodable {
    var data: [OpsgenieAlert]
  }

  private struct Single: Decodable {
    var data: OpsgenieAlert
  }

  static func decode(_ bytes: [UInt8]) -> [OpsgenieRecord]? {
    if bytes.isJSONList {
      if let actions = bytes.decoded(as: [OpsgenieAction].self) {
        return actions.isEmpty ? nil : actions.map(OpsgenieRecord.action)
      }
      return alerts(bytes.decoded(as: [OpsgenieAlert].self))
    }
    if let action = bytes.decoded(as: OpsgenieAction.self) { return [.action(action)] }
    if let list = bytes.decoded(as: List.self) {
      return list.data.isEmpty ? [] : alerts(list.data)
    }
    if let single = bytes.decoded(as: Single.self) { return alerts([single.data]) }
    return alerts(bytes.decoded(as: OpsgenieAlert.self).map { [$0] })
  }

  private static func alerts(_ alerts: [OpsgenieAlert]?) -> [OpsgenieRecord]? {
    guard let alerts, !alerts.isEmpty, alerts.allSatisfy(\.isAlert) else { return nil }
    return alerts.map(OpsgenieRecord.alert)
  }
}

/// A message of a webhook; its numbers are milliseconds in one member and nanoseconds in the next.
struct OpsgenieAction: Decodable {
  struct Alert: Decodable {
    var alertId: String?
    var createdAt: LooseInteger?
    var updatedAt: LooseInteger?
    var message: String?
    var username: String?
  }

  var action: String
  var alert: Alert

  var kind: Milestone.Kind {
    switch action {
    case "Create": .alerted
    case "Acknowledge": .acknowledged
    case "Close": .resolved
    default: .note
    }
  }

  /// When it was done: an alert was created once, and updated by all that came after.
  var number: Int? {
    let created = alert.createdAt?.value
    let updated = alert.updatedAt?.value
    return action == "Create" ? created ?? updated : updated
  }

  var text: String {
    let actor = RecordText.first(alert.username)
    return RecordText.joined(actor.isEmpty ? action : "\(action) by \(actor)", alert.message ?? "")
  }
}

/// An alert of the API, as it stood when it was asked for.
struct OpsgenieAlert: Decodable {
  /// Milliseconds since the alert was created.
  struct Report: Decodable {
    var ackTime: LooseInteger?
    var closeTime: LooseInteger?
    var acknowledgedBy: Lenient<String>?
    var closedBy: Lenient<String>?
  }

  var id: String?
  var tinyId: Lenient<String>?
  var message: String?
  var createdAt: String?
  var report: Report?

  var isAlert: Bool { id != nil && (createdAt != nil || tinyId != nil) }
}
