// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct BuildkiteLogTests {
  /// Lines with a time each, the first in full, the others 100 ms after the one before.
  private static func stamped(_ text: String, end: String = "\u{7}") -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      $0.offset == 0
        ? "\u{1B}_bk;t=1741770842310\(end)\($0.element)" : "\u{1B}_bk;dt=100\(end)\($0.element)"
    }.joined(separator: "\n")
  }

  private static let head = """
    ~~~ Running global environment hook
    $ /etc/buildkite-agent/hooks/environment
    ~~~ Preparing working directory
    # Creating "/var/lib/buildkite-agent/builds/agent-3/acme/shop"
    $ cd /var/lib/buildkite-agent/builds/agent-3/acme/shop
    Cloning into '.'...
    HEAD is now at 1042337 Fix cart

    """
  private static let command = """
    ~~~ Running commands
    $ trap 'kill -- $$' INT TERM QUIT; make ci
    --- :npm: Install
    added 714 packages
    +++ :jest: Test

    PASS cart.test.js
    Tests:       1 failed, 3 passed, 4 total
    \u{1B}[2K\u{1B}[Gdone

    """
  private static let failed = """
    \u{1B}[31m🚨 Error: The command exited with status 1\u{1B}[0m
    ^^^ +++
    user command error: exit status 1

    """
  private static let after = """
    ~~~ Running global pre-exit hook
    $ /etc/buildkite-agent/hooks/pre-exit
    """

  private static let setUp = [
    "1 Running global environment hook: success 09:14:02.310-09:14:02.510",
    "2 Preparing working directory: success 09:14:02.510-09:14:03.010",
    "3 Running commands: success 09:14:03.010-09:14:03.210",
    "4 :npm: Install: success 09:14:03.210-09:14:03.410",
  ]

  private static func outline(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(text, as: .buildkiteLog, path: "shop/17.log", sourceLocation: sourceLocation)
  }

  @Test func `the group that is open fails by the error of the agent`() {
    let outline = Self.outline(Self.stamped(Self.head + Self.command + Self.failed + Self.after))
    #expect(
      outline.steps == Self.setUp + [
        "5 :jest: Test: failure exit 1 (test.failed) @15 09:14:03.410-09:14:04.210",
        "6 Running global pre-exit hook: ? 09:14:04.210-09:14:04.310",
      ])
    #expect(outline.jobs == ["17: failure 09:14:02.310-09:14:04.310"])
    #expect(outline.excerpts[4] == "Tests:       1 failed, 3 passed, 4 total")
    #expect(outline.parsed.steps[4].key.run == "shop" && outline.parsed.tally.ignored == 1)
  }

  @Test func `a time may end in an escape, too, or be missing`() {
    let log = Self.head + Self.command + Self.failed + Self.after
    let bel = Self.outline(Self.stamped(log))
    #expect(Self.outline(Self.stamped(log, end: "\u{1B}\\")).steps == bel.steps)
    let bare = Self.outline(log)
    #expect(bare.steps[4] == "5 :jest: Test: failure exit 1 (test.failed) @15")
    #expect(bare.jobs == ["17: failure"])
  }

  @Test func `a job that went well is over when the agent tidies up`() {
    let over = Self.outline(Self.stamped(Self.head + Self.command + Self.after))
    #expect(over.steps[4] == "5 :jest: Test: success 09:14:03.410-09:14:03.910")
    #expect(over.jobs == ["17: success 09:14:02.310-09:14:04.010"])
    let open = Self.outline(Self.stamped(Self.head + Self.command))
    #expect(open.steps[4] == "5 :jest: Test: ? 09:14:03.410-09:14:03.910" && open.jobs.isEmpty)
  }

  @Test func `a log that is cut at any line says nothing of the group that was cut`() {
    let lines = Self.stamped(Self.head + Self.command + Self.after).split(separator: "\n")
    for count in 1...lines.count {
      let cut = ParsedContent(lines.prefix(count).joined(separator: "\n"), as: .buildkiteLog)
      #expect(cut.steps.last?.isOutcomeKnown == false && cut.closes)
      #expect(cut.jobs.isEmpty == (count < lines.count - 1))
    }
  }

  @Test(arguments: [
    ("🚨 Error: Failed to checkout: exit status 128", "failure (buildkite.setup-failed) @8"),
    (
      "fatal: Could not resolve host: github.com\n🚨 Error: exit", "failure (network.unreachable) @8"
    ),
    (
      "SyntaxError: hook\n🚨 Error: The checkout hook exited with status 2",
      "failure exit 2 (none) @8"
    ),
    ("# Received cancellation signal, interrupting", "cancelled (buildkite.cancelled) @8"),
  ])
  func `what fails before the command is no failure of the code`(words: String, outcome: String) {
    let outline = Self.outline(Self.head + words + "\n")
    #expect(outline.steps.last == "2 Preparing working directory: \(outcome)")
    #expect(outline.jobs == ["17: \(outcome.prefix { $0 != " " })"])
    #expect(outline.parsed.steps[1].failureClass != .code)
  }

  @Test func `a patch has no headers, nor has what is not at the first column`() {
    let outline = Self.outline(
      """
      ~~~ Running commands
      diff --git a/cart.js b/cart.js
      index 1042337..22df2ae 100644
      --- a/cart.js
      +++ b/cart.js
      @@ -1 +1 @@
       --- not one
      text --- not one
      ---
      --- :one:
      +++ another
      """)
    #expect(outline.steps == ["1 Running commands: success", "2 :one:: success", "3 another: ?"])
  }

  @Test func `thousands of groups are held up to a bound`() {
    let log = (1...1500).map { "--- \($0)" }.joined(separator: "\n")
    let parsed = ParsedContent(log, as: .buildkiteLog)
    #expect(parsed.closes && parsed.steps.count == 1000 && parsed.steps.last?.endLine == 1500)
  }

  @Test func `times that are none do no harm`() {
    let log = [
      "t=", "t=99999999999999", "dt=99999999999999", "dt=99999999999999", "dt=-4", "t=1e3",
    ]
    .map { "\u{1B}_bk;\($0)\u{7}--- x" }.joined(separator: "\n")
    #expect(ParsedContent(log, as: .buildkiteLog).closes)
  }

  @Test(arguments: ["\u{1B}[1;1H", "\u{1B}[H", "\u{1B}[G", "\u{1B}[2K\u{1B}[1G", "\r"])
  func `a header may follow what was drawn in its line`(move: String) {
    let outline = Self.outline("~~~ Running commands\nx\(move)--- Next\n")
    #expect(outline.steps == ["1 Running commands: success", "2 Next: ?"])
    #expect(Self.outline("a\u{1B}[3;7H--- Next\n").steps == ["1 Set up job: ?"])
  }
}
