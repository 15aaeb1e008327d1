// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What a failed step's lines say about why it failed.
package struct FailureEvidence: Equatable, Sendable {
  /// Ranges that are kept; what is beyond is only counted.
  package static let maxRanges = 10_000

  package var failureClass: FailureClass
  /// The name of the rule that decided, or of what decided without a rule: `phase.setup`,
  /// `outcome.timeout`, `outcome.cancelled`, `outcome.platform-error`; `none` when nothing did.
  package var rule: String
  /// The block of lines that decided; without a decision the first telling one.
  ///
  /// Nil when no line tells anything.
  package var range: LineRange?
  /// The line that decided, raw and of at most `BuildStep.maxExcerptBytes` bytes.
  package var excerpt: [UInt8]
  /// All blocks that tell of failures, in their order, at least one other line between any two.
  package var failures: [LineRange]
  /// Blocks beyond `maxRanges`.
  package var furtherFailures: Int

  package init(
    failureClass: FailureClass, rule: String, range: LineRange?, excerpt: [UInt8] = [],
    failures: [LineRange] = [], furtherFailures: Int = 0
  ) {
    self.failureClass = failureClass
    self.rule = rule
    self.range = range
    self.excerpt = excerpt
    self.failures = failures
    self.furtherFailures = furtherFailures
  }
}
