// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

/// Go, Cargo, CTest, GoogleTest, XCTest and Swift Testing.
@Suite struct CompiledReportTests {
  /// Text -> outline.
  @Test(arguments: [
    (
      """
      === RUN   TestAdds
      --- PASS: TestAdds (0.00s)
      --- FAIL: TestSums (0.02s)
          --- FAIL: TestSums/of_two (0.00s)
              cart_test.go:12: 1 != 2
      --- SKIP: TestLater (0.00s)
      FAIL
      FAIL\tshop/cart\t0.250s
      ok  \tshop/price\t1.000s\tcoverage: 80.0% of statements
      ok  \tshop/tax\t(cached)
      ?   \tshop/api\t[no test files]
      FAIL
      """, "go 1 passed 1 failed 1 skipped 1.25s: TestSums"
    ),
    ("ok  \tshop/price\t0.012s", "go 0 passed 0 failed 0 skipped 0.012s"),
    ("FAIL\tshop/cart [build failed]", "go 0 passed 0 failed 0 skipped"),
    (
      #"""
      {"Time":"2025-03-12T09:14:02Z","Action":"run","Package":"shop/cart","Test":"TestAdds"}
      {"Time":"2025-03-12T09:14:02Z","Action":"output","Package":"shop/cart","Test":"TestAdds","Output":"--- FAIL: TestX (0.00s) \"Action\":\"fail\"\n"}
      {"Time":"2025-03-12T09:14:02Z","Action":"pass","Package":"shop/cart","Test":"TestAdds","Elapsed":0.1}
      {"Time":"2025-03-12T09:14:02Z","Action":"fail","Package":"shop/cart","Test":"TestSums/of_two","Elapsed":0}
      {"Time":"2025-03-12T09:14:02Z","Action":"fail","Package":"shop/cart","Test":"TestSums","Elapsed":0}
      {"Action":"fail","Package":"shop/cart","Elapsed":0.5}
      """#, "go 1 passed 1 failed 0 skipped 0.5s: TestSums"
    ),
    (
      """
      --- FAIL: TestSums (0.02s)
      === FAIL: shop/cart TestSums (0.02s)
      DONE 12 tests, 2 skipped, 1 failure in 1.234s
      """, "go 9 passed 1 failed 2 skipped 1.234s: TestSums"
    ),
    (#"{"Action":"pass","Name":"gate"}"#, "none"), ("--- FAIL: the build", "none"),
    ("ok   done", "none"), ("DONE 12 tests", "none"), ("DONE [3/3] linking", "none"),
  ])
  func `Go`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      running 4 tests
      test cart::adds ... FAILED
      test cart::sums ... ok
      test cart::later ... ignored

      failures:

      ---- cart::adds stdout ----
          looks::listed

      failures:
          cart::adds

      test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.25s

         Doc-tests shop
      test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.50s
      """, "cargo 3 passed 1 failed 1 skipped 0.75s: cart::adds"
    ),
    (
      "test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured",
      "cargo 5 passed 0 failed 0 skipped"
    ),
    (
      """
              FAIL [   0.005s] shop cart::adds
           Summary [   0.123s] 10 tests run: 8 passed (1 slow, 1 flaky), 1 failed, 1 timed out, 2 skipped
              FAIL [   0.005s] shop cart::adds
      """, "cargo 8 passed 2 failed 2 skipped 0.123s: shop cart::adds"
    ),
    ("test result: pending", "none"), ("test the waters ... FAILED", "none"),
    ("Summary [done] 10 tests run: 9 passed", "none"),
  ])
  func `Cargo`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      Test project /home/ci/build
          Start 1: cart.adds
      1/4 Test #1: cart.adds ........................***Failed    0.01 sec
      [==========] Running 2 tests from 1 test suite.
      [  FAILED  ] Cart.Adds (0 ms)
      [==========] 2 tests from 1 test suite ran. (4 ms total)
      [  PASSED  ] 1 test.
      [  FAILED  ] 1 test, listed below:
      [  FAILED  ] Cart.Adds

      50% tests passed, 2 tests failed out of 4

      Total Test time (real) =   0.12 sec

      The following tests did not run:
      \t  3 - cart.later (Skipped)

      The following tests FAILED:
      \t  1 - cart.adds (Failed)
      \t  4 - cart.sums (Timeout)
      Errors while running CTest
      """, "ctest 1 passed 2 failed 1 skipped 0.12s: cart.adds | cart.sums"
    ),
    ("100% tests passed, 0 tests failed out of 1,024", "ctest 1024 passed 0 failed 0 skipped"),
    ("100% tests passed", "none"), ("  3 - cart (Failed)", "none"),
    ("90% tests passed, some failed out of 3", "none"),
  ])
  func `CTest`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      [==========] Running 4 tests from 2 test suites.
      [       OK ] Cart.Sums (0 ms)
      [  FAILED  ] Cart.Adds/0, where GetParam() = 1 (0 ms)
      [  SKIPPED ] Cart.Later (0 ms)
      [==========] 4 tests from 2 test suites ran. (1500 ms total)
      [  PASSED  ] 2 tests.
      [  SKIPPED ] 1 test, listed below:
      [  SKIPPED ] Cart.Later
      [  FAILED  ] 1 test, listed below:
      [  FAILED  ] Cart.Adds/0, where GetParam() = 1

       1 FAILED TEST
      """, "gtest 2 passed 1 failed 1 skipped 1.5s: Cart.Adds/0"
    ),
    // The program crashed; the next one counts by its summary.
    (
      """
      [==========] Running 4 tests from 2 test suites.
      [       OK ] Cart.Sums (0 ms)
      [ RUN      ] Cart.Crashes
      Segmentation fault
      [==========] Running 1 test from 1 test suite.
      [       OK ] Price.Sums (0 ms)
      [==========] 1 test from 1 test suite ran. (2 ms total)
      [  PASSED  ] 1 test.
      """, "gtest 2 passed 0 failed 0 skipped 0.002s"
    ),
    ("[  PASSED  ] 3 tests.", "none"), ("[==========] loading", "none"),
    ("[  FAILED  ] to start the service", "none"),
  ])
  func `GoogleTest`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  private static let cases = """
    Test Suite 'All tests' started at 2025-03-12 09:14:02.476
    Test Suite 'CartTests' started at 2025-03-12 09:14:02.477
    Test Case 'CartTests.testSums' passed (0.001 seconds)
    Test Case 'CartTests.testAdds' started at 2025-03-12 09:14:02.478
    Test Case 'CartTests.testAdds' failed (0.0 seconds)
    Test Case '-[Shop.CartTests testLater]' skipped (0.0 seconds).

    """

  @Test(arguments: [
    (
      cases + """
        Test Suite 'CartTests' failed at 2025-03-12 09:14:02.478
        \t Executed 3 tests, with 1 test skipped and 2 failures (0 unexpected) in 0.25 (0.26) seconds
        Test Suite 'All tests' failed at 2025-03-12 09:14:02.478
        \t Executed 3 tests, with 1 test skipped and 2 failures (0 unexpected) in 0.25 (0.26) seconds
        """, "xctest 1 passed 1 failed 1 skipped 0.25s: CartTests.testAdds"
    ),
    (cases, "xctest 1 passed 1 failed 1 skipped: CartTests.testAdds"),
    (
      """
      Test Suite 'Selected tests' passed at 2025-03-12 09:14:02.478.
      \t Executed 12 tests, with 0 failures (0 unexpected) in 1.5 (1.6) seconds
      """, "xctest 12 passed 0 failed 0 skipped 1.5s"
    ),
    (
      """
      Test Suite 'All tests' passed at 2025-03-12 09:14:02.478
      \t Executed 0 tests, with 0 failures (0 unexpected) in 0.0 (0.0) seconds
      """, "none"
    ),
    ("Executed 12 tests, with 1 failure (0 unexpected) in 1.5 (1.6) seconds", "none"),
    ("Test Case 'CartTests.testAdds' failed", "none"), ("Executed 3 queries", "none"),
  ])
  func `XCTest`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  /// The marks are written otherwise, for what reads the output of these tests.
  @Test(arguments: [
    (
      """
      ◇ Test run started.
      ➜ Test later() skipped: "not yet"
      ◇ Test "is skipped over" started.
      [v] Test adds() passed after 0.001 seconds.
      [v] Test "is skipped over" passed after 0.001 seconds.
      [x] Test values(_:) with 3 test cases failed after 0.001 seconds with 2 issues.
      [x] Test "works with 2 failed after all" failed after 0.001 seconds with 1 issue.
      [x] Suite Cart failed after 0.001 seconds with 3 issues.
      [x] Test run with 5 tests in 1 suite failed after 0.25 seconds with 3 issues.
      """,
      "swift-testing 3 passed 2 failed 1 skipped 0.25s: values(_:) | \"works with 2 failed after all\""
    ),
    (
      "[v] Test run with 0 tests passed after 0.001 seconds.",
      "swift-testing 0 passed 0 failed 0 skipped 0.001s"
    ),
    (
      "[x] Test adds() failed after 0.001 seconds with 1 issue.",
      "swift-testing 0 passed 1 failed 0 skipped: adds()"
    ),
    ("[v] Test environment ready", "none"), ("[x] Tests failed after 3 seconds", "none"),
    ("[v] Test run with flags passed", "none"),
  ])
  func `Swift Testing`(text: String, outline: String) {
    #expect(
      TestReportOutline.outline(text.replacing("[x]", with: "✘").replacing("[v]", with: "✔"))
        == outline)
  }
}
