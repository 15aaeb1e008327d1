// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

@Suite struct MavenReportTests {
  private static let surefire3 = """
    [INFO] -------------------------------------------------------
    [INFO]  T E S T S
    [INFO] -------------------------------------------------------
    [INFO] Running shop.CartTest
    [ERROR] Tests run: 4, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 1,000.5 s <<< FAILURE! -- in shop.CartTest
    [ERROR] shop.CartTest.adds(int)[2] -- Time elapsed: 0.01 s <<< FAILURE!
    java.lang.AssertionError: expected:<1> but was:<2>
    [ERROR] shop.CartTest.removes -- Time elapsed: 0.01 s <<< ERROR!
    [INFO] Running shop.PriceTest
    [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.5 s -- in shop.PriceTest
    """
  private static let total = """

    [INFO]
    [INFO] Results:
    [INFO]
    [ERROR] Failures:
    [ERROR]   CartTest.adds:12 expected:<1> but was:<2>
    [ERROR] Errors:
    [ERROR]   CartTest.removes:20 » NullPointer
    [INFO]
    [ERROR] Tests run: 6, Failures: 1, Errors: 1, Skipped: 1
    [INFO]
    """

  @Test func `a module counts by its total`() {
    #expect(
      TestReportOutline.outline(Self.surefire3 + Self.total)
        == "maven 3 passed 2 failed 1 skipped 1001.0s: shop.CartTest.adds(int)[2] | shop.CartTest.removes"
    )
  }

  @Test func `modules add up, and a log that stops counts by its classes`() {
    #expect(
      TestReportOutline.outline(Self.surefire3 + Self.total + "\n" + Self.surefire3)
        == "maven 6 passed 4 failed 2 skipped 2002.0s: shop.CartTest.adds(int)[2] | shop.CartTest.removes"
    )
  }

  /// Text -> outline.
  @Test(arguments: [
    // Before 2.13 the list has the names, the first behind the heading.
    (
      """
      Running shop.CartTest
      Tests run: 3, Failures: 2, Errors: 0, Skipped: 0, Time elapsed: 0.2 sec <<< FAILURE!

      Results :

      Failed tests:   adds(shop.CartTest): expected:<1> but was:<2>
        removes(shop.CartTest)

      Tests run: 3, Failures: 2, Errors: 0, Skipped: 0

      """, "maven 1 passed 2 failed 0 skipped 0.2s: adds(shop.CartTest) | removes(shop.CartTest)"
    ),
    // A test that fails and then passes is a flake, no failure.
    (
      """
      [ERROR] shop.CartTest.adds -- Time elapsed: 0.01 s <<< FAILURE!
      [ERROR] shop.CartTest.removes -- Time elapsed: 0.01 s <<< FAILURE!
      [INFO] Results:
      [INFO]
      [ERROR] Failures:
      [ERROR] shop.CartTest.removes
      [ERROR]   Run 1: CartTest.removes:9 expected:<1>
      [ERROR]   Run 2: CartTest.removes:9 expected:<1>
      [INFO]
      [WARNING] Flakes:
      [WARNING] shop.CartTest.adds
      [ERROR]   Run 1: CartTest.adds:5 expected:<1>
      [INFO]   Run 2: PASS
      [INFO]
      [ERROR] Tests run: 9, Failures: 1, Errors: 0, Skipped: 0, Flakes: 1
      """, "maven 8 passed 1 failed 0 skipped: shop.CartTest.removes"
    ),
    // What the tests print themselves is theirs.
    (
      """
       T E S T S
      Running shop.SuiteTest
      Total tests run: 12, Failures: 1, Skips: 0
      OK (3 tests)
      Tests run: 12, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 3 sec - in shop.SuiteTest
      Results :
      Tests run: 12, Failures: 1, Errors: 0, Skipped: 0
      """, "maven 11 passed 1 failed 0 skipped 3.0s"
    ),
    (
      "[INFO] Results:\n[INFO]\n[INFO] Tests run: 0, Failures: 0, Errors: 0, Skipped: 0",
      "maven 0 passed 0 failed 0 skipped"
    ),
  ])
  func `reports are read`(text: String, outline: String) {
    #expect(TestReportOutline.outline(text) == outline)
  }

  @Test(arguments: [
    "Tests run: 6, Failures: 1, Errors: 1, Skipped: 1",
    "[INFO] Results:\nTests run: 7, Failures: 1, Errors: 0, Time elapsed: 3.7 sec",
    "[INFO] Tests run: 9999999999, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s - in x",
    "[INFO] Results:\n[INFO] Tests run: 99999999999999999999, Failures: 0, Errors: 0, Skipped: 0",
    "Results of the survey: Tests run: 6, Failures: 1", "[INFO] Results",
    "assertEquals(\"Tests run: 6, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 1 s\", line)",
    "    Tests run: 6, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 1 s",
    "[INFO] Tests are skipped.", "[ERROR] Failed to execute goal <<< FAILURE!",
  ])
  func `look-alikes do not count`(text: String) {
    #expect(TestReportOutline.outline(text) == "none")
  }
}
