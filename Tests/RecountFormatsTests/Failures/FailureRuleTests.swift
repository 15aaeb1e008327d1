// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct FailureRuleTests {
  private func rule(_ name: String, _ texts: [String], matches: [String] = []) -> FailureRule {
    var rule = FailureRule(name: name, failureClass: .code)
    rule.anyOf = texts
    rule.matches = matches
    return rule
  }

  private func error(_ rules: FailureRule...) -> RuleError? {
    do {
      _ = try FailureRuleSet(rules)
      return nil
    } catch {
      return error
    }
  }

  @Test func `the rules of the project decide their own examples`() throws {
    let set = try FailureRuleSet(FailureRuleFile.decode(FailureRuleFile.shipped))
    #expect(set.rules.count >= 50)
    for rule in set.rules where !rule.isDismissal && rule.exitCodes.isEmpty {
      #expect(!rule.matches.isEmpty, "\(rule.name)")
    }
    let classes = Set(set.rules.map(\.failureClass))
    #expect(classes == Set(FailureClass.allCases))
  }

  @Test func `an example that another rule decides is refused by its name`() throws {
    let first = rule("first", ["no such host"], matches: ["no such host"])
    var second = rule("second", ["such host"], matches: ["there is no such host"])
    #expect(
      error(first, second)?.message
        == "failure rule `second`: `there is no such host` is decided by `first`")
    second.priority = 6
    #expect(error(first, second)?.rule == "first")
  }

  @Test func `a line that must be refused and matches is told`() {
    var wrong = rule("wrong", ["error: "], matches: ["error: no"])
    wrong.refuses = ["an error: none"]
    #expect(error(wrong)?.message == "failure rule `wrong`: it matches `an error: none`")
    wrong.noneOf = ["none"]
    #expect(error(wrong) == nil)
  }

  @Test func `rules that cannot work are refused`() {
    #expect(error(rule("a", ["abc*de"]))?.reason == .malformedPattern("abc*de"))
    #expect(error(rule("a", ["*#*"]))?.reason == .malformedPattern("*#*"))
    #expect(error(rule("a", ["some text\\"]))?.reason == .malformedPattern("some text\\"))
    #expect(error(rule("a", []))?.reason == .matchesEverything)
    #expect(error(rule("a", ["some text"]))?.reason == .noExample)
    var high = rule("a", ["some text"], matches: ["some text"])
    high.priority = 10
    #expect(error(high)?.reason == .priorityOutOfRange)
    high.priority = 9
    #expect(error(high, high)?.reason == .repeatedName)
  }

  @Test func `texts of which all must stand are all asked for`() throws {
    var both = rule(
      "both", ["read timed out", "connection reset"], matches: ["pull: read timed out"])
    both.allOf = ["pull: "]
    #expect(error(both) == nil)
    both.matches = ["read timed out"]
    #expect(error(both)?.reason == .undecided(example: "read timed out", decider: nil))
    both.anyOf = []
    both.matches = ["pull: anything"]
    #expect(error(both) == nil)
  }

  @Test func `a dismissal takes lines away from rules of its priority and below`() throws {
    var dismissal = rule("harmless", ["non-fatal"], matches: ["a non-fatal error"])
    dismissal.isDismissal = true
    dismissal.failureClass = .unknown
    var weak = rule("weak", ["error: "], matches: ["error: no"])
    weak.refuses = ["error: non-fatal"]
    #expect(error(dismissal, weak) == nil)
    weak.priority = 6
    #expect(error(dismissal, weak)?.reason == .notRefused(example: "error: non-fatal"))
    dismissal.matches = ["a fatal error"]
    #expect(error(dismissal)?.reason == .undecided(example: "a fatal error", decider: nil))
  }

  // MARK: - Files

  @Test func `a file is read member by member`() throws {
    let rules = try FailureRuleFile.decode(
      """
      - name: proxy.down
        class: infrastructure
        priority: 8
        phase: setup
        block: line
        any_of: ['proxy * is down']
        none_of: ['is down for nobody']
        exit_codes: [1, 7]
        matches: ['proxy p1 is down']
        refuses: ['proxy p1 is up']
      - name: quiet
        class: unknown
        dismisses: true
        all_of: [this is fine]
        matches: ['this is fine']
      """)
    #expect(rules.map(\.name) == ["proxy.down", "quiet"])
    var expected = FailureRule(name: "proxy.down", failureClass: .infrastructure)
    expected.priority = 8
    expected.phase = .setup
    expected.block = .line
    expected.anyOf = ["proxy * is down"]
    expected.noneOf = ["is down for nobody"]
    expected.exitCodes = [1, 7]
    expected.matches = ["proxy p1 is down"]
    expected.refuses = ["proxy p1 is up"]
    #expect(rules.first == expected)
    #expect(rules.last?.isDismissal == true && rules.last?.allOf == ["this is fine"])
  }

  /// A file -> what its error says.
  @Test(arguments: [
    ("- name: a\n  class: network\n", "failure rule `a`: `network` is no class: infrastructure"),
    (
      "- name: a\n  class: code\n  anyof: [x]\n", "failure rule `a`: `anyof` is no member of a rule"
    ),
    ("- name: a\n", "failure rule `a`: `class` is missing"),
    ("- class: code\n", "failure rules: rule 1: `name` is missing"),
    ("- name: a\n  class: code\n  priority: high\n", "failure rules: rule 1, priority: "),
    ("name: a\n", "failure rules: "),
    ("- name: [\n", "failure rules: "),
  ])
  func `a file that cannot be read says where`(yaml: String, message: String) {
    do {
      _ = try FailureRuleFile.decode(yaml)
      Issue.record("it was read")
    } catch {
      #expect(error.message.hasPrefix(message), "\(error.message)")
    }
  }

  @Test func `rules of a user come first and take the place of those with their names`() throws {
    let set = try FailureRuleSet.extended(
      by: """
        - name: disk.full
          class: code
          any_of: ['quota of the cache is used up']
          matches: ['quota of the cache is used up']
        """)
    #expect(set.rules.count == FailureRuleSet.shipped.rules.count)
    #expect(set.rules.first?.failureClass == .code)
    #expect(set.rules.count { $0.name == "disk.full" } == 1)
  }

  @Test(arguments: [
    "0 tests failed", "Failures: 0", "errors: 0", "Found 0 errors", "no errors found",
    "TEST-PASS | dom/base/test.html | error: no such host", "a non-fatal error: connection reset",
    "+ grep \"error\" build.log", "+ grep \"error: \" build.log", "cc -O2 -c error.c -o error.o",
    "Compiling src/fatal_error.cpp",
    "src/a.c:3:9: warning: unused variable 'x' [-Wunused-variable]",
    "npm WARN deprecated request@2.88.2: use another", "[WARNING] Could not transfer metadata x",
    "Tests run: 12, Failures: 0, Errors: 0, Skipped: 1", "12 examples, 0 failures", "",
    "Downloading error-stack-parser-2.1.4.tgz", "errors.go", "PASS src/error.test.js",
    "[INFO] --- maven-failsafe-plugin:3.0.0:verify (default) @ failures ---",
  ])
  func `lines that only look like failures are none`(line: String) throws {
    var finder = FailureFinder(FailureRuleSet.shipped)
    let bytes = Array(line.utf8)
    finder.read(bytes.span, 0..<bytes.count, line: 1)
    let evidence = finder.finish(outcome: .failure, exitCode: 1, phase: .script)
    #expect(evidence?.rule == "none" && evidence?.failures == [])
  }
}
