// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Yams

/// Failure rules as people write them: a YAML list, whose members `failure-rules.yml` explains.
package enum FailureRuleFile {
  /// The text of the rules that come with Recount.
  package static var shipped: String {
    String(decoding: PackageResources.failure_rules_yml, as: UTF8.self)
  }

  /// Reads rules; their texts and examples are not looked at.
  package static func decode(_ yaml: String) throws(RuleError) -> [FailureRule] {
    do {
      return try YAMLDecoder().decode([Entry].self, from: yaml).map { try $0.rule() }
    } catch let error as RuleError {
      throw error
    } catch let DecodingError.dataCorrupted(context) {
      throw unreadable(context)
    } catch let DecodingError.typeMismatch(_, context) {
      throw unreadable(context)
    } catch let DecodingError.keyNotFound(key, context) {
      throw unreadable(context, missing: key.stringValue)
    } catch let DecodingError.valueNotFound(_, context) {
      throw unreadable(context)
    } catch {
      throw RuleError(rule: "", reason: .unreadable("\(error)"))
    }
  }

  private static func unreadable(
    _ context: DecodingError.Context, missing: String? = nil
  ) -> RuleError {
    let number = context.codingPath.first?.intValue.map { "rule \($0 + 1)" }
    let place = ([number] + context.codingPath.dropFirst().map { $0.stringValue })
      .compactMap(\.self).joined(separator: ", ")
    let cause = missing.map { "`\($0)` is missing" } ?? YAMLText.cause(context)
    return RuleError(
      rule: "", reason: .unreadable(place.isEmpty ? cause : "\(place): \(cause)"))
  }

  private enum YAMLText {
    static func cause(_ context: DecodingError.Context) -> String {
      context.underlyingError.map { "\($0)" } ?? context.debugDescription
    }
  }

  // MARK: - Members

  private enum Member: String, CaseIterable, CodingKey {
    case name, phase, priority, block, matches, refuses, dismisses
    case failureClass = "class"
    case anyOf = "any_of"
    case allOf = "all_of"
    case noneOf = "none_of"
    case exitCodes = "exit_codes"
    case withoutExitCode = "without_exit_code"
  }

  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }

  private struct Entry: Decodable {
    private var name: String
    private var members: KeyedDecodingContainer<Member>
    private var unknown: [String]

    init(from decoder: any Decoder) throws {
      members = try decoder.container(keyedBy: Member.self)
      name = try members.decode(String.self, forKey: .name)
      unknown = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        .filter { Member(stringValue: $0) == nil }
    }

    func rule() throws -> FailureRule {
      if let member = unknown.min() {
        throw RuleError(rule: name, reason: .unknownMember(member))
      }
      let failureClass = try word(
        .failureClass, FailureClass.allCases.map { ($0.name, $0) }, else: nil)
      var rule = FailureRule(name: name, failureClass: failureClass)
      rule.isDismissal = try members.decodeIfPresent(Bool.self, forKey: .dismisses) ?? false
      rule.phase = try word(
        .phase, [("any", .any), ("setup", .setup), ("script", .script)], else: .any)
      rule.block = try word(
        .block,
        [
          ("line", .line), ("stack", .stack), ("exception", .exception), ("traceback", .traceback),
          ("paragraph", .paragraph), ("section", .section), ("framed", .framed),
        ], else: .stack)
      rule.priority =
        try members.decodeIfPresent(Int.self, forKey: .priority) ?? FailureRule.defaultPriority
      rule.exitCodes = try members.decodeIfPresent([Int].self, forKey: .exitCodes) ?? []
      rule.isWithoutExitCode =
        try members.decodeIfPresent(Bool.self, forKey: .withoutExitCode) ?? false
      rule.anyOf = try texts(.anyOf)
      rule.allOf = try texts(.allOf)
      rule.noneOf = try texts(.noneOf)
      rule.matches = try texts(.matches)
      rule.refuses = try texts(.refuses)
      return rule
    }

    private func texts(_ member: Member) throws -> [String] {
      try members.decodeIfPresent([String].self, forKey: member) ?? []
    }

    /// The value that the word of a member stands for; one that must be there has no other.
    private func word<Value>(
      _ member: Member, _ known: [(word: String, value: Value)], else other: Value?
    ) throws -> Value {
      guard let word = try members.decodeIfPresent(String.self, forKey: member) else {
        if let other { return other }
        throw RuleError(rule: name, reason: .missingMember(member.rawValue))
      }
      guard let found = known.first(where: { $0.word == word }) else {
        throw RuleError(
          rule: name,
          reason: .unknownWord(word, of: member.rawValue, known: known.map(\.word)))
      }
      return found.value
    }
  }
}
