// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Words that say which moment a clause tells of.
struct ProseCue {
  let kind: Milestone.Kind
  /// Position of its word in the sentence.
  let position: Int
  /// Whether it stands as "not resolved until".
  let isNegated: Bool

  /// Things that hurt somebody while they last.
  static let impact: Set<String> = [
    "impact", "impacted", "impacting", "outage", "outages", "incident", "errors", "error",
    "failures", "failure", "failing", "failed", "degradation", "degraded", "disruption",
    "disrupted", "unavailable", "unavailability", "downtime", "timeouts", "affected", "issue",
    "issues", "problem", "problems", "interruption", "delay", "delays", "delayed", "latency",
    "down", "elevated", "slow",
  ]

  private static let starts: Set<String> = [
    "started", "starts", "starting", "start", "began", "begins", "begin", "beginning", "commenced",
  ]
  private static let stops: Set<String> = ["ended", "ceased", "subsided", "stopped", "end"]
  private static let restores: Set<String> = [
    "restored", "recovered", "recovery", "operational", "normal",
  ]
  private static let applied: Set<String> = [
    "implemented", "applied", "completed", "complete", "finished",
  ]
  private static let partly: Set<String> = [
    "most", "mostly", "majority", "largely", "partially", "partial",
  ]
  private static let fully: Set<String> = [
    "full", "fully", "completely", "complete", "all", "service", "services", "system", "systems",
    "back", "returned",
  ]
  /// Words before a cue that put it in the future or in doubt.
  private static let doubts: Set<String> = [
    "will", "would", "should", "may", "might", "expect", "expected", "expects", "estimate",
    "estimated", "plan", "planned", "scheduled", "hope", "if", "could",
  ]
  private static let negations: Set<String> = ["not", "never", "no"]

  /// The cues among the tokens of one clause, in order.
  static func cues(in tokens: [ProseToken], _ clause: Range<Int>) -> [ProseCue] {
    clause.compactMap { index in
      kind(at: index, tokens, clause).flatMap { kind in
        let before = tokens[max(clause.lowerBound, index - 4)..<index].map(\.text)
        let isNegated = !negations.isDisjoint(with: before)
        return doubts.isDisjoint(with: before) || isNegated
          ? ProseCue(kind: kind, position: index, isNegated: isNegated) : nil
      }
    }
  }

  private static func kind(
    at index: Int, _ tokens: [ProseToken], _ clause: Range<Int>
  ) -> Milestone.Kind? {
    let word = tokens[index].text
    let before = tokens[max(clause.lowerBound, index - 6)..<index].map(\.text)
    let after = tokens[(index + 1)..<max(index + 1, min(clause.upperBound, index + 5))].map(\.text)
    switch word {
    case "detected", "detection", "noticed", "discovered": return .detected
    case "aware":
      return before.last.map { ["became", "made", "were"].contains($0) } == true
        ? .detected : nil
    case "alerted", "paged": return .alerted
    case "alert", "alerts":
      let fires: Set<String> = ["fired", "triggered", "received", "raised", "first"]
      return fires.isDisjoint(with: after.prefix(3) + before.suffix(2)) ? nil : .alerted
    case "acknowledged", "acknowledgement": return .acknowledged
    case "posted": return .posted
    case "deployed": return .deployed
    case "mitigated": return .mitigated
    case "mitigation": return applied.isDisjoint(with: before + after) ? nil : .mitigated
    case "resolved": return partly.isDisjoint(with: before) ? .resolved : .mitigated
    case _ where starts.contains(word): return start(before, after)
    case _ where stops.contains(word): return stop(word, before, after)
    case _ where restores.contains(word): return restoration(word, before)
    default: return nil
    }
  }

  /// What starts: the nearest thing named before the verb, else the first one after it.
  private static func start(_ before: [String], _ after: [String]) -> Milestone.Kind? {
    for word in before.reversed() + after {
      switch word {
      case "recovery", "recovering", "recover", "restoration": return .recoveryStarted
      case "investigation", "investigating", "investigate", "work", "working": return .acknowledged
      case "deployment", "deploy", "rollout", "deploying": return .deployed
      case "mitigation", "mitigating", "maintenance", "rollback", "reverted": return nil
      case "fail", "returning", "experiencing", "seeing": return .onset
      case _ where impact.contains(word): return .onset
      default: continue
      }
    }
    return nil
  }

  private static func stop(
    _ word: String, _ before: [String], _ after: [String]
  ) -> Milestone.Kind? {
    // "End" is a noun: the impact it ends comes after it.
    let subject = word == "end" ? after.filter { $0 != "to" } : before
    return impact.isDisjoint(with: subject) ? nil : .ended
  }

  private static func restoration(_ word: String, _ before: [String]) -> Milestone.Kind? {
    if !partly.isDisjoint(with: before) { return .mitigated }
    // "System recovery was seen" may be its beginning.
    let whole = word == "recovery" ? ["full", "complete"] : fully
    return whole.isDisjoint(with: before) ? nil : .resolved
  }
}
