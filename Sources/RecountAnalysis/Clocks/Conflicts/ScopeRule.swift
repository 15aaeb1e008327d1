// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C9: people name other services than the counts do.
///
/// Silent when nobody names a service at all: a text about "the incident" leaves none out. That a
/// named service shows nothing is told only where its logs could have shown something: it has a
/// series that covers the incident, and its windows were not refused.
enum ScopeRule {
  /// Share of the incident's bins that a service must cover to be said to show nothing.
  private static let requiredShare = 0.9
  /// Undeclared services that are told one by one.
  private static let mostSeparate = 2

  /// A service that people name, and where.
  private struct Named {
    let clock: Milestone.Clock
    let evidence: String
  }

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    let named = named(context)
    guard !named.isEmpty || !context.input.mentionedServices.isEmpty else { return [] }
    return undeclared(context, named) + invisible(context, named)
  }

  /// Folded names with the first record that gives each; a claim without a record is the report's.
  ///
  /// An alert or a deployment names a service without saying that it is hit.
  private static func named(_ context: ClockContext) -> [String: Named] {
    var named: [String: Named] = [:]
    for stamp in context.declarations.milestones where stamp.clock != .telemetry {
      guard let service = stamp.service, ![.alerted, .deployed].contains(stamp.kind) else {
        continue
      }
      let key = fold(service)
      if named[key] == nil { named[key] = Named(clock: stamp.clock, evidence: stamp.evidence) }
    }
    for service in context.input.namedServices.sorted() {
      let key = fold(service)
      if named[key] == nil { named[key] = Named(clock: .report, evidence: "named:\(service)") }
    }
    return named
  }

  /// `Jira Service_Management` and `jira-service-management` are one name.
  private static func fold(_ name: String) -> String {
    name.lowercased().split { " _-./".contains($0) }.joined(separator: "-")
  }

  private static func undeclared(
    _ context: ClockContext, _ named: [String: Named]
  ) -> [Conflict] {
    let mentioned = Set(context.input.mentionedServices.map(fold))
    let services = context.impact.services.filter {
      named[fold($0)] == nil && !mentioned.contains(fold($0))
    }
    if services.count > mostSeparate { return [together(services, context)] }
    return services.map { service in
      let windows = context.impact.windows(of: service)
      let ranges = windows.map(\.range)
      let start = ranges.map(\.start).min() ?? Timestamp(seconds: 0)
      let range = TimeRange(start: start, end: ranges.map(\.end).max() ?? start)
      let excess = context.impact.groups.filter { $0.service == service }.compactMap { group in
        group.excess.map { "\(ClockWording.count($0)) failed \(group.unit.noun(2))" }
      }
      let amount =
        excess.isEmpty ? "" : ", with \(ClockWording.list(excess)) above the baseline"
      return Conflict(
        code: .scope, clock: .telemetry, service: service,
        sentence: "No record or claim names \(service), which is impacted "
          + "\(ClockWording.between(range))\(amount).",
        evidence: windows.flatMap(\.figures))
    }
  }

  /// One conflict for many services: a page that names one leaves all others out.
  private static func together(_ services: [String], _ context: ClockContext) -> Conflict {
    let windows = services.flatMap { context.impact.windows(of: $0) }
    let start = windows.map(\.range.start).min() ?? Timestamp(seconds: 0)
    let range = TimeRange(start: start, end: windows.map(\.range.end).max() ?? start)
    return Conflict(
      code: .scope, clock: .telemetry, service: nil,
      sentence: "No record or claim names \(ClockWording.list(services)), which are impacted "
        + "\(ClockWording.between(range)).",
      evidence: windows.flatMap(\.figures))
  }

  private static func invisible(
    _ context: ClockContext, _ named: [String: Named]
  ) -> [Conflict] {
    let impacted = Set(context.impact.services.map(fold))
    let services = Set(context.input.impacts.map(\.series.service)).sorted()
    return services.compactMap { service -> Conflict? in
      let impacts = context.input.impacts.filter { $0.series.service == service }
      guard let naming = named[fold(service)], !impacted.contains(fold(service)),
        impacts.allSatisfy({ couldShow($0, context) })
      else { return nil }
      let floors = impacts.sorted { $0.series.unit.rawValue < $1.series.unit.rawValue }
        .compactMap { impact in
          impact.minimumDetectable.map {
            "\(ClockWording.count($0)) failed \(impact.series.unit.noun(2))"
          }
        }
      let floor = floors.isEmpty ? "" : " above \(ClockWording.list(floors)) an hour"
      return Conflict(
        code: .scope, clock: naming.clock, service: service,
        sentence: "\(ClockWording.subject(naming.clock)) names \(service) as affected; none of "
          + "its impact is visible in these logs\(floor).",
        evidence: [naming.evidence])
    }
  }

  /// Whether impact at the time of the incident would have been seen.
  private static func couldShow(_ impact: ServiceImpact, _ context: ClockContext) -> Bool {
    guard !impact.refusals.contains(where: { $0.about == "windows" }) else { return false }
    let series = impact.series
    let ranges =
      context.impact.windows.map(\.range) + [context.declarations.span].compactMap(\.self)
    guard let start = ranges.map(\.start).min(), let end = ranges.map(\.end).max(),
      series.range.start <= start, series.range.end >= end
    else { return false }
    let bins = (0..<series.count).filter {
      series.time($0 + 1) > start && series.time($0) < end
    }
    let covered = bins.filter { series.covered[$0] }.count
    return !bins.isEmpty && Double(covered) >= requiredShare * Double(bins.count)
  }
}
