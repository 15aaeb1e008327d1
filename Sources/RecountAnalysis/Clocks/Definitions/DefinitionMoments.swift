// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Finds what a case has for each moment of a definition, for the incident or one service.
struct DefinitionMoments {
  struct Found {
    var moment: ClockMoment
    var kind = Milestone.Kind.note
    var provenance = DefinedMeasure.Provenance.counts
    /// Whether the stamp speaks of the very service asked for.
    var isOwn = false

    var end: DefinedMeasure.End? {
      moment.end.map {
        DefinedMeasure.End(
          kind: kind, provenance: provenance, time: $0.time, evidence: $0.evidence)
      }
    }
  }

  let context: ClockContext
  let basis: DefinedMeasure.Basis
  let service: String?
  let failedDeployment: Milestone?
  /// Stamps of the service and, for want of its own, of the whole incident.
  private let declarations: ClockDeclarations

  init(
    _ context: ClockContext, _ basis: DefinedMeasure.Basis, service: String?,
    failedDeployment: Milestone?
  ) {
    self.context = context
    self.basis = basis
    self.service = service
    self.failedDeployment = failedDeployment
    guard let service else {
      declarations = context.declarations
      return
    }
    let own = context.declarations.milestones.filter { $0.service == service }
    let kinds = Set(own.map(\.kind))
    // `first` and `last` of the declarations prefer stamps without a service: own ones drop theirs.
    let common = context.declarations.milestones.filter {
      $0.service == nil && !kinds.contains($0.kind)
    }
    declarations = ClockDeclarations(kept: own + common)
  }

  var windows: [ClockWindow] { context.impact.windows(of: service) }

  func find(_ moment: DefinedMoment) -> Found {
    if basis == .measured, let found = measured(moment) { return found }
    return stamp(declared(moment))
  }

  // MARK: - Counts

  /// Nil for a moment that only people or alerting know.
  private func measured(_ moment: DefinedMoment) -> Found? {
    switch moment {
    case .impactStart:
      var onset = ClockMoment(onsetOf: windows)
      if service == nil, context.logsStartAfterDeclaredOnset { onset.bound = .orEarlier }
      return Found(moment: onset, kind: .onset)
    case .impactEnd:
      var end = ClockMoment(endOf: windows)
      if service == nil, context.logsEndBeforeDeclaredEnd { end.bound = .orLater }
      return Found(moment: end, kind: .ended)
    case .mitigation:
      // It was read from the counts of the incident, not from those of each service.
      let found = service == nil ? context.input.mitigation : nil
      var end = ClockMoment(
        found.map { Measure.End(name: "mitigated.measured", time: $0.time, evidence: $0.evidence) },
        absence: "")
      end.note = found?.note
      return Found(moment: end, kind: .mitigated)
    case .firstAlert, .detection:
      return context.firstAlert(of: service).map { stamp($0) }
    default: return nil
    }
  }

  // MARK: - Stamps

  private func stamp(_ milestone: Milestone?) -> Found {
    guard let milestone else { return Found(moment: ClockMoment(nil, absence: "")) }
    return Found(
      moment: ClockMoment(milestone, absence: ""), kind: milestone.kind,
      provenance: .stamp(milestone.clock), isOwn: milestone.service == service)
  }

  private func declared(_ moment: DefinedMoment) -> Milestone? {
    switch moment {
    case .impactStart: declarations.declared(.onset)
    case .firstAlert:
      declarations.first(.alerted, .telemetry) ?? declarations.declared(.alerted)
    case .detection: declarations.declared(.detected) ?? declarations.declared(.alerted)
    case .workStart: declarations.declared(.acknowledged)
    case .mitigation: declarations.declared(.mitigated)
    case .impactEnd: declaredEnd
    case .closure: last(.resolved, [.pager, .chat, .page, .report])
    case .firstPost: declarations.first(.posted, .page)
    case .pageResolution: declarations.last(.resolved, .page)
    case .failedDeployment: failedDeployment
    case .declaration, .prevention: nil
    }
  }

  /// A declared `ended`, else `resolved` by anyone but the page, which tells of a status.
  private var declaredEnd: Milestone? {
    let clocks: [Milestone.Clock] = [.report, .chat, .pager]
    return last(.ended, clocks) ?? last(.resolved, clocks)
  }

  private func last(_ kind: Milestone.Kind, _ clocks: [Milestone.Clock]) -> Milestone? {
    clocks.lazy.compactMap { declarations.last(kind, $0) }.first
  }
}
