// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct FailureBlockTests {
  /// The ranges found in the lines of `text`, of which the first has number 1.
  private func ranges(_ text: String) throws -> [LineRange] {
    var finder = FailureFinder(FailureRuleSet.shipped)
    return try #require(VisibleLines(Array(text.utf8), endsAtReturn: false).evidence(&finder))
      .failures
  }

  @Test func `a stack trace belongs to the test above it`() throws {
    let text = """
      Running cart.CartTest
      Tests run: 1, Failures: 0, Errors: 1, Skipped: 0, Time elapsed: 0.2 sec <<< FAILURE!
      adds(cart.CartTest)  Time elapsed: 0.2 sec  <<< ERROR!
      java.lang.RuntimeException: java.io.IOException: no
      \tat cart.Cart.add(Cart.java:13)
      \t... 32 more
      Caused by: java.io.IOException: no
      \tat cart.Disk.read(Disk.java:4)

      Running cart.ListTest
      Tests run: 6, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 48.1 sec
      """
    #expect(try ranges(text) == [LineRange(2, 8)])
  }

  @Test func `source and caret belong to the compiler's error`() throws {
    let text = """
      cc -c cart.c
      cart.c:7:5: error: 'x' undeclared (first use in this function)
          7 |     x = 1;
            |     ^
      cart.c:9:5: warning: unused variable 'y'
          9 |     int y;
      make: *** [Makefile:3: cart.o] Error 1
      """
    #expect(try ranges(text) == [LineRange(2, 4), LineRange(7, 7)])
  }

  @Test func `a Python traceback ends with its message`() throws {
    let text = """
      starting
      Traceback (most recent call last):
        File "cart.py", line 3, in <module>
          add(1)
      ValueError: no
      done
      """
    #expect(try ranges(text) == [LineRange(2, 5)])
  }

  @Test func `a framed test begins at the frame`() throws {
    let text = """
      ..F.
      ======================================================================
      FAIL: test_adds (tests.test_cart.Cart)
      ----------------------------------------------------------------------
      Traceback (most recent call last):
        File "tests/test_cart.py", line 9, in test_adds
          self.assertEqual(1, 2)
      AssertionError: 1 != 2

      ----------------------------------------------------------------------
      Ran 4 tests in 0.01s

      FAILED (failures=1)
      """
    #expect(try ranges(text) == [LineRange(2, 8), LineRange(13, 13)])
  }

  @Test func `a paragraph of Gradle ends where it does`() throws {
    let text = """
      FAILURE: Build failed with an exception.

      * What went wrong:
      Execution failed for task ':core:test'.
      > There were failing tests. See the report at: file:///a/index.html

      * Try:
      > Run with --stacktrace option to get the stack trace.
      """
    #expect(try ranges(text) == [LineRange(1, 1), LineRange(3, 5)])
  }

  @Test func `a panic of Go goes on over its empty line`() throws {
    let text = """
      panic: runtime error: index out of range [3] with length 3

      goroutine 1 [running]:
      main.main()
      \t/src/main.go:7 +0x1d
      exit status 2

      ok
      """
    #expect(try ranges(text) == [LineRange(1, 6)])
  }

  @Test func `a section of tests goes on over empty lines`() throws {
    let text = """
        12 passing (1s)
        1 failing

        1) cart
             adds:

            AssertionError: expected 1 to equal 2
            at Context.<anonymous> (test/cart.js:7:5)

      npm ERR! Test failed.  See above for more details.
      """
    #expect(try ranges(text) == [LineRange(2, 8), LineRange(10, 10)])
  }

  @Test func `a run of Maven's errors is one block and BuildKit's prefix is looked through`() throws
  {
    let text = """
      #19 22.32 [INFO] BUILD FAILURE
      #19 22.32 [ERROR] Failed to execute goal on project core: Could not resolve dependencies
      #19 22.32 [ERROR] 
      #19 22.32 [ERROR] Re-run Maven using the -X switch to enable full debug logging.
      #19 ERROR: process "/bin/sh -c mvn package" did not complete successfully: exit code: 1
      ------
      """
    #expect(try ranges(text) == [LineRange(2, 5)])
  }

  @Test func `what an error draws in has an end`() throws {
    let text = "error: no\n" + String(repeating: "  indented\n", count: 500) + "error: no\n"
    #expect(try ranges(text) == [LineRange(1, 61), LineRange(502, 502)])
  }
}
