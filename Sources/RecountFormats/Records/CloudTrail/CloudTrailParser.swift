// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Files of CloudTrail: `{"Records":[…]}`, a list of records, or one a line.
///
/// Calls that change something are notes, those that bring a new version are `deployed`, and those that
/// only read are counted. A record that was delivered twice, by its `eventID`, counts once: the other
/// is counted as a line and gives nothing.
final class CloudTrailParser: EventParser {
  private var document = RecordDocument()
  /// The records of one content; as many as its bytes hold at most.
  private var seen: Set<String> = []

  private static let names = MemberNames("eventTime", "eventSource", "eventName")

  static func matches(_ text: [UInt8]) -> Bool { names.allStand(in: text) }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishRecords(CloudTrailFile.self, into: &events) {
      file, offset, document, events in
      for record in file.records { append(record, at: offset, of: &document, into: &events) }
    }
    seen = []
  }

  private func append(
    _ record: CloudTrailRecord, at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    let isNew = record.id.map { seen.insert($0).inserted } ?? true
    guard isNew, !record.isRead else {
      document.count(events: 0, into: &events)
      return
    }
    let error = record.errorCode.map { " (\($0))" } ?? ""
    let text = RecordText.line("\(record.source) \(record.name)\(error)")
    guard let stamp = RecordStamp(record.time) else {
      let reason: RejectReason = record.time == nil ? .missingField : .malformedTime
      document.reject(Array(text.utf8)[...], at: offset, reason, into: &events)
      return
    }
    let element = document.count(events: 1, into: &events)
    events.milestones.append(
      Milestone(
        kind: record.kind, time: stamp.time, plusMinus: stamp.plusMinus,
        service: record.service, clock: .telemetry, text: text, evidence: String(element),
        position: Int(element)))
  }
}
