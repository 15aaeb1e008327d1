// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

@Suite struct PythonReportTests {
  private static let start =
    "============================= test session starts ==============================\n"

  /// Text below the start of a session -> outline.
  @Test(arguments: [
    (
      """
      =========================== short test summary info ============================
      FAILED tests/test_cart.py::test_adds - AssertionError: x - y
      FAILED tests/test_cart.py::test_values[x - y] - AssertionError: assert 'x - y' == 'q'
      FAILED tests/test_cart.py::TestCart::test_removes - assert 0
      ERROR tests/test_cart.py::test_fixture - ValueError: no
      == 3 failed, 4 passed, 1 skipped, 2 xfailed, 1 xpassed, 5 warnings, 1 error in 65.50s (0:01:05) ==
      """,
      "pytest 5 passed 4 failed 3 skipped 65.5s: tests/test_cart.py::test_adds"
        + " | tests/test_cart.py::test_values[x - y] | tests/test_cart.py::TestCart::test_removes"
        + " | tests/test_cart.py::test_fixture"
    ),
    (
      """
      =================================== FAILURES ===================================
      ____________________________ TestCart.test_adds[a.b] ___________________________

          def test_adds(a):
      >       helper(a)

      tests/test_cart.py:51:
      _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _
      tests/helpers.py:7: AssertionError
       TestCartOfACustomerWhoHasMoreThanOne.test_every_price_is_in_one_currency[a b]\u{20}
      tests/test_cart.py:60: AssertionError
      ===================== 2 failed, 1 passed in 0.12 seconds =====================
      """,
      "pytest 1 passed 2 failed 0 skipped 0.12s: tests/test_cart.py::TestCart::test_adds[a.b] | tests/"
        + "test_cart.py::TestCartOfACustomerWhoHasMoreThanOne::test_every_price_is_in_one_currency[a b]"
    ),
    (
      """
      tests/test_cart.py::test_adds FAILED                                     [ 50%]
      tests/test_cart.py::test_sums PASSED                                     [100%]
      ========================= 1 failed, 1 passed in 0.12s ==========================
      """, "pytest 1 passed 1 failed 0 skipped 0.12s: tests/test_cart.py::test_adds"
    ),
    (
      """
      [gw1] [ 50%] FAILED tests/test_cart.py::test_adds\u{20}
      [gw0] [100%] PASSED tests/test_cart.py::test_sums\u{20}
      ========================= 1 failed, 1 passed in 0.12s ==========================
      """, "pytest 1 passed 1 failed 0 skipped 0.12s: tests/test_cart.py::test_adds"
    ),
    (
      """
      ==================================== ERRORS ====================================
      ____________________ ERROR collecting tests/test_cart.py _____________________
      !!!!!!!!!!!!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!!!!!!!!!!!!
      =============================== 1 error in 0.56s ===============================
      """, "pytest 0 passed 1 failed 0 skipped 0.56s: tests/test_cart.py"
    ),
    ("1 failed, 2 passed in 0.50s", "pytest 2 passed 1 failed 0 skipped 0.5s"),
    (
      "============================ no tests ran in 0.01s =============================",
      "pytest 0 passed 0 failed 0 skipped 0.01s"
    ),
    (
      "================ 3 passed, 7 deselected, 2 rerun in 3.00s ================",
      "pytest 3 passed 0 failed 0 skipped 3.0s"
    ),
  ])
  func `pytest`(text: String, outline: String) {
    #expect(TestReportOutline.outline(Self.start + text) == outline)
  }

  @Test(arguments: [
    "================ Video Ended ================", "3 passed away in 1950", "1 failed in time",
    "=== 3 dogs, 2 cats in 5s ===", "5 passed in total", "ERROR tests/test_cart.py",
    "tests/test_cart.py::test_adds FAILED", "99999999999 passed in 1.0s",
    "12 passed in 3 of 4 cases",
  ])
  func `look-alikes of pytest do not count`(text: String) {
    #expect(TestReportOutline.outline(text) == "none")
  }

  private static let rule = String(repeating: "=", count: 70) + "\n"
  private static let dashes = "\n" + String(repeating: "-", count: 70) + "\n"

  @Test(arguments: [
    (
      rule + "ERROR: test_adds (cart.CartTest.test_adds)" + dashes + "Traceback\nValueError\n\n"
        + rule + "FAIL: test_sums (cart.CartTest.test_sums) (i=1)" + dashes + "x\n\n"
        + rule + "FAIL: test_sums (cart.CartTest.test_sums) (i=2)" + dashes + "x\n\n"
        + rule + "UNEXPECTED SUCCESS: test_works (cart.CartTest.test_works)" + dashes
        + "Ran 9 tests in 1.250s\n\nFAILED (failures=2, errors=1, skipped=2, expected failures=1,"
        + " unexpected successes=1)\n",
      "unittest 3 passed 3 failed 3 skipped 1.25s: test_adds (cart.CartTest.test_adds)"
        + " | test_sums (cart.CartTest.test_sums) | test_works (cart.CartTest.test_works)"
    ),
    (
      rule + "FAIL: cart.tests.test_all('a', <class 'b'>)" + dashes + "x\n" + dashes
        + "Ran 5 tests in 2.000s\n\nFAILED (SKIP=1, failures=1)",
      "unittest 3 passed 1 failed 1 skipped 2.0s: cart.tests.test_all('a', <class 'b'>)"
    ),
    ("Ran 1 test in 0.001s\n\nOK", "unittest 1 passed 0 failed 0 skipped 0.001s"),
    (
      "Ran 3 tests in 0.5s\nDestroying test database\nOK (skipped=1)",
      "unittest 2 passed 0 failed 1 skipped 0.5s"
    ),
    ("Ran 0 tests in 0.000s\n\nNO TESTS RAN", "unittest 0 passed 0 failed 0 skipped 0.0s"),
    // The log ends before the outcome.
    (
      rule + "FAIL: test_adds (cart.CartTest)" + dashes + "Ran 3 tests in 0.5s\n",
      "unittest 2 passed 1 failed 0 skipped 0.5s: test_adds (cart.CartTest)"
    ),
    // A fixture of a class fails before any test runs.
    (
      rule + "ERROR: setUpClass (cart.CartTest)" + dashes
        + "Ran 0 tests in 0.5s\n\nFAILED (errors=1)",
      "unittest 0 passed 1 failed 0 skipped 0.5s: setUpClass (cart.CartTest)"
    ),
    ("Ran 3 tests across 2 files. [12.00ms]", "none"), ("Ran 3 tests in parallel", "none"),
    ("OK\nFAILED (failures=2)", "none"), ("ERROR: no space left on device", "none"),
    ("Ran 99999999999 tests in 0.5s\nOK", "none"),
  ])
  func `unittest`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }
}
