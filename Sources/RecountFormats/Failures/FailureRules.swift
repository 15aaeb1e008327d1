// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The rules that a parser asks why a step failed.
///
/// The shipped ones are made when the first failed step needs them: most inputs hold none.
package enum FailureRules: Sendable {
  case shipped
  case given(FailureRuleSet)
  /// Nobody asks, nor what tests came to: a glance at an input looks for times.
  case none

  /// Nil where nobody asks.
  var set: FailureRuleSet? {
    switch self {
    case .none: nil
    case .shipped: FailureRuleSet.shipped
    case .given(let set): set
    }
  }
}

extension FailureRuleSet {
  /// The rules that come with Recount.
  ///
  /// A test checks all their examples, so that this need not.
  package static let shipped: FailureRuleSet = {
    do throws(RuleError) {
      return try FailureRuleSet(
        try FailureRuleFile.decode(FailureRuleFile.shipped), checking: 0..<0)
    } catch {
      preconditionFailure("the shipped failure rules cannot be used: \(error.message)")
    }
  }()

  /// The rules of a user's file before the shipped ones; one with the name of a shipped rule takes
  /// its place.
  ///
  /// - Throws: For a file that cannot be read, and for a rule that does not do what its examples say.
  package static func extended(by yaml: String) throws(RuleError) -> FailureRuleSet {
    let own = try FailureRuleFile.decode(yaml)
    let names = Set(own.map(\.name))
    let shipped = FailureRuleSet.shipped.rules.filter { !names.contains($0.name) }
    return try FailureRuleSet(own + shipped, checking: own.indices)
  }
}
