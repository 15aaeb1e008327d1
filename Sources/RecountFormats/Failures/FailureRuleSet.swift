// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Failure rules that were checked against their own examples, and the search for their texts.
///
/// One pass over a line finds which rules it may concern, whatever their number; only those are
/// then matched in full.
package struct FailureRuleSet: Sendable {
  package let rules: [FailureRule]

  /// Bytes of a line that are looked at.
  ///
  /// No tool says what failed behind so much text, and a log of long lines that are all near misses
  /// stays cheap.
  package static let maxLineBytes = 16_384

  /// Indices of the rules that decide by an exit code alone.
  let exitCodeRules: [Int]

  private let compiled: [CompiledRule]
  private let index: FailureIndex
  /// Looked into only for lines that match: every line that tells of progress may hold their texts.
  private let dismissals: FailureIndex

  private struct CompiledRule {
    /// Of these one must match; they are what the search looks for: any of `anyOf`, or the first
    /// of `allOf` when there are none.
    var triggers: [FailurePattern] = []
    var allOf: [FailurePattern] = []
    var noneOf: [FailurePattern] = []

    /// Whether the rule matches the line `text`, of its triggers looking at number `trigger`.
    func matches(_ bytes: Span<UInt8>, _ text: Range<Int>, by trigger: Int) -> Bool {
      guard triggers[trigger].matches(bytes, text) else { return false }
      for pattern in allOf where !pattern.matches(bytes, text) { return false }
      for pattern in noneOf where pattern.matches(bytes, text) { return false }
      return true
    }
  }

  /// Scratch space for the rules that match a line, kept between lines.
  struct Matches {
    /// Indices of rules, in the order of the set.
    var rules: [Int] = []
    /// Places in the index whose patterns have yet to be matched.
    fileprivate var entries: [Int] = []
    fileprivate var dismissing: [Int] = []
  }

  /// Compiles `rules` and checks those at `checked` against their examples, which is all if it is nil.
  package init(
    _ rules: [FailureRule], checking checked: Range<Int>? = nil
  ) throws(RuleError) {
    var compiled: [CompiledRule] = []
    var names: Set<String> = []
    for rule in rules {
      guard names.insert(rule.name).inserted else {
        throw RuleError(rule: rule.name, reason: .repeatedName)
      }
      compiled.append(try FailureRuleSet.compile(rule))
    }
    self.rules = rules
    self.compiled = compiled
    exitCodeRules = rules.indices.filter { rules[$0].isByExitCodeAlone }
    index = FailureIndex(try FailureRuleSet.entries(of: rules, compiled) { !$0.isDismissal })
    dismissals = FailureIndex(try FailureRuleSet.entries(of: rules, compiled) { $0.isDismissal })
    try checkExamples(of: checked ?? rules.indices)
  }

  private static func entries(
    of rules: [FailureRule], _ compiled: [CompiledRule], where isWanted: (FailureRule) -> Bool
  ) throws(RuleError) -> [FailureIndex.Entry] {
    var entries: [FailureIndex.Entry] = []
    for (number, rule) in rules.enumerated() where isWanted(rule) {
      for (trigger, pattern) in compiled[number].triggers.enumerated() {
        guard let key = pattern.key else {
          throw RuleError(
            rule: rule.name, reason: .malformedPattern(rule.triggerTexts[trigger]))
        }
        entries.append(FailureIndex.Entry(rule: number, trigger: trigger, key: key))
      }
    }
    return entries
  }

  private static func compile(_ rule: FailureRule) throws(RuleError) -> CompiledRule {
    guard 1...9 ~= rule.priority else {
      throw RuleError(rule: rule.name, reason: .priorityOutOfRange)
    }
    var compiled = CompiledRule()
    compiled.triggers = try patterns(rule.triggerTexts, of: rule)
    compiled.allOf = try patterns(rule.allOf, of: rule)
    compiled.noneOf = try patterns(rule.noneOf, of: rule)
    guard !compiled.triggers.isEmpty || !rule.exitCodes.isEmpty else {
      throw RuleError(rule: rule.name, reason: .matchesEverything)
    }
    return compiled
  }

  private static func patterns(
    _ texts: [String], of rule: FailureRule
  ) throws(RuleError) -> [FailurePattern] {
    var patterns: [FailurePattern] = []
    for text in texts {
      guard let pattern = FailurePattern(text) else {
        throw RuleError(rule: rule.name, reason: .malformedPattern(text))
      }
      patterns.append(pattern)
    }
    return patterns
  }

  // MARK: - Matching

  /// Finds the rules that match the line `text` and are not dismissed by another; false for none.
  ///
  /// - Complexity: One step of the search per byte; a line that holds no text of any rule costs
  ///   nothing more.
  @inline(__always)
  func match(_ bytes: Span<UInt8>, _ text: Range<Int>, into matches: inout Matches) -> Bool {
    let examined = text.lowerBound..<min(text.upperBound, text.lowerBound + Self.maxLineBytes)
    return index.find(in: bytes, examined, &matches.entries)
      && matchConcerned(bytes, bytes.withoutBlanks(examined), into: &matches)
  }

  @inline(never)
  private func matchConcerned(
    _ bytes: Span<UInt8>, _ line: Range<Int>, into matches: inout Matches
  ) -> Bool {
    matches.rules.removeAll(keepingCapacity: true)
    guard !bytes.isEchoedCommand(line) else { return false }
    for place in matches.entries.indices
    where !matches.entries[..<place].contains(matches.entries[place]) {
      let entry = index.entries[matches.entries[place]]
      if matches.rules.contains(entry.rule) { continue }
      guard compiled[entry.rule].matches(bytes, line, by: entry.trigger) else { continue }
      matches.rules.append(entry.rule)
    }
    if matches.rules.isEmpty { return false }
    dismiss(bytes, line, from: &matches)
    matches.rules.sort()
    return !matches.rules.isEmpty
  }

  private func dismiss(_ bytes: Span<UInt8>, _ line: Range<Int>, from matches: inout Matches) {
    guard dismissals.find(in: bytes, line, &matches.dismissing) else { return }
    var dismissed = 0
    for place in matches.dismissing {
      let entry = dismissals.entries[place]
      let priority = rules[entry.rule].priority
      if priority > dismissed, compiled[entry.rule].matches(bytes, line, by: entry.trigger) {
        dismissed = priority
      }
    }
    matches.rules.removeAll { rules[$0].priority <= dismissed }
  }

  /// Whether the line `text` matches the dismissal at index `rule`.
  func isDismissed(by rule: Int, _ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    for trigger in compiled[rule].triggers.indices
    where compiled[rule].matches(bytes, text, by: trigger) {
      return true
    }
    return false
  }
}

extension FailureRule {
  fileprivate var triggerTexts: [String] { anyOf.isEmpty ? Array(allOf.prefix(1)) : anyOf }
}
