// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials
import RecountModel

/// The shapes in which PagerDuty gives what happened to an incident.
enum PagerDutyDocument {
  private struct Log: Decodable {
    var log_entries: [PagerDutyEntry]?
    var log_entry: PagerDutyEntry?
    var event: Lenient<PagerDutyEvent>?
    var messages: [PagerDutyMessage]?
  }

  static func decode(_ bytes: [UInt8]) -> [[PagerDutyAction]]? {
    if bytes.isJSONList {
      if let entries = bytes.decoded(as: [PagerDutyEntry].self), !entries.isEmpty,
        entries.allSatisfy(\.isLogEntry)
      {
        return [entries.map(\.action)]
      }
      guard let logs = bytes.decoded(as: [Log].self), !logs.isEmpty else { return nil }
      let lists = logs.compactMap(actions)
      return lists.count == logs.count ? lists : nil
    }
    if let log = bytes.decoded(as: Log.self), let actions = actions(log) { return [actions] }
    guard let entry = bytes.decoded(as: PagerDutyEntry.self), entry.isLogEntry else { return nil }
    return [[entry.action]]
  }

  private static func actions(_ log: Log) -> [PagerDutyAction]? {
    if let entries = log.log_entries { return entries.map(\.action) }
    if let entry = log.log_entry { return [entry.action] }
    if let event = log.event?.value { return [event.action] }
    return log.messages?.flatMap(\.actions)
  }
}

/// One thing that happened, whichever way it was told.
struct PagerDutyAction {
  /// By which a repeated delivery is known; nil when the record has none.
  var id: String?
  /// `trigger`, `acknowledge`, `resolve`, `escalate`; nil when the record does not say.
  var verb: String?
  var stamp: String?
  var text: String
  var service: String?
  /// What did it: `user_reference`, `service_reference` and others.
  var agent: String?
  /// The way it was done: `web_ui`, `auto`, `timeout` and others.
  var channel: String?
  /// Whether it concerns an incident, not PagerDuty's own settings.
  var isOfIncident = true
}

/// A log entry; its members are named as the API names them.
struct PagerDutyEntry: Decodable {
  struct Incident: Decodable {
    var summary: String?
    var title: String?
    var service: Lenient<NamedReference>?
  }

  var id: Lenient<String>?
  var type: String?
  var created_at: String?
  var summary: String?
  var agent: Lenient<NamedReference>?
  var channel: Lenient<NamedReference>?
  var incident: Lenient<Incident>?
  var service: Lenient<NamedReference>?

  private static let suffixes = ["_log_entry", "_log_entry_reference"]

  var isLogEntry: Bool { verb != nil }

  private var verb: String? {
    guard let type else { return nil }
    for suffix in PagerDutyEntry.suffixes where type.hasSuffix(suffix) {
      return String(type.dropLast(suffix.count))
    }
    return nil
  }

  var action: PagerDutyAction {
    let incident = incident?.value
    return PagerDutyAction(
      id: id?.value, verb: verb, stamp: created_at,
      text: RecordText.first(
        summary, channel?.value?.summary, incident?.summary, incident?.title),
      service: service?.value?.summary ?? incident?.service?.value?.summary,
      agent: agent?.value?.type, channel: channel?.value?.type)
  }
}

/// The event of a webhook, version 3.
struct PagerDutyEvent: Decodable {
  struct Subject: Decodable {
    var title: String?
    var summary: String?
    var content: String?
    var service: Lenient<NamedReference>?
    var incident: Lenient<PagerDutyEntry.Incident>?
  }

  var id: Lenient<String>?
  var event_type: String
  var occurred_at: String?
  var agent: Lenient<NamedReference>?
  var client: Lenient<NamedReference>?
  var data: Lenient<Subject>?

  private static let verbs = [
    "triggered": "trigger", "acknowledged": "acknowledge", "resolved": "resolve",
  ]

  var action: PagerDutyAction {
    let subject = data?.value
    let words = event_type.split(separator: ".", maxSplits: 1).map(String.init)
    let word = words.last ?? ""
    return PagerDutyAction(
      id: id?.value, verb: PagerDutyEvent.verbs[word] ?? word, stamp: occurred_at,
      text: RecordText.first(
        subject?.content, subject?.title, subject?.summary, subject?.incident?.value?.summary),
      service: subject?.service?.value?.summary
        ?? subject?.incident?.value?.service?.value?.summary,
      agent: agent?.value?.type, isOfIncident: words.first == "incident")
  }
}

/// A message of a webhook, version 2.
struct PagerDutyMessage: Decodable {
  struct Incident: Decodable {
    var title: String?
    var summary: String?
    var service: Lenient<NamedReference>?
  }

  var id: Lenient<String>?
  var event: String?
  var created_on: String?
  var incident: Lenient<Incident>?
  var log_entries: [PagerDutyEntry]?

  var actions: [PagerDutyAction] {
    let incident = incident?.value
    let service = incident?.service?.value.flatMap { $0.summary ?? $0.name }
    if let log_entries, !log_entries.isEmpty {
      return log_entries.map {
        var action = $0.action
        action.service = action.service ?? service
        return action
      }
    }
    let words = (event ?? "").split(separator: ".", maxSplits: 1).map(String.init)
    return [
      PagerDutyAction(
        id: id?.value, verb: words.last, stamp: created_on,
        text: RecordText.first(incident?.title, incident?.summary), service: service,
        isOfIncident: words.first == "incident")
    ]
  }
}
