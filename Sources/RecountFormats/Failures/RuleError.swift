// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why a set of failure rules cannot be used.
package struct RuleError: Error, Equatable {
  package enum Reason: Equatable, Sendable {
    /// The text is no list of rules.
    case unreadable(String)
    case missingMember(String)
    case unknownMember(String)
    case unknownWord(String, of: String, known: [String])
    case repeatedName
    case priorityOutOfRange
    /// A pattern whose literals are all too short to search for, or that ends in a backslash.
    case malformedPattern(String)
    /// Neither texts nor exit codes.
    case matchesEverything
    case noExample
    /// A line that the rule should decide and that `decider` decides, or none.
    case undecided(example: String, decider: String?)
    /// A line that the rule should refuse and matches.
    case notRefused(example: String)
  }

  package var rule: String
  package var reason: Reason

  package var message: String {
    rule.isEmpty ? "failure rules: " + detail : "failure rule `\(rule)`: " + detail
  }

  private var detail: String {
    switch reason {
    case .unreadable(let cause): cause
    case .missingMember(let member): "`\(member)` is missing"
    case .unknownMember(let member): "`\(member)` is no member of a rule"
    case .unknownWord(let word, let member, let known):
      "`\(word)` is no \(member): \(known.joined(separator: ", "))"
    case .repeatedName: "its name is taken by an earlier rule"
    case .priorityOutOfRange: "its priority is not in 1...9"
    case .malformedPattern(let pattern): "cannot search for `\(pattern)`"
    case .matchesEverything: "it has neither texts nor exit codes"
    case .noExample: "it has texts and no example that they match"
    case .undecided(let example, let decider):
      "`\(example)` is decided by \(decider.map { "`\($0)`" } ?? "no rule")"
    case .notRefused(let example): "it matches `\(example)`"
    }
  }
}
