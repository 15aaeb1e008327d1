// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials
import RecountModel

/// The shapes in which incidents of a page are given.
enum StatuspageDocument {
  private struct List: Decodable {
    var incidents: [StatuspageIncident]
  }

  private struct Single: Decodable {
    var incident: StatuspageIncident
  }

  static func decode(_ bytes: [UInt8]) -> [StatuspageIncident]? {
    let data = Data(bytes)
    let decoder = JSONDecoder()
    if let list = try? decoder.decode(List.self, from: data) { return list.incidents }
    if let single = try? decoder.decode(Single.self, from: data) { return [single.incident] }
    if let plain = try? decoder.decode(StatuspageIncident.self, from: data),
      plain.incident_updates != nil
    {
      return [plain]
    }
    if let array = try? decoder.decode([StatuspageIncident].self, from: data), !array.isEmpty,
      array.allSatisfy({ $0.incident_updates != nil })
    {
      return array
    }
    return nil
  }
}

/// Members are named as the page names them.
struct StatuspageIncident: Decodable {
  var name: String?
  var status: String?
  var incident_updates: [StatuspageUpdate]?
}

struct StatuspageUpdate: Decodable {
  var status: String?
  var body: String?
  var created_at: String?
  var display_at: String?

  /// When the public saw it, else when it was written; nil when neither is a time.
  var time: Timestamp? {
    display_at.flatMap { Timestamp(parsing: $0) } ?? created_at.flatMap { Timestamp(parsing: $0) }
  }
}
