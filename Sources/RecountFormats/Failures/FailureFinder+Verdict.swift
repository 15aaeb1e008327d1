// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

// The order in which a verdict is found: what the provider says, the phase, and then the exit code
// and the texts by the priority of their rules. What none of them tells stays unknown.
extension FailureFinder {
  private enum Name {
    static let none = "none"
    static let setup = "phase.setup"
    static let timeout = "outcome.timeout"
    static let cancelled = "outcome.cancelled"
    static let platform = "outcome.platform-error"
  }

  func evidence(outcome: Outcome, exitCode: Int?, phase: StepPhase) -> FailureEvidence? {
    let platform: Set<FailureClass> = [.infrastructure, .timeout, .cancelled]
    switch outcome {
    case .success, .skipped: return nil
    case .timeout:
      return verdict([.timeout], phase, exitCode, or: .timeout, Name.timeout, named: true)
    case .cancelled:
      return verdict([.cancelled], phase, exitCode, or: .cancelled, Name.cancelled, named: true)
    case .error: return verdict(platform, phase, exitCode, or: .infrastructure, Name.platform)
    case .failure:
      if phase == .setup {
        return verdict(platform, phase, exitCode, or: .infrastructure, Name.setup)
      }
      return verdict(Set(FailureClass.allCases), phase, exitCode, or: .unknown, Name.none)
    }
  }

  /// The verdict of the strongest rule whose class is one of `classes`; `other` and `name` when
  /// there is none, or in any case with `named`, where the rule only shows the place.
  private func verdict(
    _ classes: Set<FailureClass>, _ phase: StepPhase, _ exitCode: Int?,
    or other: FailureClass, _ name: String, named: Bool = false
  ) -> FailureEvidence {
    let decider = set.decider(
      among: sighted + set.exitCodeRules, exitCode: exitCode, phase: phase
    ) { index in
      guard set.rules[index].decides, classes.contains(set.rules[index].failureClass) else {
        return nil
      }
      return sightings[index]?.line ?? .max
    }
    let sighting =
      decider.flatMap { sightings[$0] } ?? strongestMark().flatMap { sightings[$0] }
    var evidence = FailureEvidence(
      failureClass: other, rule: name, range: sighting.map { LineRange($0.line, $0.range.last) })
    if let decider, !named {
      evidence.failureClass = set.rules[decider].failureClass
      evidence.rule = set.rules[decider].name
    }
    evidence.excerpt = sighting?.excerpt ?? []
    evidence.failures = blocks.ranges
    evidence.furtherFailures = blocks.leftOut
    return evidence
  }

  /// The first telling line among those of the highest priority, whatever it tells.
  private func strongestMark() -> Int? {
    sighted.max { left, right in
      let (first, second) = (set.rules[left], set.rules[right])
      if first.priority != second.priority { return first.priority < second.priority }
      return (sightings[left]?.line ?? .max, left) > (sightings[right]?.line ?? .max, right)
    }
  }
}

extension FailureRule {
  /// Whether there are no texts to look for.
  var isByExitCodeAlone: Bool { anyOf.isEmpty && allOf.isEmpty && !exitCodes.isEmpty }
}

extension FailureRuleSet {
  /// The one of the rules `candidates` that decides, among those for which `firstLine` is not nil.
  ///
  /// The higher priority wins, then a rule that asks for the exit code at hand, then the earlier
  /// line, then the earlier rule.
  func decider(
    among candidates: [Int], exitCode: Int?, phase: StepPhase, _ firstLine: (Int) -> Int64?
  ) -> Int? {
    var best: (rule: Int, line: Int64)?
    for index in candidates.sorted() where rules[index].applies(in: phase) {
      let rule = rules[index]
      if !rule.exitCodes.isEmpty {
        guard let exitCode, rule.exitCodes.contains(exitCode) else { continue }
      }
      if rule.isWithoutExitCode, exitCode != nil { continue }
      guard let line = firstLine(index) else { continue }
      guard let current = best else {
        best = (index, line)
        continue
      }
      let other = rules[current.rule]
      let rank = (rule.priority, rule.exitCodes.isEmpty ? 0 : 1)
      let otherRank = (other.priority, other.exitCodes.isEmpty ? 0 : 1)
      if rank > otherRank || (rank == otherRank && line < current.line) { best = (index, line) }
    }
    return best?.rule
  }
}
