// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

/// Gradle, Ant, JUnit's console, TestNG and sbt.
@Suite struct JVMReportTests {
  /// Text -> outline.
  @Test(arguments: [
    (
      """
      > Task :cart:test FAILED

      CartTest > adds() FAILED
          java.lang.AssertionError at CartTest.java:12

      CartTest > Removing > last item FAILED
          java.lang.AssertionError at CartTest.java:20

      1,200 tests completed, 2 failed, 10 skipped
      """,
      "gradle 1188 passed 2 failed 10 skipped: CartTest > adds() | CartTest > Removing > last item"
    ),
    // Of a task without a total its events count, of one with a total only that.
    (
      """
      > Task :price:test
      PriceTest > sums PASSED
      PriceTest > rounds PASSED
      > Task :cart:test
      CartTest > adds PASSED
      CartTest > later SKIPPED
      CartTest > removes FAILED
      3 tests completed, 1 failed, 1 skipped
      > Task :cart:test FAILED
      """, "gradle 3 passed 1 failed 1 skipped: CartTest > removes"
    ),
    // The total stands below the heading of another task.
    (
      """
      > Task :cart:test
      CartTest > adds FAILED
      > Task :price:test
      3 tests completed, 1 failed
      > Task :cart:test FAILED
      """, "gradle 2 passed 1 failed 0 skipped: CartTest > adds"
    ),
    (
      """
      > Task :test
      FAILURE: Executed 80 tests in 2m 41s (1 failed, 22 skipped)
      80 tests completed, 1 failed, 22 skipped
      > Task :integrationTest
      SUCCESS: Executed 5 tests in 1.2s
      """, "gradle 62 passed 1 failed 22 skipped"
    ),
    (
      "Results: SUCCESS (12 tests, 10 successes, 0 failures, 2 skipped)",
      "gradle 10 passed 0 failed 2 skipped"
    ),
    // The task ran again.
    (
      "3 tests completed, 1 failed\n3 tests completed, 2 failed",
      "gradle 3 passed 3 failed 0 skipped"
    ),
    (
      "> Task :test\n\nshop.cart.CartTest.values FAILED\n    java.lang.NullPointerException\n",
      "gradle 0 passed 1 failed 0 skipped: shop.cart.CartTest.values"
    ),
    ("> Task :test FAILED\n> Task :cart:check FAILED", "none"),
    ("BUILD FAILED in 10s", "none"), ("step one > step two FAILED to start", "none"),
    ("> Task :test\nshop.cart.upload FAILED\nnext", "none"),
    ("12 tests completed today, 1 failed", "none"),
  ])
  func `Gradle`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
          [junit] Running shop.CartTest
          [junit] Testsuite: shop.CartTest
          [junit] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.5 sec
          [junit] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.5 sec
          [junit] Testcase: adds took 0.1 sec
          [junit] \tFAILED
          [junit] expected:<1> but was:<2>
          [junit] Testcase: sums took 0.1 sec
          [junit] Testcase: removes took 0.1 sec
          [junit] \tCaused an ERROR
          [junit] Test shop.CartTest FAILED
          [junit] Running shop.PriceTest
          [junit] Tests run: 2, Failures: 0, Errors: 0, Time elapsed: 1.5 sec
      """, "ant 3 passed 2 failed 0 skipped 2.0s: adds(shop.CartTest) | removes(shop.CartTest)"
    ),
    (
      """
      [junit] Testcase: adds(shop.CartTest):\tFAILED
      [junit] Tests run: 1, Failures: 1, Errors: 0, Time elapsed: 0.5 sec
      """, "ant 0 passed 1 failed 0 skipped 0.5s: adds(shop.CartTest)"
    ),
    (
      "Testsuite: shop.CartTest\nTests run: 7, Failures: 1, Errors: 0, Time elapsed: 3.7 sec",
      "none"
    ),
    ("[javac] Tests run: 7, Failures: 1, Errors: 0, Time elapsed: 3.7 sec", "none"),
  ])
  func `Ant`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      Failures (2):
        JUnit Jupiter:CartTest:adds()
          MethodSource [className = 'shop.CartTest', methodName = 'adds', methodParameterTypes = '']
          => java.lang.AssertionError
        JUnit Jupiter:PriceTest
          ClassSource [className = 'shop.PriceTest', filePosition = null]
          => java.lang.IllegalStateException

      Test run finished after 1234 ms
      [         3 containers found      ]
      [         1 containers failed     ]
      [        12 tests found           ]
      [         1 tests skipped         ]
      [        11 tests started         ]
      [         2 tests aborted         ]
      [         7 tests successful      ]
      [         2 tests failed          ]
      """, "junit 7 passed 2 failed 3 skipped 1.234s: shop.CartTest.adds | shop.PriceTest"
    ),
    (
      "JUnit version 4.13.2\n.....\nTime: 0.25\n\nOK (5 tests)",
      "junit 5 passed 0 failed 0 skipped 0.25s"
    ),
    (
      """
      Time: 0.5
      There was 1 failure:
      1) adds(shop.CartTest)
      java.lang.AssertionError: expected:<1>

      FAILURES!!!
      Tests run: 5,  Failures: 1
      """, "junit 4 passed 1 failed 0 skipped 0.5s: adds(shop.CartTest)"
    ),
    ("OK (5 tests passed)", "none"), ("[         2 tests flaky           ]", "none"),
    ("1) adds(shop.CartTest)", "none"),
  ])
  func `JUnit`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      PASSED: sums
      FAILED: adds
      ===============================================
          Default test
          Tests run: 5, Failures: 1, Skips: 1
      ===============================================

      ===============================================
      Default suite
      Total tests run: 5, Passes: 3, Failures: 1, Skips: 1
      ===============================================
      """, "testng 3 passed 1 failed 1 skipped: adds"
    ),
    ("Total tests run: many, Failures: 1, Skips: 1", "none"), ("Total tests run: 5", "none"),
    ("FAILED: to connect", "none"),
  ])
  func `TestNG`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    (
      """
      [info] - should sum
      [info] - should add *** FAILED ***
      [info]   1 did not equal 2 (CartSpec.scala:12)
      [error] Failed: Total 6, Failed 1, Errors 0, Passed 3, Skipped 1, Ignored 1
      [error] Failed tests:
      [error] \tshop.CartSpec
      """, "sbt 3 passed 1 failed 2 skipped: should add"
    ),
    (
      "[error] Test shop.CartTest.adds failed: expected 1\n"
        + "[error] Error: Total 2, Failed 1, Errors 1, Passed 0",
      "sbt 0 passed 2 failed 0 skipped: shop.CartTest.adds"
    ),
    ("[info] Passed: all of them", "none"),
    ("Passed: Total 6, Failed 0, Errors 0, Passed 6", "none"),
  ])
  func `sbt`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }
}
