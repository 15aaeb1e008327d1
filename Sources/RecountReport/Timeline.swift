// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// One moment of the merged timeline: found in the logs, or recorded by somebody.
package struct TimelineEntry: Sendable {
  package var time: Timestamp
  package var plusMinus: TimeSpan
  package var kind: Milestone.Kind
  package var service: String?
  package var clock: Milestone.Clock
  package var text: String
  package var evidence: String
  /// The window or measure that it belongs to.
  package var figure: String?
}

/// Merges what the logs show with what people recorded, in the order of time.
package enum Timeline {
  package static func entries(_ findings: CaseFindings) -> [TimelineEntry] {
    var entries = findings.milestones.map { milestone in
      TimelineEntry(
        time: milestone.time, plusMinus: milestone.plusMinus, kind: milestone.kind,
        service: milestone.service, clock: milestone.clock, text: milestone.text,
        evidence: milestone.evidence, figure: nil)
    }
    for window in findings.incidentWindows { entries += self.entries(of: window) }
    // Stable: what has one stamp keeps records before findings, and each in its own order.
    return entries.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }

  private static func entries(of window: ImpactWindow) -> [TimelineEntry] {
    let noun = window.unit.noun(2)
    let began =
      switch window.kind {
      case .failing where window.relapseOf != nil: "\(noun) fail above the baseline again"
      case .failing: "\(noun) begin to fail above the baseline"
      case .silent: "traffic falls below the expected"
      case .surge: "traffic rises above the expected"
      }
    var entries = [
      entry(window, window.onset, window.relapseOf == nil ? .onset : .note, began)
    ]
    for phase in window.phases.dropFirst() {
      let level = Decimal.percent(phase.level)
      let share = window.kind == .failing ? "failed" : "of the expected traffic"
      entries.append(
        entry(
          window, phase.start, .note,
          phase.shape == .ramp
            ? "a ramp begins (\(level) \(share) on average)" : "levels out at \(level) \(share)"))
    }
    if window.hasEnded { entries.append(entry(window, window.end, .ended, "back to the baseline")) }
    return entries
  }

  private static func entry(
    _ window: ImpactWindow, _ time: TimeEstimate, _ kind: Milestone.Kind, _ text: String
  ) -> TimelineEntry {
    let half = max(time.latest - time.time, time.time - time.earliest)
    return TimelineEntry(
      time: time.time, plusMinus: half, kind: kind, service: window.service, clock: .telemetry,
      text: text, evidence: window.figure, figure: window.figure)
  }

  /// `recount timeline --json`.
  package static func json(_ findings: CaseFindings) -> String {
    JSONDocument.text(schema: "timeline", warnings: findings.warnings) { json in
      json.key("entries")
      json.beginArray()
      for entry in entries(findings) {
        json.beginObject()
        json.member("clock", entry.clock.rawValue)
        json.member("evidence", entry.evidence)
        json.member("figure", entry.figure)
        json.member("kind", entry.kind.rawValue)
        json.member("plus_minus_us", entry.plusMinus.microseconds)
        json.member("service", entry.service)
        json.member("text", stated: entry.text)
        json.member("time", entry.time)
        json.endObject()
      }
      json.endArray()
    }
  }
}
