// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Reads the lines of a step in their order and tells at its end why it failed.
///
/// Lines are what a person sees: the provider's stamps, colours and overwritten text left out. An
/// ordinary line costs one step of a search per byte and allocates nothing. Memory is bounded by
/// one excerpt per rule and `FailureEvidence.maxRanges` ranges, whatever the length of the step.
package struct FailureFinder: Sendable {
  /// Where a rule first matched.
  struct Sighting {
    var line: Int64
    var range: LineRange
    var excerpt: [UInt8]
  }

  let set: FailureRuleSet
  private var matches = FailureRuleSet.Matches()
  private(set) var blocks = FailureBlocks()
  /// The first sighting of each rule, by its index.
  private(set) var sightings: [Sighting?]
  /// The rules that were seen, in the order of their first lines.
  private(set) var sighted: [Int] = []
  /// Rules first seen in the open block, whose last line is not known yet.
  private var unsettled: [Int] = []

  package init(_ rules: FailureRuleSet) {
    set = rules
    sightings = [Sighting?](repeating: nil, count: rules.rules.count)
  }

  /// Reads the line `text` of `bytes`, which has number `line`; numbers must grow.
  @inline(__always)
  package mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
    let message = bytes.withoutStepPrefix(text)
    if set.match(bytes, message, into: &matches) {
      record(bytes, text, message, line: line)
    } else {
      let before = blocks.open
      if blocks.pass(bytes, message, line: line) { settle(before) }
    }
  }

  @inline(never)
  private mutating func record(
    _ bytes: Span<UInt8>, _ text: Range<Int>, _ message: Range<Int>, line: Int64
  ) {
    var strongest = matches.rules[0]
    for rule in matches.rules where set.rules[rule].priority > set.rules[strongest].priority {
      strongest = rule
    }
    let before = blocks.open
    if blocks.take(bytes, message, line: line, block: set.rules[strongest].block) { settle(before) }
    for rule in matches.rules where sightings[rule] == nil {
      var excerpt: [UInt8] = []
      copyBytes(bytes, bytes.withoutBlanks(text).prefix(BuildStep.maxExcerptBytes), to: &excerpt)
      sightings[rule] = Sighting(
        line: line, range: blocks.open ?? LineRange(line, line), excerpt: excerpt)
      sighted.append(rule)
      unsettled.append(rule)
    }
  }

  private mutating func settle(_ range: LineRange?) {
    guard let range else { return }
    for rule in unsettled { sightings[rule]?.range = range }
    unsettled.removeAll(keepingCapacity: true)
  }

  /// What the lines read since the last call say about a step that ended so, and begins anew.
  ///
  /// Nil for a step that did not fail and was not cancelled. `exitCode` is nil when none is known.
  package mutating func finish(
    outcome: Outcome, exitCode: Int?, phase: StepPhase
  ) -> FailureEvidence? {
    settle(blocks.open)
    blocks.close()
    let evidence = evidence(outcome: outcome, exitCode: exitCode, phase: phase)
    reset()
    return evidence
  }

  private mutating func reset() {
    blocks = FailureBlocks()
    unsettled.removeAll(keepingCapacity: true)
    for rule in sighted { sightings[rule] = nil }
    sighted.removeAll(keepingCapacity: true)
  }
}
