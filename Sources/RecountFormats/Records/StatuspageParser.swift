// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials
import RecountModel

/// Incidents of a Statuspage: the answer of `/api/v2/incidents.json`, a single incident, or one
/// incident a line.
///
/// `display_at` is what the public saw and is used; `created_at` can be hours later when an update
/// was filled in afterwards. Updates come newest first and are put in order of time; those with one
/// stamp keep the order in which they were made. The first update is `posted`, `monitoring` is
/// `mitigated`, `resolved` is `resolved`, and everything else a note.
///
/// Each incident and each update counts as a line, since such a document has no lines of its own.
///
/// Source: https://developer.statuspage.io
final class StatuspageParser: EventParser {
  /// A whole document has to be held to be decoded; records are small.
  static let maxDocumentBytes = 64 << 20

  private var document: [UInt8] = []
  private var isTooLarge = false
  private var element: Int64 = 0

  /// Whether `text` is, or begins, a document of a Statuspage: it has updates of incidents.
  static func matches(_ text: [UInt8]) -> Bool {
    let name = Array("\"incident_updates\"".utf8)
    guard let first = name.first, text.count >= name.count else { return false }
    for start in 0...(text.count - name.count) where text[start] == first {
      if text[start..<start + name.count].elementsEqual(name) { return true }
    }
    return false
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    guard document.count + lines.bytes.count <= StatuspageParser.maxDocumentBytes else {
      isTooLarge = true
      return
    }
    for index in 0..<lines.count {
      document.append(contentsOf: lines.line(index))
      document.append(0x0A)
    }
  }

  func finish(into events: inout EventBatch) {
    defer { document = [] }
    if !isTooLarge, let incidents = StatuspageDocument.decode(document) {
      for incident in incidents { append(incident, into: &events) }
      return
    }
    // One incident a line, or no Statuspage at all: lines then count as lines.
    var offset: Int64 = 0
    for line in document.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
      defer { offset += Int64(line.count) + 1 }
      if line.isEmpty {
        element += 1
        events.countIgnoredLine()
      } else if let incidents = StatuspageDocument.decode(Array(line)) {
        for incident in incidents { append(incident, into: &events) }
      } else {
        element += 1
        events.tally.lines += 1
        events.tally.rejects += 1
        events.rejects.append(
          Reject(line: element, byteOffset: offset, reason: .malformedJSON, excerpt: line))
      }
    }
  }

  private func append(_ incident: StatuspageIncident, into events: inout EventBatch) {
    element += 1
    events.countEventLine(events: 0)
    // Newest first in the document; reversed, updates with one stamp are in the order of their making.
    let updates = (incident.incident_updates ?? []).reversed()
      .compactMap { update -> (Timestamp, StatuspageUpdate)? in
        guard
          let time = (update.display_at ?? update.created_at).flatMap({ Timestamp(parsing: $0) })
        else { return nil }
        return (time, update)
      }
      .enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
    let skipped = (incident.incident_updates?.count ?? 0) - updates.count
    for _ in 0..<skipped {
      element += 1
      events.tally.lines += 1
      events.tally.rejects += 1
      events.rejects.append(
        Reject(
          line: element, byteOffset: 0, reason: .malformedTime,
          excerpt: Array((incident.name ?? "").utf8)[...]))
    }
    for (position, item) in updates.enumerated() {
      element += 1
      let (time, update) = item.element
      var milestone = Milestone(
        kind: kind(update.status, isFirst: position == 0), time: time, plusMinus: precision(time),
        clock: .page, text: text(incident, update), evidence: "", position: position)
      milestone.evidence = String(element)
      events.milestones.append(milestone)
      events.countEventLine()
      if position == 0, update.status == "resolved" {
        // Posted and resolved in one update: both moments were recorded.
        milestone.kind = .resolved
        milestone.position = position
        events.milestones.append(milestone)
        events.tally.events += 1
      }
    }
  }

  private func kind(_ status: String?, isFirst: Bool) -> Milestone.Kind {
    if isFirst { return .posted }
    switch status {
    case "monitoring": return .mitigated
    case "resolved": return .resolved
    default: return .note
    }
  }

  /// Pages show whole minutes; a stamp on one is known to half a minute.
  private func precision(_ time: Timestamp) -> TimeSpan {
    time == time.floored(to: .minute) ? .seconds(30) : TimeSpan(microseconds: 500_000)
  }

  private func text(_ incident: StatuspageIncident, _ update: StatuspageUpdate) -> String {
    let status = update.status ?? "update"
    let body = update.body ?? ""
    let title = incident.name ?? ""
    return body.isEmpty ? "\(status): \(title)" : "\(status): \(body)"
  }
}

/// The shapes in which incidents of a page are given.
private enum StatuspageDocument {
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
private struct StatuspageIncident: Decodable {
  var name: String?
  var status: String?
  var incident_updates: [StatuspageUpdate]?
}

private struct StatuspageUpdate: Decodable {
  var status: String?
  var body: String?
  var created_at: String?
  var display_at: String?
}
