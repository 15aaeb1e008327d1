// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

/// Jest, Vitest, Mocha, TAP, RSpec, minitest, Cucumber and PHPUnit.
@Suite struct ScriptReportTests {
  /// Text -> outline.
  @Test(arguments: [
    (
      """
       FAIL test/cart.test.js
        ● Cart › adds

          expect(received).toBe(expected)
        ● Console
        ● Test suite failed to run
      Summary of all failing tests
        ● Cart › adds
      Test Suites: 2 failed, 1 passed, 3 total
      Tests:       1 failed, 2 skipped, 1 todo, 9 passed, 13 total
      Snapshots:   0 total
      Time:        3.25 s, estimated 5 s
      Ran all test suites.
      """, "jest 9 passed 1 failed 3 skipped 3.25s: Cart › adds"
    ),
    (
      "  ● works alone\n  ● Invalid setting\nTests:       1 failed, 1 total\nTime:        680ms",
      "jest 0 passed 1 failed 0 skipped 0.68s"
    ),
    (
      "  ● works alone\nTests:       1 failed, 1 total",
      "jest 0 passed 1 failed 0 skipped: works alone"
    ),
    (
      "Tests:       0 total\nSnapshots:   0 total\nTime:        0.9s",
      "jest 0 passed 0 failed 0 skipped 0.9s"
    ),
    ("Tests:  see the wiki", "none"), ("Tests:  3 passed", "none"),
    ("● nginx.service - failed", "none"),
    ("Time:        0.9s", "none"), ("Tests:       99999999999 passed, 99999999999 total", "none"),
  ])
  func `Jest`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
       FAIL  test/cart.test.ts > Cart > adds
      AssertionError: expected 1 to be 2
       Test Files  1 failed | 2 passed (3)
            Tests  1 failed | 5 passed | 1 skipped | 2 todo (9)
         Start at  09:14:02
         Duration  1.25s (transform 60ms, setup 0ms)
      """, "vitest 5 passed 1 failed 3 skipped 1.25s: test/cart.test.ts > Cart > adds"
    ),
    (" Tests  5 passed (5)\n Duration  12.50s", "vitest 5 passed 0 failed 0 skipped 12.5s"),
    (" Tests  5 passed", "none"), ("Tests  1 | 2", "none"),
  ])
  func `Vitest`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
          ✓ sums
          1) adds

        12 passing (9s)
        1 pending
        3 failing

        1) Cart
             with items:
               adds:
           AssertionError: expected 1
            at Context.<anonymous> (test/cart.js:7:10)

        2) Cart "before all" hook:
           TypeError: x
        3) Prices
             sums:

            AssertionError: x
        4) not one of them
      """,
      "mocha 12 passed 3 failed 1 skipped 9.0s: Cart with items: adds | Cart \"before all\" hook"
        + " | Prices sums"
    ),
    ("  145 passing (1m)\n  3 passing (250ms)", "mocha 148 passed 0 failed 0 skipped 60.25s"),
    ("  3 failing", "none"), ("3 passing (9s)", "none"), ("  3 passing thoughts (9s)", "none"),
    ("  3 passing (fast)", "none"),
  ])
  func `Mocha`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      "1..4\nok 1 sums\nnot ok 2 adds\nok 3 later # SKIP not yet\nnot ok 4 new # TODO\n",
      "tap 1 passed 1 failed 2 skipped: adds"
    ),
    ("ok 1 - sums\nnot ok 2 - adds\n1..2", "tap 1 passed 1 failed 0 skipped: adds"),
    (
      """
      TAP version 13
      not ok 1 - top
        failureType: 'testCodeFailure'
          not ok 1 - adds
            failureType: 'testCodeFailure'
          ok 2 - sums
          1..2
      not ok 2 - Cart
        failureType: 'subtestsFailed'
      1..2
      # tests 5
      # suites 1
      # pass 1
      # fail 2
      # cancelled 0
      # skipped 1
      # todo 1
      # duration_ms 72.5
      """, "tap 1 passed 2 failed 2 skipped 0.0725s: top | adds"
    ),
    (
      "ℹ tests 3\nℹ suites 0\nℹ pass 3\nℹ fail 0\nℹ duration_ms 5",
      "tap 3 passed 0 failed 0 skipped 0.005s"
    ),
    ("ok 1\nok 2 - no plan", "none"), ("# tests\n# pass the salt", "none"), ("1...3", "none"),
    ("not ok 1 - no plan", "none"),
  ])
  func `TAP`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      Finished in 1 minute 2.5 seconds (files took 0.2 seconds to load)
      12 examples, 1 failure, 2 pending, 1 error occurred outside of examples

      Failed examples:

      rspec ./spec/cart_spec.rb:12 # Cart adds
      """, "rspec 8 passed 2 failed 2 skipped 62.5s: ./spec/cart_spec.rb:12 # Cart adds"
    ),
    ("1 example, 0 failures", "rspec 1 passed 0 failed 0 skipped"),
    ("12 examples follow", "none"), ("rspec ./spec/cart_spec.rb:12", "none"),
    ("3 examples, some failures", "none"),
  ])
  func `RSpec`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      Finished in 0.250000s, 48.0 runs/s, 120.0 assertions/s.

        1) Failure:
      CartTest#test_adds [test/cart_test.rb:7]:
      Expected: 1

        2) Error:
      CartTest#test_sums:
      RuntimeError: x

      12 runs, 30 assertions, 1 failures, 1 errors, 2 skips
      """, "minitest 8 passed 2 failed 2 skipped 0.25s: CartTest#test_adds | CartTest#test_sums"
    ),
    (
      """
      Failure: test_adds(CartTest): expected 1
      Finished in 0.5 seconds.
      5 tests, 9 assertions, 1 failures, 0 errors, 1 pendings, 1 omissions, 0 notifications
      """, "minitest 2 passed 1 failed 2 skipped 0.5s: test_adds(CartTest)"
    ),
    ("5 tests, 9 assertions", "none"), ("Failure: disk is full\nError:\nx", "none"),
    ("3 runs in 5 days", "none"),
  ])
  func `minitest`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      Failing Scenarios:
      cucumber features/cart.feature:3 # Scenario: adds

      6 scenarios (1 failed, 1 skipped, 1 undefined, 3 passed)
      18 steps (1 failed, 2 skipped, 15 passed)
      0m0.123s
      """, "cucumber 3 passed 1 failed 2 skipped: features/cart.feature:3 # Scenario: adds"
    ),
    ("1 Scenarios (1 passed)", "cucumber 1 passed 0 failed 0 skipped"),
    ("0 scenarios", "cucumber 0 passed 0 failed 0 skipped"),
    ("6 scenarios were written", "none"), ("6 scenarios (nearly done)", "none"),
  ])
  func `Cucumber`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      Time: 01:02.500, Memory: 10.00 MB

      There was 1 error:

      1) Shop\\CartTest::testSums
      RuntimeException: x
      There was 1 failure:

      1) Shop\\CartTest::testAdds with data set #0 (1, 2)
      Failed asserting that 1 matches expected 2.
      There was 1 skipped test:

      1) Shop\\CartTest::testLater
      FAILURES!
      Tests: 12, Assertions: 30, Errors: 1, Failures: 1, Skipped: 1, Incomplete: 1, Risky: 1.
      """,
      "phpunit 8 passed 2 failed 2 skipped 62.5s: Shop\\CartTest::testSums"
        + " | Shop\\CartTest::testAdds with data set #0 (1, 2)"
    ),
    (
      "Time: 123 ms, Memory: 4.00MB\n\nOK (1 test, 3 assertions)",
      "phpunit 1 passed 0 failed 0 skipped 0.123s"
    ),
    ("No tests executed!", "phpunit 0 passed 0 failed 0 skipped"),
    ("Tests: 12, Failures: 1.", "none"), ("OK (1 test, no assertion)", "none"),
    ("Tests: 12, Assertions: 30, Failures: 1 and more", "none"),
  ])
  func `PHPUnit`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }
}
