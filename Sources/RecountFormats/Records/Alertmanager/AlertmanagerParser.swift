// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Alerts of a Prometheus Alertmanager: messages of its webhook (version 4), or the answer of
/// `/api/v2/alerts`.
///
/// A message is repeated for as long as its alert fires, so an alert counts once by fingerprint and
/// `startsAt`. Only a resolved alert has an end: while it fires, `endsAt` is year 1 in a webhook
/// and the time at which the alert would expire in the API.
///
/// Each message of a webhook and each alert counts as a line. What is remembered of alerts is
/// bounded by the bound of the document.
///
/// Source: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
final class AlertmanagerParser: EventParser {
  private struct Key: Hashable {
    var identity: String
    var start: Timestamp
  }

  private var document = RecordDocument()
  private var begun: Set<Key> = []
  private var ended: Set<Key> = []

  private static let webhook = RecordMarks("\"startsAt\"", "\"alerts\"", "\"labels\"")
  private static let list = RecordMarks("\"startsAt\"", "\"fingerprint\"", "\"labels\"")

  /// Whether `text` is, or begins, a document with alerts.
  static func matches(_ text: [UInt8]) -> Bool {
    mayBeJSON(text) && (webhook.allStand(in: text) || list.allStand(in: text))
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishJSON(AlertmanagerDocument.decode, into: &events) {
      message, offset, document, events in
      if message.isWebhook { document.count(events: 0, into: &events) }
      for (position, alert) in message.alerts.enumerated() {
        append(alert, position, at: offset, of: &document, into: &events)
      }
    }
  }

  private func append(
    _ alert: AlertmanagerAlert, _ position: Int, at offset: Int64,
    of document: inout RecordDocument, into events: inout EventBatch
  ) {
    let text = alert.text
    guard let start = RecordStamp(alert.startsAt) else {
      let reason: RejectReason = alert.startsAt == nil ? .missingField : .malformedTime
      document.reject(Array(text.utf8)[...], at: offset, reason, into: &events)
      return
    }
    if !start.hasZone { events.lower(to: .zoneAssumed) }
    let key = Key(identity: alert.identity, start: start.time)
    let element = document.count(events: 0, into: &events)
    var milestone = Milestone(
      kind: .alerted, time: start.time, plusMinus: start.plusMinus, service: alert.service,
      clock: .telemetry, text: text, evidence: String(element), position: position)
    if begun.insert(key).inserted { events.append(milestone) }
    guard alert.isResolved, ended.insert(key).inserted else { return }
    guard let end = RecordStamp(alert.endsAt), end.time >= start.time else {
      let reason: RejectReason =
        RecordStamp(alert.endsAt) == nil ? .malformedTime : .implausibleTime
      document.reject(Array("alert resolved: \(text)".utf8)[...], at: offset, reason, into: &events)
      return
    }
    milestone.kind = .note
    milestone.time = end.time
    milestone.plusMinus = end.plusMinus
    milestone.text = RecordText.joined("alert resolved", text)
    events.append(milestone)
  }
}
