// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Decides whose failure a failed step is, from what its record and log say.
///
/// A rule is a text that a failing line holds; the first rule that matches decides and its name is
/// kept. A text with a zero count, such as `0 failed, 12 passed`, says the opposite and is no match. Failures of pulling images and of reaching a registry are the infrastructure's; everything
/// else stays `unknown` here unless the platform itself says that it failed.
enum FailureRules {
  struct Rule {
    var name: String
    var failureClass: FailureClass
    /// Lower-case texts; any one of them matches.
    var patterns: [[UInt8]]
  }

  struct Verdict {
    var failureClass: FailureClass
    var rule: String
  }

  /// In the order in which they are tried: a status of the registry says more than a broken
  /// connection, and either more than a missing image.
  static let rules: [Rule] = [
    rule(
      "image-pull.registry-5xx", "received unexpected http status: 5", "unexpected status code 5",
      "unexpected status from head request", "unexpected status from get request"),
    rule("image-pull.throttled", "toomanyrequests", "429 too many requests"),
    rule(
      "image-pull.failed", "failed to pull image", "error pulling image", "errimagepull",
      "imagepullbackoff", "failed to resolve source metadata", "manifest unknown",
      "pull access denied"),
    rule("disk.full", "no space left on device"),
    rule("memory.limit", "exceeded memory limit"),
    rule(
      "network.unreachable", "tls handshake timeout", "no such host", "i/o timeout",
      "connection reset by peer", "could not resolve host"),
    Rule(
      name: "test.failed", failureClass: .test,
      patterns: patterns([
        "tests failed", "test failures", "failing tests", " failed, ", "--- fail:", "failures: ",
        "assertionerror", "there were failing tests", "test result: failed",
      ])),
    Rule(
      name: "code.compile", failureClass: .code,
      patterns: patterns([
        "compilation failure", "compilation error", "error: could not compile", "syntaxerror",
        "error ts", "undefined reference", "cannot find symbol", "build failure", "eslint",
      ])),
  ]

  /// The class of a failed step whose reason is `message`, and the rule that decided.
  ///
  /// `platformFailed` tells that the provider says that the failure is not the user's.
  static func verdict(
    outcome: Outcome, message: [UInt8], platformFailed: Bool
  ) -> Verdict {
    if outcome == .timeout { return Verdict(failureClass: .timeout, rule: "outcome.timeout") }
    let lower = message.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    if let rule = rules.first(where: { rule in rule.patterns.contains { contains(lower, $0) } }) {
      return Verdict(failureClass: rule.failureClass, rule: rule.name)
    }
    if platformFailed {
      return Verdict(failureClass: .infrastructure, rule: "outcome.platform-error")
    }
    return Verdict(failureClass: .unknown, rule: "none")
  }

  private static func rule(_ name: String, _ texts: String...) -> Rule {
    Rule(name: name, failureClass: .infrastructure, patterns: patterns(texts))
  }

  private static func patterns(_ texts: [String]) -> [[UInt8]] {
    texts.map { Array($0.utf8) }
  }

  /// Whether `text` holds `pattern`; both short, so the plain search is the fast one.
  private static func contains(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
    guard let first = pattern.first, text.count >= pattern.count else { return false }
    for start in 0...(text.count - pattern.count) where text[start] == first {
      let end = start + pattern.count
      if text[start..<end].elementsEqual(pattern), !isCountZero(text, start..<end) { return true }
    }
    return false
  }

  /// Whether the words at `place` have a count of zero, as in `0 tests failed` and `Failures: 0`.
  private static func isCountZero(_ text: [UInt8], _ place: Range<Int>) -> Bool {
    var before = text[..<place.lowerBound]
    while before.last == 0x20 { before = before.dropLast() }
    if before.last == 0x30, !(before.dropLast().last.map(isDigit) ?? false) { return true }
    var after = place.upperBound
    while after < text.count, text[after] == 0x20 || text[after] == 0x3A { after += 1 }
    let joint = text[..<after].reversed().prefix { $0 == 0x20 || $0 == 0x3A }
    guard joint.contains(0x3A), after < text.count, text[after] == 0x30 else { return false }
    return after + 1 == text.count || !isDigit(text[after + 1])
  }
}
