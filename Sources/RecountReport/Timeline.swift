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

  /// Who says so: the logs, or the record that it stands in.
  package var source: String {
    // Evidence of a record is `PATH:LINE`, of a claim `incident.yml:claims.KEY`.
    guard figure == nil else { return "logs" }
    guard let colon = evidence.lastIndex(of: ":"), colon > evidence.startIndex else {
      return evidence.isEmpty ? clock.rawValue : evidence
    }
    return String(evidence[..<colon])
  }
}

/// Merges what the logs show with what people recorded, in the order of time.
package enum Timeline {
  package static func entries(_ findings: CaseFindings) -> [TimelineEntry] {
    var entries = findings.milestones.map { milestone in
      TimelineEntry(
        time: milestone.time, plusMinus: milestone.plusMinus, kind: milestone.kind,
        service: milestone.service, clock: milestone.clock, text: milestone.text,
        evidence: milestone.evidence.isEmpty ? "marked" : milestone.evidence, figure: nil)
    }
    for window in findings.incidentWindows { entries += self.entries(of: window) }
    for window in surges(findings) { entries += self.entries(of: window) }
    entries += newSignatures(findings)
    // Stable: what has one stamp keeps records before findings, and each in its own order.
    return entries.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }

  /// How long before the incident a load surge may have begun to be told with it.
  private static let surgeReach = TimeSpan.hours(1)

  /// Surges of load around the incident: they harm nobody by themselves and may say why others were.
  private static func surges(_ findings: CaseFindings) -> [ImpactWindow] {
    let windows = findings.incidentWindows
    guard let start = windows.map(\.onset.time).min(), let end = windows.map(\.end.time).max()
    else { return [] }
    return findings.windows.filter {
      $0.kind == .surge && $0.onset.time < end && $0.end.time > start - surgeReach
    }
  }

  /// The first line of each window of failed steps that was never seen before.
  private static func newSignatures(_ findings: CaseFindings) -> [TimelineEntry] {
    let incident = Set(findings.incidentWindows.map(\.figure))
    return (findings.signatures ?? []).filter { incident.contains($0.figure) }.compactMap {
      window in
      let new = window.signatures.filter { $0.verdict == "new" }
      guard let first = new.min(by: { ($0.first, $0.id) < ($1.first, $1.id) }) else { return nil }
      let others = new.count - 1
      return TimelineEntry(
        time: first.first, plusMinus: TimeSpan(microseconds: 500_000), kind: .note,
        service: window.service, clock: .telemetry,
        text: "first failure line of a new kind: \(first.template)"
          + (others > 0 ? " (\(others) more new ones follow)" : ""),
        evidence: first.place, figure: window.figure)
    }
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
    let isOnset = window.relapseOf == nil && window.kind != .surge
    var entries = [entry(window, window.onset, isOnset ? .onset : .note, began)]
    if window.kind != .surge, let surplus = window.surplus, surplus.interval.low > 0 {
      entries.append(
        entry(
          window, window.onset, .note,
          "load surge: \(surplus.text) \(noun) beyond the expected over the window (estimate)"))
    }
    for phase in window.phases.dropFirst() {
      let level = Decimal.percent(phase.level)
      let share = window.kind == .failing ? "failed" : "of the expected traffic"
      entries.append(
        entry(
          window, phase.start, .note,
          phase.shape == .ramp
            ? "a ramp begins (\(level) \(share) on average)" : "levels out at \(level) \(share)"))
    }
    if window.hasEnded {
      let isEnd = window.kind != .surge
      let text = isEnd ? "back to the baseline" : "traffic is back to the expected"
      entries.append(entry(window, window.end, isEnd ? .ended : .note, text))
    }
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
  package static func json(
    _ findings: CaseFindings, filter: TimelineFilter = TimelineFilter()
  ) -> String {
    JSONDocument.text(schema: "timeline", warnings: findings.warnings) { json in
      json.key("entries")
      json.beginArray()
      for entry in filter.kept(entries(findings)) {
        json.beginObject()
        json.member("clock", entry.clock.rawValue)
        json.member("evidence", entry.evidence)
        json.member("figure", entry.figure)
        json.member("kind", entry.kind.rawValue)
        json.member("plus_minus_us", entry.plusMinus.microseconds)
        json.member("service", entry.service)
        json.member("source", entry.source)
        json.member("text", stated: entry.text)
        json.member("time", entry.time)
        json.endObject()
      }
      json.endArray()
    }
  }
}
