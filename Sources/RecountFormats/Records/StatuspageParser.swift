// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Incidents of a Statuspage: the answer of `/api/v2/incidents.json`, a single incident, or one
/// incident a line.
///
/// `display_at` is what the public saw and is used; `created_at` can be hours later when an update
/// was filled in afterwards. Updates are put in order of time; those with one stamp keep the order in
/// which they were made. The first update is `posted`, `monitoring` is `mitigated`, `resolved` is
/// `resolved`, and everything else a note.
///
/// Each incident and each update counts as a line, since such a document has no lines of its own.
///
/// Source: https://developer.statuspage.io
final class StatuspageParser: EventParser {
  private var document = RecordDocument()

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
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish(StatuspageDocument.decode, into: &events) {
      incident, offset, document, events in
      append(incident, at: offset, of: &document, into: &events)
    }
  }

  // MARK: - Incidents

  private func append(
    _ incident: StatuspageIncident, at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    document.count(events: 0, into: &events)
    let all = incident.incident_updates ?? []
    let updates = StatuspageParser.inOrder(all)
    for (position, item) in updates.enumerated() {
      let element = document.count(events: 0, into: &events)
      append(
        item.update, of: incident, at: item.time, position: position, element, into: &events)
    }
    for _ in updates.count..<all.count {
      document.reject(
        Array((incident.name ?? "").utf8)[...], at: offset, .malformedTime, into: &events)
    }
  }

  /// The updates that have a time, in the order in which they were made.
  ///
  /// Pages list the newest first; a record that lists the oldest first is left as it is.
  private static func inOrder(
    _ updates: [StatuspageUpdate]
  ) -> [(time: Timestamp, update: StatuspageUpdate)] {
    var timed: [(time: Timestamp, update: StatuspageUpdate)] = []
    for update in updates {
      if let time = update.time { timed.append((time, update)) }
    }
    if let first = timed.first, let last = timed.last, first.time >= last.time { timed.reverse() }
    return timed.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }

  private func append(
    _ update: StatuspageUpdate, of incident: StatuspageIncident, at time: Timestamp,
    position: Int, _ element: Int64, into events: inout EventBatch
  ) {
    let stage = stage(update.status)
    // The first post can be the last word at once: then both moments were recorded.
    let kinds = position > 0 ? [stage ?? .note] : [.posted] + (stage.map { [$0] } ?? [])
    for kind in kinds {
      events.milestones.append(
        Milestone(
          kind: kind, time: time, plusMinus: precision(time), clock: .page,
          text: text(incident, update), evidence: String(element), position: position))
      events.tally.events += 1
    }
  }

  private func stage(_ status: String?) -> Milestone.Kind? {
    switch status {
    case "monitoring": .mitigated
    case "resolved": .resolved
    default: nil
    }
  }

  /// Pages show whole minutes; a stamp on one is known to half a minute.
  private func precision(_ time: Timestamp) -> TimeSpan {
    time == time.floored(to: .minute) ? .seconds(30) : TimeSpan(microseconds: 500_000)
  }

  private func text(_ incident: StatuspageIncident, _ update: StatuspageUpdate) -> String {
    let status = update.status ?? "update"
    let body = update.body ?? ""
    return "\(status): \(body.isEmpty ? incident.name ?? "" : body)"
  }
}
