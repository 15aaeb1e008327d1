// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Annotations of Grafana, as `/api/annotations` gives them.
///
/// Each annotation counts as a line, and so does the end of a region that cannot be one; an
/// annotation that stands in two pages of an answer, by its id, is counted and gives nothing the
/// second time.
///
/// Source: https://grafana.com/docs/grafana/latest/developers/http_api/annotations/
final class GrafanaParser: EventParser {
  private var document = RecordDocument()
  private var seen: Set<Int> = []

  private static let states = RecordMarks("\"time\"", "\"newState\"", "\"prevState\"")
  private static let regions = RecordMarks("\"time\"", "\"timeEnd\"", "\"panelId\"")

  /// Whether `text` is, or begins, a list of annotations.
  static func matches(_ text: [UInt8]) -> Bool {
    mayBeJSON(text) && (states.allStand(in: text) || regions.allStand(in: text))
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishJSON(GrafanaDocument.decode, into: &events) {
      annotations, offset, document, events in
      append(annotations, at: offset, of: &document, into: &events)
    }
  }

  private func append(
    _ annotations: [GrafanaAnnotation], at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    var timed: [(annotation: GrafanaAnnotation, stamp: RecordStamp)] = []
    for annotation in annotations {
      if let stamp = RecordStamp(epoch: annotation.time?.value) {
        timed.append((annotation, stamp))
      } else {
        document.reject(
          Array(annotation.milestoneText.utf8)[...], at: offset,
          annotation.time == nil ? .missingField : .malformedTime, into: &events)
      }
    }
    for (position, index) in orderOfMaking(timed.map(\.stamp.time)).enumerated() {
      append(
        timed[index].annotation, timed[index].stamp, position, at: offset, of: &document,
        into: &events)
    }
  }

  private func append(
    _ annotation: GrafanaAnnotation, _ stamp: RecordStamp, _ position: Int, at offset: Int64,
    of document: inout RecordDocument, into events: inout EventBatch
  ) {
    let element = document.count(events: 0, into: &events)
    if let id = annotation.id?.value, id > 0, !seen.insert(id).inserted { return }
    var milestone = Milestone(
      kind: annotation.kind, time: stamp.time, plusMinus: stamp.plusMinus, clock: .telemetry,
      text: annotation.milestoneText, evidence: String(element), position: position)
    events.append(milestone)
    // Zero and the time itself both stand for a moment without length.
    guard let end = annotation.timeEnd?.value, end != 0, end != annotation.time?.value else {
      return
    }
    let text = RecordText.joined("end", milestone.text)
    guard let last = RecordStamp(epoch: end), last.time >= stamp.time else {
      let reason: RejectReason =
        RecordStamp(epoch: end) == nil ? .malformedTime : .implausibleTime
      document.reject(Array(text.utf8)[...], at: offset, reason, into: &events)
      return
    }
    milestone.kind = .note
    milestone.time = last.time
    milestone.plusMinus = last.plusMinus
    milestone.text = text
    events.append(milestone)
  }
}
