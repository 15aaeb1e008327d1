// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What a deployment system tells of one deployment.
struct DeploymentRecord {
  var kind: Milestone.Kind?
  var time: String?
  var service: String?
  var text: String
}

/// Deployments as their systems record them: one document, or one record a line.
///
/// A success says that the system was done, not that users reached the new version. Stages in between
/// are counted and give nothing.
final class DeploymentParser<Record: Decodable & DeploymentSource>: EventParser {
  private var document = RecordDocument()

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishRecords(Record.self, into: &events) { record, offset, document, events in
      guard let told = record.told else {
        document.reject(
          Array(record.statusText.utf8)[...], at: offset, .malformedStatus, into: &events)
        return
      }
      guard let stamp = RecordStamp(told.time) else {
        let reason: RejectReason = told.time == nil ? .missingField : .malformedTime
        document.reject(Array(told.text.utf8)[...], at: offset, reason, into: &events)
        return
      }
      let element = document.count(events: told.kind == nil ? 0 : 1, into: &events)
      guard let kind = told.kind else { return }
      events.milestones.append(
        Milestone(
          kind: kind, time: stamp.time, plusMinus: stamp.plusMinus, service: told.service,
          clock: .telemetry, text: told.text, evidence: String(element), position: Int(element)))
    }
  }
}

/// A record of a deployment system.
protocol DeploymentSource {
  /// Nil when the status is none that the system has.
  var told: DeploymentRecord? { get }
  /// The status as it is written.
  var statusText: String { get }
}

extension GitHubDeployment: DeploymentSource {
  var statusText: String { state ?? "" }

  var told: DeploymentRecord? {
    let place = environment.map { " to \($0)" } ?? ""
    var record = DeploymentRecord(time: created, service: repository, text: "")
    switch state {
    case "success":
      record.kind = .deployed
      record.text = "deployed\(place)"
    case "failure", "error":
      record.kind = .note
      record.text = "deployment\(place) failed"
    case "queued", "pending", "in_progress", "inactive", "waiting": break
    case nil:
      record.kind = .note
      record.text = "deployment of \(ref ?? "?")\(place) created"
    default: return nil
    }
    if let description, !description.isEmpty { record.text += ": \(description)" }
    record.text = RecordText.line(record.text)
    return record
  }
}

extension GitLabDeployment: DeploymentSource {
  var statusText: String { status }

  var told: DeploymentRecord? {
    let subject = (ref.map { " \($0)" } ?? "") + (environment.map { " to \($0)" } ?? "")
    var record = DeploymentRecord(time: time, service: project, text: "")
    switch status {
    case "success":
      record.kind = .deployed
      record.text = "deployed\(subject)"
    case "failed":
      record.kind = .note
      record.text = "deployment\(subject) failed"
    case "canceled":
      record.kind = .note
      record.text = "deployment\(subject) cancelled"
    case "created", "running", "blocked", "skipped": break
    default: return nil
    }
    record.text = RecordText.line(record.text)
    return record
  }
}
