// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The steps of one attribution.
struct AttributionMeasurement {
  private let input: AttributionInput
  private let table: LeafTable
  private let expectation: LeafExpectation
  private let space: SearchSpace
  private let dispersion: Double
  private let random: SeededGenerator

  init(_ input: AttributionInput) {
    self.input = input
    table = LeafTable(input)
    let values = table.dimensions.map { $0.values.count }
    expectation = LeafExpectation(table.counts, codes: table.codes, values: values)
    space = SearchSpace(table)
    dispersion = input.dispersion.isFinite ? max(1, input.dispersion) : 1
    random = SeededGenerator(seed: input.seed)
  }

  func attribution() -> Attribution {
    var result = Attribution(service: input.service, unit: input.unit, seed: input.seed)
    result.dropped = table.dropped
    result.ignoredLeaves = table.ignored
    if let refusal = refusal() {
      result.refusals = [refusal]
      return result
    }
    if space.codes.count <= CuboidSearch.mostDimensions, space.count <= CuboidSearch.mostLeaves {
      search(CuboidSearch(space), &result)
    } else {
      search(ParentSearch(space), &result)
    }
    return result
  }

  private func refusal() -> Refusal? {
    let failed = table.counts.failed.reduce(0, +)
    let base = table.counts.baseTotal.reduce(0, +)
    if failed < AttributionAnalysis.fewestFailed {
      return refusal(
        .insufficientEvents,
        "\(Int64(failed)) failures in the window; fewer than "
          + "\(Int64(AttributionAnalysis.fewestFailed)) are not attributed.")
    }
    if base < AttributionAnalysis.fewestBase {
      return refusal(
        .noCleanBase, "\(Int64(base)) events in the base are too few to tell what was usual.")
    }
    guard table.dimensions.contains(where: { $0.values.count > 1 }) else {
      return refusal(.notSeparable, "No dimension has two values to tell apart.")
    }
    return nil
  }

  private func refusal(_ reason: Refusal.Reason, _ explanation: String) -> Refusal {
    Refusal(
      reason: reason, service: input.service, unit: input.unit, about: "attribution",
      explanation: explanation)
  }

  // MARK: - Search

  private func search(_ search: some SetSearch, _ result: inout Attribution) {
    let leaves = space.sums(table.counts, expectation)
    let score = ExcessScore(leaves.reduce(into: TrialSum()) { $0 += $1 })
    let (ranked, tried) = search.ranked(leaves, score)
    let groups = LeafGroup.groups(
      ranked, in: space, limit: AttributionAnalysis.mostCandidates)
    let removal = SequentialRemoval(
      leaves, search, first: ranked, tried: tried, dispersion: dispersion)
    let values = ValueReport(table)
    result.isBounded = search.isBounded
    result.setsTried = tried
    result.excess = score.whole.excess
    result.mix = TrafficMix(table.counts, share: expectation.share, dispersion: dispersion)
    result.newValues = values.newValues
    result.unexplained = removal.unexplained
    result.candidates = groups.map { candidate($0, score, values) }
    result.parts = removal.parts.map { candidate($0, score, values) }
    addIntervals(groups + removal.parts, &result)
    if let best = groups.first {
      result.shuffles = LabelShuffle.count
      result.pValue = pValue(best, leaves, search)
    }
    result.verdict = verdict(result, groups.first, score)
    addSeparability(&result)
  }

  /// (1 + shuffled tables in which a set departs as far) / (1 + shuffled tables).
  ///
  /// What is compared is the departure of the candidate from a common rise, be it by one odds ratio
  /// or by one added share, with the largest of any set in each shuffled table. Shuffles make
  /// independent events; theirs are raised by √φ.
  private func pValue(
    _ best: LeafGroup, _ leaves: [TrialSum], _ search: some SetSearch
  ) -> Double {
    let shift = CommonShift(leaves)
    let reach = [shift.applied(to: leaves), CommonShift.addition(to: leaves)].map { shifted in
      DepartureScore(shifted).value(best.leaves.reduce(into: TrialSum()) { $0 += shifted[$1] })
    }.min()
    let shuffle = LabelShuffle(
      table.counts, rows: space.rows, share: expectation.share, oddsRatio: shift.oddsRatio)
    let values = table.dimensions.map { $0.values.count }
    var random = random.split(1)
    var reached = 1
    for _ in 0..<LabelShuffle.count {
      var counts = table.counts
      for (leaf, failed) in shuffle.failed(&random).enumerated() {
        let row = space.rows[leaf]
        if counts.baseTotal[row] > 0 { counts.baseFailed[row] += counts.failed[row] - failed }
        counts.failed[row] = failed
      }
      let leaves = space.sums(
        counts, LeafExpectation(counts, codes: table.codes, values: values))
      let shifted = CommonShift(leaves).applied(to: leaves)
      let largest = search.best(shifted, DepartureScore(shifted))
      if largest * dispersion.squareRoot() >= reach ?? 0 { reached += 1 }
    }
    return Double(reached) / Double(1 + LabelShuffle.count)
  }

  // MARK: - Findings

  private func candidate(
    _ group: LeafGroup, _ score: ExcessScore, _ values: ValueReport
  ) -> Attribution.Candidate {
    let others = group.sets.dropFirst().sorted {
      $0.layer != $1.layer ? $0.layer < $1.layer : $0 < $1
    }
    let rows = group.leaves.map { space.rows[$0] }
    let first = group.sets.first.map { values.terms(of: $0) } ?? []
    let whole = score.whole.excess
    return Attribution.Candidate(
      terms: first, sameLeaves: others.map { values.terms(of: $0) },
      isSeparable: group.isSeparable,
      observed: Int64(group.sum.failed), expected: group.sum.expected,
      total: Int64(group.sum.total),
      baseFailed: Int64(rows.reduce(0) { $0 + table.counts.baseFailed[$1] }),
      baseTotal: Int64(rows.reduce(0) { $0 + table.counts.baseTotal[$1] }), score: group.score,
      share: Attribution.Share(
        value: whole > 0 ? group.sum.excess / whole : nil, gap: whole > 0 ? nil : .noExcess),
      restRatio: score.restRatio(group.sum),
      newValues: first.filter { term in values.newValues.contains { $0.term == term } })
  }

  private func addIntervals(_ groups: [LeafGroup], _ result: inout Attribution) {
    guard result.excess > 0 else { return }
    let bootstrap = ShareBootstrap(input, table, share: expectation.share)
    let rows = groups.map { group in group.leaves.map { space.rows[$0] } }
    for (index, found) in bootstrap.intervals(of: rows, random.split(2)).enumerated() {
      let part = index - result.candidates.count
      if part < 0 {
        result.candidates[index].share.interval = found.interval
        result.candidates[index].share.gap = found.gap
      } else {
        result.parts[part].share.interval = found.interval
        result.parts[part].share.gap = found.gap
      }
    }
  }

  private func verdict(
    _ result: Attribution, _ best: LeafGroup?, _ score: ExcessScore
  ) -> Attribution.Verdict {
    guard let best, let pValue = result.pValue, pValue <= AttributionAnalysis.significance else {
      return .everywhere(.nothingStandsOut)
    }
    if score.isRestAlike(best.sum) { return .everywhere(.restAlike) }
    if score.coverage(best.sum) >= AttributionAnalysis.leastCoverage { return .concentrated }
    let together = 1 - (result.unexplained ?? 1)
    return together >= AttributionAnalysis.leastTogether ? .several : .everywhere(.smallShare)
  }

  /// Names the other set where the first candidate cannot be told from it.
  private func addSeparability(_ result: inout Attribution) {
    guard case .concentrated? = result.verdict, let best = result.candidates.first,
      !best.isSeparable
    else { return }
    let sets = ([best.terms] + best.sameLeaves).map { terms in
      terms.map { "\($0.dimension) = \($0.value)" }.joined(separator: ", ")
    }
    result.refusals.append(
      refusal(
        .notSeparable,
        "These sets cover the same events of the window: \(sets.joined(separator: "; "))."))
  }
}
