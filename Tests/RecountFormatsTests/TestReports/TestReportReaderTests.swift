// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// What holds for the reports of all frameworks.
@Suite struct TestReportReaderTests {
  private static let maven = """
    [INFO] Results:
    [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1

    """
  private static let jest = "Tests:       1 failed, 2 passed, 3 total\nTime:        1.5 s\n"

  @Test func `frameworks add up in the order of their first report`() {
    #expect(
      TestReportOutline.outline(Self.jest + Self.maven + Self.jest)
        == "jest+maven 6 passed 2 failed 1 skipped 3.0s")
  }

  @Test func `a reader begins anew with the next step`() {
    var reader = TestReportReader()
    TestReportOutline.read(Self.jest + "  2 passing (1s)\n  1 failing\n", &reader)
    #expect(
      TestReportOutline.outline(reader.finish()) == "jest+mocha 4 passed 2 failed 0 skipped 2.5s")
    TestReportOutline.read("  1) Cart adds:\n\(Self.maven)", &reader)
    #expect(TestReportOutline.outline(reader.finish()) == "maven 2 passed 0 failed 1 skipped")
    #expect(reader.finish() == nil)
  }

  /// What other tools put before each line.
  @Test(arguments: [
    "test_1  | ", "web-test-1 | ", "#12 3.456 ", "\u{1B}[32m\u{1B}[0m", "Progress: 50 %\r",
  ])
  func `what stands before each line is left out`(prefix: String) {
    let text = Self.jest.split(separator: "\n").map { prefix + $0 + "\n" }.joined()
    #expect(TestReportOutline.outline(text) == "jest 2 passed 1 failed 0 skipped 1.5s")
  }

  @Test func `a table with bars is no service`() {
    #expect(TestReportOutline.outline("a b | Tests:       1 passed, 1 total") == "none")
    #expect(TestReportOutline.outline("|Tests:       1 passed, 1 total") == "none")
  }

  @Test func `names and times are bounded, counts go on`() {
    var reader = TestReportReader()
    let extra = 500
    for number in 0..<TestTotals.maxFailedTests + extra {
      let name = String(repeating: "x", count: 2000) + "\(number)"
      TestReportOutline.read("--- FAIL: \(number)\(name) (0.00s)", &reader)
    }
    for _ in 0..<5 { TestReportOutline.read("ok  \tp\t999999999.9s", &reader) }
    let totals = reader.finish()
    #expect(totals?.failed == TestTotals.maxFailedTests + extra)
    #expect(totals?.failedTests.count == TestTotals.maxFailedTests)
    #expect(totals?.failedTests.allSatisfy { $0.utf8.count <= 1000 } == true)
    let century: Int64 = 36_525 * 86_400_000_000
    #expect(totals?.microseconds == century)
  }

  @Test func `tasks without end are counted and forgotten`() {
    var text = ""
    for number in 1...2500 {
      text += "> Task :m\(number):test FAILED\n3 tests completed, 1 failed\n"
    }
    #expect(TestReportOutline.outline(text) == "gradle 5000 passed 2500 failed 0 skipped")
  }

  @Test func `no damage to a report traps`() {
    var random = SeededGenerator(seed: 7)
    let lines = Self.telling.map { Array($0.utf8) }
    for _ in 0..<300 {
      var reader = TestReportReader()
      for _ in 0..<40 {
        var line = lines[random.below(lines.count)]
        for _ in 0..<random.below(4) where !line.isEmpty {
          let place = random.below(line.count)
          switch random.below(4) {
          case 0: line[place] = UInt8(random.below(256))
          case 1: line.removeSubrange(place...)
          case 2: line.insert(contentsOf: repeatElement(0x39, count: 20), at: place)
          default: line.insert([0x20, 0x09, 0x28, 0x2C, 0x3A, 0x5B][random.below(6)], at: place)
          }
        }
        reader.readColoured(line.span, 0..<line.count)
      }
      guard let totals = reader.finish() else { continue }
      #expect(totals.run == totals.passed + totals.failed && totals.run >= 0)
      #expect(totals.passed >= 0 && totals.skipped >= 0 && !totals.frameworks.isEmpty)
    }
  }

  /// Lines of which each means something to some framework.
  private static let telling = [
    "[INFO] Results:", "[INFO]  T E S T S", "Tests run: 3, Failures: 1, Errors: 0, Skipped: 1",
    "Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 sec - in x",
    "adds(x)  Time elapsed: 0 sec  <<< ERROR!",
    "[junit] Tests run: 1, Failures: 0, Time elapsed: 1 sec",
    "[junit] Testcase: adds took 1 sec", "> Task :test FAILED", "CartTest > adds FAILED",
    "3 tests completed, 1 failed", "[        38 tests failed          ]", "OK (3 tests)",
    "Total tests run: 3, Failures: 1, Skips: 0",
    "[info] Passed: Total 3, Failed 0, Errors 0, Passed 3",
    "=================================== FAILURES ===================================",
    "______ TestCart.test_adds ______", "tests/test_cart.py:12: AssertionError",
    "FAILED tests/test_cart.py::test_adds - x", "==== 1 failed, 2 passed in 0.5s ====",
    String(repeating: "=", count: 70), "FAIL: test_adds (x)", "Ran 3 tests in 0.5s",
    "FAILED (failures=1)", "--- FAIL: TestX (0.00s)", "ok  \tp\t0.1s", "DONE 3 tests in 1.0s",
    "{\"Action\":\"fail\",\"Package\":\"p\",\"Test\":\"TestX\"}", "test a ... FAILED",
    "test result: ok. 3 passed; 0 failed; 0 ignored", "  ● a › b",
    "Tests:       1 failed, 2 passed, 3 total", " Tests  1 failed | 2 passed (3)",
    "  2 passing (1s)",
    "  1 failing", "  1) Cart", "       adds:", "12 examples, 1 failure", "rspec ./x.rb:1 # y",
    "3 runs, 3 assertions, 1 failures, 0 errors, 0 skips", "  1) Failure:",
    "CartTest#test_adds [x:1]:",
    "3 scenarios (1 failed, 2 passed)", "There was 1 failure:", "1) A::b",
    "Tests: 3, Assertions: 3, Failures: 1.", "Time: 00:01.5, Memory: 1 MB", "Test project /x",
    "50% tests passed, 1 tests failed out of 2", "The following tests FAILED:", "\t 1 - a (Failed)",
    "[==========] 2 tests from 1 test suite ran. (1 ms total)",
    "[  FAILED  ] 1 test, listed below:",
    "[  FAILED  ] A.b (0 ms)", "Test Case 'A.b' failed (0.1 seconds)",
    "Test Suite 'All tests' failed at x",
    "\t Executed 2 tests, with 1 failure (0 unexpected) in 1 (1) seconds",
    "✘ Test a() failed after 0.1 seconds with 1 issue.",
    "✘ Test run with 2 tests in 1 suite failed after 0.1 seconds.", "1..2", "not ok 1 - a",
    "# tests 2",
    "# fail 1", "# duration_ms 1", "web_1  | Tests:       1 passed, 1 total",
  ]
}
