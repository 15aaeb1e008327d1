// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Weighs which service an incident began in, as candidates with a grade and its evidence.
///
/// Excess conservation along the call graph, the order of onsets and co-movement are separate kinds
/// of evidence, and the grade says how many agree. Methods that infer the graph from the data do no
/// better than guessing on real systems; without one there is a refusal and at most grade B.
package enum OriginAnalysis {
  /// Part of the excess above which a service is the larger part of it.
  static let majority = 0.5
  /// Services that have to start together to suspect a dependency without logs.
  static let fewestTogether = 3

  /// Candidates, the possible common dependency and refusals.
  ///
  /// The same input gives the same result in whatever order its lists are. Services with z ≤ 3 are no
  /// candidates.
  package static func findings(_ input: OriginInput) -> OriginFindings {
    let profiles = input.distinctProfiles
    let graph = CallGraph(services: profiles.map(\.service), edges: input.allEdges)
    let conservation = Conservation(graph, profiles)
    let isEligible = eligible(input, graph)
    var findings = OriginFindings(seed: input.seed)
    let impacted = profiles.indices.filter { isEligible[$0] && conservation.isImpacted($0) }
    if !graph.isKnown {
      findings.refusals.append(
        OriginRefusal(
          reason: .noGraph,
          explanation: "No call between the \(profiles.count) services is declared or seen."))
    }
    guard !impacted.isEmpty else {
      findings.refusals.append(
        OriginRefusal(
          reason: .insufficientEvents,
          explanation: "None of \(profiles.count) services stands three deviations above its base."
        ))
      return findings
    }
    let shares =
      graph.isKnown
      ? conservation.shares(isEligible, binWidth: input.binWidth, seed: input.seed) : nil
    let evidence = OriginEvidence(
      input: input, conservation: conservation, impacted: impacted, shares: shares)
    findings.candidates = impacted.map(evidence.candidate).filter { candidate in
      // What its callees account for in full did not begin in a service.
      candidate.local.map { $0 > 0 } ?? true
    }.sorted { key($0) < key($1) }
    if !(shares ?? []).contains(where: { $0.value > majority }) {
      findings.commonDependency = startingTogether(impacted.map { profiles[$0].service }, input)
    }
    return findings
  }

  private static func key(_ candidate: OriginCandidate) -> (OriginGrade, Double, Double, String) {
    (candidate.grade, -(candidate.share?.value ?? 0), -candidate.excess, candidate.service)
  }

  private static func eligible(_ input: OriginInput, _ graph: CallGraph) -> [Bool] {
    guard let target = input.target, let start = graph.services.firstIndex(of: target) else {
      return [Bool](repeating: true, count: graph.services.count)
    }
    return graph.reach(from: start)
  }

  /// The most services whose onset intervals share an instant, if they are enough.
  private static func startingTogether(_ services: [String], _ input: OriginInput) -> [String] {
    let known = input.firstOnsets
    let onsets = services.compactMap { known[$0] }
    var largest: [String] = []
    for onset in onsets.sorted(by: {
      ($0.time.earliest, $0.service) < ($1.time.earliest, $1.service)
    }) {
      let together = onsets.filter { other in
        let width = max(onset.binWidth, other.binWidth)
        return other.time.earliest <= onset.time.earliest
          && onset.time.earliest <= other.time.latest + input.skew.allowance(binWidth: width)
      }
      if together.count > largest.count { largest = together.map(\.service).sorted() }
    }
    return largest.count >= fewestTogether ? largest : []
  }
}
