// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What happened to incidents of PagerDuty: log entries of its API, or messages of its webhooks.
///
/// Each entry or event counts as a line; one that was delivered again, by its id, is counted and
/// gives nothing. Lists are put in order of time. What is remembered of ids is bounded by the bound
/// of the document.
///
/// Source: https://developer.pagerduty.com/api-reference
final class PagerDutyParser: EventParser {
  private var document = RecordDocument()
  private var seen: Set<String> = []

  private static let entries = RecordMarks("_log_entry\"", "_log_entry_reference\"")
  private static let event = RecordMarks("\"event_type\"", "\"occurred_at\"", "\"resource_type\"")
  private static let messages = RecordMarks("\"messages\"", "\"event\"", "\"incident.")

  /// Whether `text` is, or begins, a record of PagerDuty.
  static func matches(_ text: [UInt8]) -> Bool {
    guard mayBeJSON(text) else { return false }
    return entries.oneStands(in: text) || event.allStand(in: text) || messages.allStand(in: text)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishJSON(PagerDutyDocument.decode, into: &events) {
      actions, offset, document, events in
      append(actions, at: offset, of: &document, into: &events)
    }
  }

  private func append(
    _ actions: [PagerDutyAction], at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    var timed: [(action: PagerDutyAction, stamp: RecordStamp)] = []
    var untimed: [PagerDutyAction] = []
    for action in actions {
      if action.verb != nil, let stamp = RecordStamp(action.stamp) {
        timed.append((action, stamp))
      } else {
        untimed.append(action)
      }
    }
    for (position, index) in orderOfMaking(timed.map(\.stamp.time)).enumerated() {
      append(timed[index].action, timed[index].stamp, position, of: &document, into: &events)
    }
    for action in untimed {
      let isThere = action.verb != nil && action.stamp != nil
      document.reject(
        Array(RecordText.joined(action.verb ?? "", action.text).utf8)[...], at: offset,
        isThere ? .malformedTime : .missingField, into: &events)
    }
  }

  private func append(
    _ action: PagerDutyAction, _ stamp: RecordStamp, _ position: Int,
    of document: inout RecordDocument, into events: inout EventBatch
  ) {
    let element = document.count(events: 0, into: &events)
    if let id = action.id, !id.isEmpty, !seen.insert(id).inserted { return }
    guard action.isOfIncident else { return }
    if !stamp.hasZone { events.lower(to: .zoneAssumed) }
    events.append(
      Milestone(
        kind: action.kind, time: stamp.time, plusMinus: stamp.plusMinus,
        service: RecordText.name(action.service), clock: .pager, text: action.milestoneText,
        evidence: String(element), position: position))
  }
}

extension PagerDutyAction {
  var kind: Milestone.Kind {
    switch verb {
    case "trigger": .alerted
    case "acknowledge": .acknowledged
    case "resolve": .resolved
    default: .note
    }
  }

  /// The verb, and who did what nobody may have done: an alert can be resolved by the monitoring.
  var milestoneText: String {
    let verb = (verb ?? "").split(separator: "_").joined(separator: " ")
    let isActed = kind == .acknowledged || kind == .resolved
    return RecordText.joined(isActed ? verb + actor : verb, text)
  }

  private var actor: String {
    if channel == "auto" || channel == "timeout" { return " automatically" }
    return switch agent {
    case "user", "user_reference": " by a person"
    case nil: ""
    default: " by a service"
    }
  }
}
