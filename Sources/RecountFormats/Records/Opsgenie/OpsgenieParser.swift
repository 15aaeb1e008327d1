// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Alerts of Opsgenie: messages of its webhook, or the answer of its API.
///
/// Each message and each alert counts as a line; a message that was delivered again is counted and
/// gives nothing. What is remembered of messages is bounded by the bound of the document.
///
/// Source: https://docs.opsgenie.com/docs/alert-api
final class OpsgenieParser: EventParser {
  private struct Key: Hashable {
    var alert: String
    var action: String
    var time: Timestamp
  }

  private var document = RecordDocument()
  private var seen: Set<Key> = []

  private static let webhook = RecordMarks("\"tinyId\"", "\"alertId\"", "\"action\"")
  private static let list = RecordMarks("\"tinyId\"", "\"createdAt\"")

  /// Whether `text` is, or begins, a record of Opsgenie.
  static func matches(_ text: [UInt8]) -> Bool {
    mayBeJSON(text) && (webhook.allStand(in: text) || list.allStand(in: text))
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishJSON(OpsgenieDocument.decode, into: &events) {
      record, offset, document, events in
      switch record {
      case .action(let action): append(action, at: offset, of: &document, into: &events)
      case .alert(let alert): append(alert, at: offset, of: &document, into: &events)
      }
    }
  }

  private func append(
    _ action: OpsgenieAction, at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    guard let stamp = RecordStamp(epoch: action.number) else {
      document.reject(
        Array(action.text.utf8)[...], at: offset,
        action.number == nil ? .missingField : .malformedTime, into: &events)
      return
    }
    let element = document.count(events: 0, into: &events)
    if let id = action.alert.alertId,
      !seen.insert(Key(alert: id, action: action.action, time: stamp.time)).inserted
    {
      return
    }
    events.append(
      Milestone(
        kind: action.kind, time: stamp.time, plusMinus: stamp.plusMinus, clock: .pager,
        text: action.text, evidence: String(element)))
  }

  private func append(
    _ alert: OpsgenieAlert, at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    let message = RecordText.line(alert.message ?? "")
    guard let created = RecordStamp(alert.createdAt) else {
      document.reject(
        Array(message.utf8)[...], at: offset,
        alert.createdAt == nil ? .missingField : .malformedTime, into: &events)
      return
    }
    if !created.hasZone { events.lower(to: .zoneAssumed) }
    let element = document.count(events: 0, into: &events)
    var milestone = Milestone(
      kind: .alerted, time: created.time, plusMinus: created.plusMinus, clock: .pager,
      text: RecordText.joined("Create", message), evidence: String(element))
    events.append(milestone)
    let report = alert.report
    for (kind, length, verb, person) in [
      (Milestone.Kind.acknowledged, report?.ackTime, "Acknowledge", report?.acknowledgedBy),
      (.resolved, report?.closeTime, "Close", report?.closedBy),
    ] {
      guard let length = length?.value else { continue }
      let actor = RecordText.first(person?.value)
      let text = RecordText.joined(actor.isEmpty ? verb : "\(verb) by \(actor)", message)
      guard length >= 0, length <= longestDuration / 1000 else {
        document.reject(Array(text.utf8)[...], at: offset, .implausibleTime, into: &events)
        continue
      }
      milestone.kind = kind
      milestone.time = created.time + TimeSpan(microseconds: Int64(length) * 1000)
      milestone.text = text
      milestone.position += 1
      events.append(milestone)
    }
  }
}
