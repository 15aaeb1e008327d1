// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The milestones of a case, asked by kind and clock.
///
/// Stamps that are equal keep the order of their record.
struct ClockDeclarations: Sendable {
  /// Whose word counts as the declared one when several state a moment: the considered text first.
  static let declaringClocks: [Milestone.Clock] = [.report, .chat, .pager, .page]

  /// How far from its neighbours a stamp of an incident may lie; beyond, its year was mistyped.
  static let longestGap = TimeSpan.hours(24 * 300)

  let milestones: [Milestone]
  /// Stamps that lie most of a year from the others; no measure and no other rule sees them.
  let strays: [Milestone]

  /// Sorts stamps; where they fall apart into years, those of the logs are kept, else the most.
  ///
  /// Deployments, notes and alerts are told of any time and place no incident.
  init(_ milestones: [Milestone], near coverage: TimeRange? = nil) {
    let sorted = milestones.sorted(by: ClockDeclarations.precedes)
    let parts = ClockDeclarations.parts(of: sorted.filter(ClockDeclarations.placesIncident))
    // Of equals the first: an incident is opened in the year that it is in.
    let kept = parts.min { a, b in
      let distances = (coverage?.distance(to: a), coverage?.distance(to: b))
      return (distances.0 ?? .minutes(0), -a.count) < (distances.1 ?? .minutes(0), -b.count)
    }
    let strays = parts.filter { $0.first != kept?.first }.flatMap(\.self)
    self.strays = strays
    self.milestones = strays.isEmpty ? sorted : sorted.filter { !strays.contains($0) }
  }

  /// Stamps that were chosen already.
  init(kept milestones: [Milestone]) {
    self.milestones = milestones.sorted(by: ClockDeclarations.precedes)
    strays = []
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
      $0.clock != .telemetry && ClockDeclarations.placesIncident($0)
    }
    guard let first = stamps.first, let last = stamps.last else { return nil }
    return TimeRange(start: first.time, end: last.time)
  }
  private static func precedes(_ a: Milestone, _ b: Milestone) -> Bool {
    (a.time, a.position, a.evidence, a.text) < (b.time, b.position, b.evidence, b.text)
  }

  // MARK: - Years

  private static func placesIncident(_ stamp: Milestone) -> Bool {
    ![.deployed, .note, .alerted].contains(stamp.kind)
  }

  /// Sorted stamps, parted where most of a year lies between two.
  private static func parts(of stamps: [Milestone]) -> [[Milestone]] {
    var parts: [[Milestone]] = []
    for stamp in stamps {
      if let last = parts.last?.last, stamp.time - last.time <= longestGap {
        parts[parts.count - 1].append(stamp)
      } else {
        parts.append([stamp])
      }
    }
    return parts
  }
}

extension TimeRange {
  /// How far the nearest of the stamps lies outside; zero when one lies inside.
  fileprivate func distance(to stamps: [Milestone]) -> TimeSpan {
    stamps.map { max(start - $0.time, $0.time - end, .minutes(0)) }.min() ?? .minutes(0)
  }
}
