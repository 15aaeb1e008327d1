// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Decides whose failure a failed step is, from what its record and log say.
///
/// A rule is a set of texts, any of which a failing line holds, case ignored; of the rules that match a
/// line the first decides, and its name is kept. A text with a zero count, such as
/// `0 failed, 12 passed`, says the opposite and is no match, nor is a warning or a retry, after which
/// things may have gone well.
enum FailureRules {
  struct Rule {
    var name: String
    var failureClass: FailureClass
    var texts: [String]

    init(_ name: String, _ failureClass: FailureClass, _ texts: String...) {
      self.name = name
      self.failureClass = failureClass
      self.texts = texts
    }
  }

  struct Verdict {
    var failureClass: FailureClass
    var rule: String
  }

  /// In the order in which they are tried: a status of the registry says more than a broken
  /// connection, and either more than a missing image.
  static let rules: [Rule] = [
    Rule(
      "image-pull.registry-5xx", .infrastructure, "received unexpected http status: 5",
      "unexpected status code 5", "unexpected status from head request",
      "unexpected status from get request"),
    Rule("image-pull.throttled", .infrastructure, "toomanyrequests", "429 too many requests"),
    Rule(
      "image-pull.failed", .infrastructure, "failed to pull image", "error pulling image",
      "errimagepull", "imagepullbackoff", "failed to resolve source metadata", "manifest unknown",
      "pull access denied", "error response from daemon: get "),
    Rule("disk.full", .infrastructure, "no space left on device"),
    Rule("memory.limit", .infrastructure, "exceeded memory limit", "oomkilled"),
    Rule(
      "dependency.download", .infrastructure, "could not transfer artifact",
      "received status code 5",
      "readtimeouterror", "npm err! code econnreset", "npm err! code etimedout",
      "npm err! code eai_again", "npm error code econnreset", "npm error code etimedout",
      "npm error code e50", "npm err! code e50", "spurious network error",
      "failed to fetch http", "bundler::fetcher::networkdownerror"),
    Rule(
      "network.unreachable", .infrastructure, "tls handshake timeout", "no such host",
      "i/o timeout",
      "connection reset by peer", "could not resolve host", "temporary failure in name resolution"),
    Rule(
      "test.failed", .test, "tests failed", "test failures", "failing tests", " failed, ",
      "--- fail:", "failures: ", "assertionerror", "there were failing tests",
      "test result: failed"),
    Rule(
      "code.compile", .code, "compilation failure", "compilation error", "error: could not compile",
      "syntaxerror", "error ts", "undefined reference", "cannot find symbol", "build failure",
      "[build failed]", "error[e", ": fatal error: "),
    Rule(
      "code.lint", .code, "eslint", " file (checked ",
      " files (checked ", "golangci-lint", "rubocop"),
  ]

  // MARK: - Lines

  /// The place in `rules` of the first one that the line `text` matches.
  static func match(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Int? {
    guard matcher.couldMatch(in: bytes, text) else { return nil }
    var best = rules.count
    matcher.forEachMatch(in: bytes, text) { literal, end in
      let (rule, length) = owners[literal]
      if rule < best, !isCountZero(bytes, text, end - length..<end) { best = rule }
      return best > 0
    }
    guard best < rules.count, !isHarmless(bytes, text) else { return nil }
    return best
  }

  /// The rule and the length of each text.
  private static let owners = rules.enumerated().flatMap { index, rule in
    rule.texts.map { (rule: index, length: $0.utf8.count) }
  }

  private static let matcher = LiteralMatcher(
    rules.flatMap(\.texts).map { Array($0.utf8) }, ignoringCase: true)

  /// Echoed commands say what was tried, warnings and retries what may have gone well after all.
  private static func isHarmless(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    let start = text.lowerBound
    return bytes.hasPrefix("+ ", at: start) || bytes.hasPrefix("WARN", at: start)
      || bytes.hasPrefix("warning: ", at: start) || bytes.hasPrefix("Warning: ", at: start)
      || bytes.hasPrefix("[WARN", at: start) || bytes.hasPrefix("npm warn", at: start)
  }

  /// The class of a failed step whose reason is `message`, and the rule that decided.
  ///
  /// `platformFailed` tells that the provider says that the failure is not the user's.
  static func verdict(
    outcome: Outcome, message: [UInt8], platformFailed: Bool
  ) -> Verdict {
    if outcome == .timeout { return Verdict(failureClass: .timeout, rule: "outcome.timeout") }
    if let place = match(message.span, 0..<message.count) {
      return Verdict(failureClass: rules[place].failureClass, rule: rules[place].name)
    }
    if platformFailed {
      return Verdict(failureClass: .infrastructure, rule: "outcome.platform-error")
    }
    return Verdict(failureClass: .unknown, rule: "none")
  }

  /// Whether the words at `place` have a count of zero, as in `0 tests failed` and `Failures: 0`.
  private static func isCountZero(
    _ bytes: Span<UInt8>, _ text: Range<Int>, _ place: Range<Int>
  ) -> Bool {
    var before = place.lowerBound
    // The words themselves may begin with the space behind the number.
    while before > text.lowerBound, bytes[before - 1] == 0x20 { before -= 1 }
    if before > text.lowerBound, bytes[before - 1] == 0x30,
      before - 1 == text.lowerBound || !isDigit(bytes[before - 2])
    {
      return true
    }
    var after = place.upperBound
    var hasColon =
      bytes[place.upperBound - 1] == 0x3A
      || (place.count > 1 && bytes[place.upperBound - 1] == 0x20
        && bytes[place.upperBound - 2] == 0x3A)
    while after < text.upperBound, bytes[after] == 0x20 || bytes[after] == 0x3A {
      if bytes[after] == 0x3A { hasColon = true }
      after += 1
    }
    guard hasColon, after < text.upperBound, bytes[after] == 0x30 else { return false }
    return after + 1 == text.upperBound || !isDigit(bytes[after + 1])
  }
}
