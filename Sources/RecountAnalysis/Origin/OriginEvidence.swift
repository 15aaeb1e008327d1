// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What speaks for and against each service of an incident.
struct OriginEvidence: Sendable {
  let input: OriginInput
  let conservation: Conservation
  /// Positions of the services that have a part in the incident.
  let impacted: [Int]
  let shares: [Estimate]?
  private let locals: [Double]
  private let onsets: [String: LeadOnset]
  /// For every service, whether another of the incident, or the target, calls it, directly or not.
  private let isCalled: [Bool]

  init(input: OriginInput, conservation: Conservation, impacted: [Int], shares: [Estimate]?) {
    self.input = input
    self.conservation = conservation
    self.impacted = impacted
    self.shares = shares
    locals = conservation.locals()
    onsets = input.firstOnsets
    let graph = conservation.graph
    var isCalled = [Bool](repeating: false, count: graph.services.count)
    let target = input.target.flatMap { graph.services.firstIndex(of: $0) }
    for service in impacted + [target].compactMap({ $0 }) {
      let reach = graph.reach(from: service)
      for other in reach.indices where reach[other] && other != service { isCalled[other] = true }
    }
    self.isCalled = isCalled
  }

  func candidate(_ service: Int) -> OriginCandidate {
    let graph = conservation.graph
    let name = graph.services[service]
    let order = order(of: service)
    var candidate = OriginCandidate(
      service: name, grade: .ungraded, excess: conservation.excess(service),
      local: graph.isKnown ? locals[service] : nil,
      deviations: conservation.profiles[service].deviations, share: shares?[service],
      standing: order.standing, movesWith: partners(of: name),
      namedBy: input.mentions.filter { $0.callee == name && $0.caller != name }.sorted {
        ($0.caller, $0.signature) < ($1.caller, $1.signature)
      },
      quietCallees: quietCallees(of: service),
      unloggedCallees: graph.unlogged[service].sorted(),
      assumesSkew: order.standing.isOrdered && input.skew == .unknown)
    candidate.grade = grade(
      candidate, isConnected: isConnected(service, order.standing), closelyLed: order.closelyLed)
    return candidate
  }

  // MARK: - Grade

  private static let leastDeviationsAlone = 2 * Conservation.leastDeviations

  /// Whether the graph says anything about the service in this incident.
  ///
  /// Another service of the incident has to call it, or it has to call all of them. One that failed
  /// alone is judged by its callees and callers having been quiet, only with an onset, and only far
  /// above its base: quiet services show a window of a little over four deviations now and then.
  private func isConnected(_ service: Int, _ standing: OriginStanding) -> Bool {
    guard impacted.count == 1 else { return isCalled[service] || isRoot(service) }
    let graph = conservation.graph
    let hasCallee = !graph.calls[service].isEmpty
    let hasCaller = graph.calls.contains { calls in calls.contains { $0.callee == service } }
    return standing != .unknown && (hasCallee || hasCaller)
      && conservation.profiles[service].deviations > Self.leastDeviationsAlone
  }

  /// A caller of every other service of the incident.
  private func isRoot(_ service: Int) -> Bool {
    let reach = conservation.graph.reach(from: service)
    return impacted.allSatisfy { reach[$0] }
  }

  /// A: the graph leaves more than half even at the low end of the share, and it leads or ties.
  ///
  /// B: the share may be more than half, or it leads a service it moves with, and leads none by more
  /// than the lags at which that is looked for. An earlier onset alone is no evidence: unrelated
  /// incidents have an order too, and mostly hours between them.
  private func grade(
    _ candidate: OriginCandidate, isConnected: Bool, closelyLed: [String]
  ) -> OriginGrade {
    let isFirst =
      switch candidate.standing {
      case .leads, .ties, .alone: true
      case .led, .unknown: false
      }
    let share = isConnected ? candidate.share?.interval : nil
    if let share, share.low > OriginAnalysis.majority, isFirst {
      return candidate.quietCallees.isEmpty ? .a : .b
    }
    if let share, share.high > OriginAnalysis.majority { return .b }
    if candidate.standing == .leads(closelyLed),
      closelyLed.contains(where: candidate.movesWith.contains)
    {
      return .b
    }
    return candidate.movesWith.isEmpty ? .ungraded : .c
  }

  // MARK: - Kinds of evidence

  /// Where the onset lies among the others, and which services it leads by few minutes.
  private func order(
    of service: Int
  ) -> (standing: OriginStanding, closelyLed: [String]) {
    let names = conservation.graph.services
    guard let own = onsets[names[service]] else { return (.unknown, []) }
    let others = impacted.filter { $0 != service }.compactMap { onsets[names[$0]] }
    guard !others.isEmpty else { return (.alone, []) }
    var (led, closelyLed, leaders): ([String], [String], [String]) = ([], [], [])
    for other in others {
      guard case .leads(let claim) = LeadAnalysis.order(own, other, skew: input.skew) else {
        continue
      }
      if claim.leader == own.service {
        led.append(other.service)
        if claim.shortest <= CoMovementAnalysis.lagReach { closelyLed.append(other.service) }
      } else {
        leaders.append(other.service)
      }
    }
    if !leaders.isEmpty { return (.led(by: leaders), []) }
    return (led.isEmpty ? .ties : .leads(led), closelyLed)
  }

  private func partners(of name: String) -> [String] {
    let names = Set(impacted.map { conservation.graph.services[$0] })
    var partners: Set<String> = []
    for pair in input.coMovements where pair.isFinding && pair.services.contains(name) {
      partners.formUnion(pair.services.filter { $0 != name && names.contains($0) })
    }
    return partners.sorted()
  }

  /// Callees without excess that `service` names in a new signature, or on which at least half of
  /// what is left to it fell as it counted its own calls.
  private func quietCallees(of service: Int) -> [String] {
    let graph = conservation.graph
    let name = graph.services[service]
    var quiet: Set<String> = []
    for mention in input.mentions where mention.caller == name && mention.callee != name {
      let callee = graph.services.firstIndex(of: mention.callee)
      if callee.map({ !conservation.isImpacted($0) }) ?? true { quiet.insert(mention.callee) }
    }
    for (index, call) in graph.calls[service].enumerated() {
      guard !conservation.isImpacted(call.callee),
        let seen = conservation.callExcess(service, index)
      else { continue }
      if seen > 0, seen >= locals[service] / 2 { quiet.insert(graph.services[call.callee]) }
    }
    return quiet.sorted()
  }
}
