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
  /// A whole document has to be held to be decoded; records are small.
  static let maxDocumentBytes = 64 << 20

  private let maxBytes: Int
  private var document: [UInt8] = []
  /// Where each line of the document stood in the content.
  private var offsets: [Int64] = []
  private var element: Int64 = 0

  /// - Parameter maxBytes: Bytes that are held; lines beyond are rejected as too long.
  init(maxBytes: Int = StatuspageParser.maxDocumentBytes) {
    self.maxBytes = maxBytes
  }

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
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    for index in 0..<lines.count {
      let line = lines.line(index)
      guard document.count + line.count < maxBytes else {
        events.reject(lines, index, .overlong)
        continue
      }
      document.append(contentsOf: line)
      document.append(0x0A)
      offsets.append(lines.offset(index))
    }
  }

  func finish(into events: inout EventBatch) {
    defer { document = [] }
    if let incidents = StatuspageDocument.decode(document) {
      for incident in incidents { append(incident, at: offsets.first ?? 0, into: &events) }
      return
    }
    // One incident a line, or no Statuspage at all: lines then count as lines.
    let lines = document.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    for (line, offset) in zip(lines, offsets) {
      if isBlank(line.span, 0..<line.count) {
        element += 1
        events.countIgnoredLine()
      } else if let incidents = StatuspageDocument.decode(Array(line)) {
        for incident in incidents { append(incident, at: offset, into: &events) }
      } else {
        reject(line, at: offset, .malformedJSON, into: &events)
      }
    }
  }

  private func reject(
    _ text: ArraySlice<UInt8>, at offset: Int64, _ reason: RejectReason,
    into events: inout EventBatch
  ) {
    element += 1
    events.tally.lines += 1
    events.tally.rejects += 1
    events.rejects.append(
      Reject(line: element, byteOffset: offset, reason: reason, excerpt: text))
  }

  // MARK: - Incidents

  private func append(
    _ incident: StatuspageIncident, at offset: Int64, into events: inout EventBatch
  ) {
    element += 1
    events.countEventLine(events: 0)
    let all = incident.incident_updates ?? []
    let updates = StatuspageParser.inOrder(all)
    for (position, item) in updates.enumerated() {
      append(item.update, of: incident, at: item.time, position: position, into: &events)
    }
    for _ in updates.count..<all.count {
      reject(Array((incident.name ?? "").utf8)[...], at: offset, .malformedTime, into: &events)
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
    position: Int, into events: inout EventBatch
  ) {
    element += 1
    events.countEventLine(events: 0)
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
