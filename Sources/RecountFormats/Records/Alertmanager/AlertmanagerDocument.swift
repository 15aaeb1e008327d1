// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials
import RecountModel

/// One message of a webhook, or the list of the API, which is no message.
struct AlertmanagerMessage {
  var isWebhook: Bool
  var alerts: [AlertmanagerAlert]
}

/// The shapes in which an Alertmanager gives its alerts.
enum AlertmanagerDocument {
  private struct Webhook: Decodable {
    var status: Lenient<String>?
    var alerts: [AlertmanagerAlert]
  }

  static func decode(_ bytes: [UInt8]) -> [AlertmanagerMessage]? {
    if bytes.isJSONList {
      if let alerts = bytes.decoded(as: [AlertmanagerAlert].self) {
        guard !alerts.isEmpty, alerts.allSatisfy(\.isAlert) else { return nil }
        return [AlertmanagerMessage(isWebhook: false, alerts: alerts)]
      }
      return bytes.decoded(as: [Webhook].self)?.map(message)
    }
    if let webhook = bytes.decoded(as: Webhook.self) { return [message(webhook)] }
    guard let alert = bytes.decoded(as: AlertmanagerAlert.self), alert.isAlert else { return nil }
    return [AlertmanagerMessage(isWebhook: false, alerts: [alert])]
  }

  private static func message(_ webhook: Webhook) -> AlertmanagerMessage {
    var alerts = webhook.alerts
    // Old servers state the status of the whole message only.
    for index in alerts.indices where alerts[index].status == nil {
      alerts[index].status = webhook.status?.value.map(AlertmanagerAlert.Status.init)
    }
    return AlertmanagerMessage(isWebhook: true, alerts: alerts)
  }
}

/// An alert; its members are named as the server names them.
struct AlertmanagerAlert: Decodable {
  /// A word in a webhook, an object in the API.
  struct Status: Decodable {
    var word: String

    private struct State: Decodable {
      var state: String
    }

    init(_ word: String) {
      self.word = word
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let word = try? container.decode(String.self) {
        self.word = word
      } else {
        word = try container.decode(State.self).state
      }
    }
  }

  var status: Status?
  var labels: [String: String]?
  var annotations: [String: String]?
  var startsAt: String?
  var endsAt: String?
  var fingerprint: String?

  var isAlert: Bool { startsAt != nil && labels != nil }
  var isResolved: Bool { status?.word == "resolved" }

  /// What makes it the same alert again: its fingerprint, which is a hash of its labels, or these.
  var identity: String {
    if let fingerprint, !fingerprint.isEmpty { return fingerprint }
    let pairs = (labels ?? [:]).sorted { $0.key < $1.key }
    return "{" + pairs.map { "\($0.key)=\($0.value.debugDescription)" }.joined(separator: ",") + "}"
  }

  var service: String? {
    RecordText.name(labels?["service"]) ?? RecordText.name(labels?["job"])
  }

  /// Its name, and the words that its author gave it.
  var text: String {
    let words = RecordText.first(
      annotations?["summary"], annotations?["description"], annotations?["message"])
    let text = RecordText.joined(labels?["alertname"] ?? "", words)
    return text.isEmpty ? "alert" : text
  }
}
