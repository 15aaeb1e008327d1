// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

// A rule that does not do what its own examples say would miscount every log, so it is refused.
extension FailureRuleSet {
  /// Checks that each rule at `indices` decides its own examples and matches none that it must refuse.
  func checkExamples(of indices: Range<Int>) throws(RuleError) {
    var matches = Matches()
    for index in indices {
      let rule = rules[index]
      if rule.matches.isEmpty, !rule.isByExitCodeAlone {
        throw RuleError(rule: rule.name, reason: .noExample)
      }
      for example in rule.matches {
        let decider = decider(of: example, as: rule, &matches)
        let isRight = rule.isDismissal ? dismisses(index, example) : decider == index
        guard isRight else {
          throw RuleError(
            rule: rule.name,
            reason: .undecided(example: example, decider: decider.map { rules[$0].name }))
        }
      }
      for example in rule.refuses
      where rule.isDismissal
        ? dismisses(index, example) : rulesMatching(example, &matches).contains(index)
      {
        throw RuleError(rule: rule.name, reason: .notRefused(example: example))
      }
    }
  }

  /// Which rule decides a step of the line `example` that ended as `rule` asks for.
  private func decider(
    of example: String, as rule: FailureRule, _ matches: inout Matches
  ) -> Int? {
    let matching = rulesMatching(example, &matches)
    return decider(
      among: matching, exitCode: rule.exitCodes.first,
      phase: rule.phase == .setup ? .setup : .script
    ) { _ in 0 }
  }

  private func dismisses(_ rule: Int, _ example: String) -> Bool {
    let bytes = Array(example.utf8)
    return isDismissed(by: rule, bytes.span, 0..<bytes.count)
  }

  private func rulesMatching(_ example: String, _ matches: inout Matches) -> [Int] {
    let bytes = Array(example.utf8)
    return match(bytes.span, 0..<bytes.count, into: &matches) ? matches.rules : []
  }
}
