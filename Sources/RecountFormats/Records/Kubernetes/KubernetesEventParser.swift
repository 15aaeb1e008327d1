// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Events of Kubernetes: the answer of `kubectl get events -o json`, a single event, or one a line.
///
/// An event that was seen more than once tells of its first and its last time only; when the others were is
/// not known, and two milestones stand for all of them.
final class KubernetesEventParser: EventParser {
  private var document = RecordDocument()

  private static let core = MemberNames("involvedObject", "reason")
  private static let grouped = MemberNames("regarding", "reason")
  /// What tells a document about pods, which can have their events beside them.
  private static let pod = MemberNames("containers")

  static func matches(_ text: [UInt8]) -> Bool {
    (core.allStand(in: text) || grouped.allStand(in: text)) && !pod.allStand(in: text)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishRecords(KubernetesEventList.self, into: &events) {
      list, offset, document, events in
      for event in list.events {
        append(event, at: offset, of: &document, into: &events)
      }
    }
  }

  private func append(
    _ event: KubernetesEvent, at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    guard let kind = event.kind else {
      document.count(events: 0, into: &events)
      return
    }
    let kindName = event.subject.kind.map { $0.lowercased() + "/" } ?? ""
    let subject = kindName + (event.subject.name ?? "")
    let text = "\(event.reason) \(subject): \(event.message ?? "")"
    let isRepeated = event.count > 1 && event.last != nil && event.last != event.first
    let written = [event.first ?? event.last] + (isRepeated ? [event.last] : [])
    let stamps = written.compactMap { RecordStamp($0) }
    guard stamps.count == written.count else {
      let reason: RejectReason = written.contains(nil) ? .missingField : .malformedTime
      document.reject(Array(text.utf8)[...], at: offset, reason, into: &events)
      return
    }
    let element = document.count(events: Int64(stamps.count), into: &events)
    for (index, stamp) in stamps.enumerated() {
      let prefix = index > 0 ? "last of \(event.count): " : ""
      events.milestones.append(
        Milestone(
          kind: kind, time: stamp.time, plusMinus: stamp.plusMinus,
          service: WorkloadName.plain(event.subject.name ?? "", kind: event.subject.kind),
          clock: .telemetry, text: RecordText.line(prefix + text), evidence: String(element),
          position: Int(element)))
    }
  }
}
