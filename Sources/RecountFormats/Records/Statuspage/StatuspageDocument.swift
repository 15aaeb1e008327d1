// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials
import RecountModel

/// The shapes in which the API of a page gives its incidents.
enum StatuspageDocument {
  private struct Lists: Decodable {
    var incidents: [StatuspageIncident]?
    var scheduled_maintenances: [StatuspageIncident]?
  }

  private struct Single: Decodable {
    var incident: StatuspageIncident
  }

  static func decode(_ bytes: [UInt8]) -> [StatuspageIncident]? {
    if bytes.isJSONList {
      guard let array = bytes.decoded(as: [StatuspageIncident].self), !array.isEmpty,
        array.allSatisfy({ $0.incident_updates != nil })
      else { return nil }
      return array
    }
    if let lists = bytes.decoded(as: Lists.self),
      lists.incidents != nil || lists.scheduled_maintenances != nil
    {
      let planned = (lists.scheduled_maintenances ?? []).map { $0.asMaintenance() }
      return (lists.incidents ?? []) + planned
    }
    if let single = bytes.decoded(as: Single.self) { return [single.incident] }
    guard let plain = bytes.decoded(as: StatuspageIncident.self), plain.incident_updates != nil
    else { return nil }
    return [plain]
  }
}

/// Members are named as the page names them.
struct StatuspageIncident: Decodable {
  var name: String?
  var impact: Lenient<String>?
  var incident_updates: [StatuspageUpdate]?
  /// Whether the list that it stands in is one of maintenances.
  private var isPlanned = false

  private enum CodingKeys: String, CodingKey {
    case name, impact, incident_updates
  }

  func asMaintenance() -> StatuspageIncident {
    var incident = self
    incident.isPlanned = true
    return incident
  }

  var pageIncident: PageIncident {
    PageIncident(
      name: name ?? "", isMaintenance: isPlanned || impact?.value == "maintenance",
      posts: (incident_updates ?? []).map(\.post))
  }
}

struct StatuspageUpdate: Decodable {
  struct Component: Decodable {
    var name: String?
  }

  var status: String?
  var body: String?
  var created_at: String?
  var display_at: String?
  var affected_components: Lenient<[Component]>?

  /// When the public saw it, else when it was written; nil when neither is a time.
  private var stamp: RecordStamp? { RecordStamp(display_at) ?? RecordStamp(created_at) }

  var post: PageIncident.Post {
    let components = affected_components?.value ?? []
    return PageIncident.Post(
      status: status ?? "", body: body ?? "", time: stamp?.time,
      component: components.count == 1 ? RecordText.name(components[0].name) : nil,
      hasZone: stamp?.hasZone ?? true)
  }
}
