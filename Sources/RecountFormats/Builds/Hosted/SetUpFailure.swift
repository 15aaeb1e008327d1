// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension BuildStep {
  /// Gives a step that failed before the user's code has run its class, under `rule`.
  ///
  /// It is taken for infrastructure unless its lines say the opposite, and is never put down to the
  /// code; what the provider's own words decided stands.
  mutating func classifySetUp(rule: String) {
    guard outcome.isFailed, !decidingRule.hasPrefix(key.provider + ".") else { return }
    switch failureClass {
    case .code, .test:
      failureClass = .unknown
      decidingRule = "none"
    case .infrastructure, .timeout, .cancelled: return
    case .unknown, nil:
      failureClass = .infrastructure
      decidingRule = rule
    }
  }

  /// Gives a step of a record its class by `message`, the words of the provider.
  mutating func classify(message: String, _ rules: FailureRules) {
    guard outcome.isFailed else { return }
    var lines = StepLines(rules)
    lines.explain(&self, Array(message.utf8.prefix(BuildStep.maxExcerptBytes)))
  }
}
