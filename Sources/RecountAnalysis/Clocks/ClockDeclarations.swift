// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The milestones of a case, asked by kind and clock.
///
/// Stamps that are equal keep the order of their record.
struct ClockDeclarations: Sendable {
  /// Whose word counts as the declared one when several state a moment: the considered text first.
  static let declaringClocks: [Milestone.Clock] = [.report, .chat, .pager, .page]

  let milestones: [Milestone]

  init(_ milestones: [Milestone]) {
    self.milestones = milestones.sorted {
      ($0.time, $0.position, $0.evidence, $0.text) < ($1.time, $1.position, $1.evidence, $1.text)
    }
  }

  func all(_ kind: Milestone.Kind, _ clock: Milestone.Clock) -> [Milestone] {
    milestones.filter { $0.kind == kind && $0.clock == clock }
  }

  /// The first stamp of a kind on a clock; one for the whole incident goes before one of a service.
  func first(_ kind: Milestone.Kind, _ clock: Milestone.Clock) -> Milestone? {
    let stamps = all(kind, clock)
    return stamps.first { $0.service == nil } ?? stamps.first
  }

  /// The last stamp of a kind on a clock: a page that reopens is resolved by its last word.
  func last(_ kind: Milestone.Kind, _ clock: Milestone.Clock) -> Milestone? {
    let stamps = all(kind, clock)
    return stamps.last { $0.service == nil } ?? stamps.last
  }

  /// The first stamp of a kind on the first clock that declares it.
  func declared(_ kind: Milestone.Kind) -> Milestone? {
    ClockDeclarations.declaringClocks.lazy.compactMap { first(kind, $0) }.first
  }

  /// When a clock says it was over: `resolved`, else `ended`.
  func close(_ clock: Milestone.Clock) -> Milestone? {
    last(.resolved, clock) ?? last(.ended, clock)
  }

  /// The last `resolved` of each clock and service, in the order of clocks, then of names.
  var resolutions: [Milestone] {
    Milestone.Clock.allCases.flatMap { clock in
      var latest: [String: Milestone] = [:]
      // The whole incident is the empty name, which no service has and which sorts first.
      for stamp in all(.resolved, clock) { latest[stamp.service ?? ""] = stamp }
      return latest.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  /// From the first to the last moment that people placed in the incident.
  var span: TimeRange? {
    let stamps = milestones.filter {
      $0.clock != .telemetry && ![.deployed, .note, .alerted].contains($0.kind)
    }
    guard let first = stamps.first, let last = stamps.last else { return nil }
    return TimeRange(start: first.time, end: last.time)
  }
}
