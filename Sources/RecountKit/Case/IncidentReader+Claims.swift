// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Yams

/// `claims`: what was stated of the incident.
extension IncidentReader {
  func readClaims(_ node: Node, into incident: inout Incident) throws(RecountError) {
    for (key, value) in try mapping(node, "claims") {
      if key == "window" {
        try readWindows(value, into: &incident)
        continue
      }
      let stated = try text(value, key)
      if let kind = Milestone.Kind(rawValue: key), Self.claimKinds.contains(kind) {
        guard let moment = ClaimParser.moment(stated) else {
          throw RecountError(
            .failed, "`\(key)` is no time", at: place(value),
            cause: "expected a time such as 2022-12-16T10:07Z, found `\(stated)`")
        }
        incident.claimedMilestones.append(
          Milestone(
            kind: kind, time: moment.time, plusMinus: moment.plusMinus, clock: .report,
            text: "stated in \(IncidentFile.name)", evidence: "\(IncidentFile.name):claims.\(key)",
            position: incident.claimedMilestones.count))
        continue
      }
      switch key {
      case "duration":
        guard let duration = ClaimParser.duration(stated) else {
          throw RecountError(
            .failed, "`duration` is no length of time", at: place(value),
            cause: "expected a length such as 5h33m, found `\(stated)`")
        }
        incident.claims.duration = duration
      case "failed_steps", "failed_requests":
        guard let count = ClaimParser.count(stated) else {
          throw RecountError(
            .failed, "`\(key)` is no number", at: place(value),
            cause: "expected a number such as 60000 or ~60000, found `\(stated)`")
        }
        if key == "failed_steps" {
          incident.claims.failedSteps = count
        } else {
          incident.claims.failedRequests = count
        }
      default:
        throw unknown(
          key, node,
          known: Self.claimKinds.map(\.rawValue)
            + ["window", "duration", "failed_steps", "failed_requests"])
      }
    }
  }

  /// `window: FROM..TO` for the incident, or one or several for each service.
  func readWindows(_ node: Node, into incident: inout Incident) throws(RecountError) {
    guard node.mapping != nil else {
      for stated in node.sequence.map({ Array($0) }) ?? [node] {
        try readWindow(stated, of: nil, into: &incident)
      }
      return
    }
    for (service, value) in try mapping(node, "`window`") {
      for stated in value.sequence.map({ Array($0) }) ?? [value] {
        try readWindow(stated, of: service, into: &incident)
      }
    }
  }

  func readWindow(
    _ node: Node, of service: String?, into incident: inout Incident
  ) throws(RecountError) {
    let stated = try text(node, "window")
    guard let window = ClaimParser.window(stated) else {
      throw RecountError(
        .failed, "`window` is no stretch of time", at: place(node),
        cause: "found `\(stated)`, which must end after it begins",
        try: "from when to when, such as 2022-12-16T10:07Z..2022-12-16T15:40Z")
    }
    for (kind, end) in [(Milestone.Kind.onset, window.start), (.ended, window.end)] {
      let place = service.map { "window.\($0)" } ?? "window"
      incident.claimedMilestones.append(
        Milestone(
          kind: kind, time: end.time, plusMinus: end.latest - end.time, service: service,
          clock: .report, text: "stated in \(IncidentFile.name)",
          evidence: "\(IncidentFile.name):claims.\(place)",
          position: incident.claimedMilestones.count))
    }
  }

  static let claimKinds: [Milestone.Kind] = [
    .onset, .detected, .acknowledged, .posted, .recoveryStarted, .mitigated, .resolved, .ended,
  ]
}
