// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct JUnitTests {
  private static func outline(
    _ text: String, path: String = "build/TEST-cart.xml",
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(text, as: .junitXML, path: path, sourceLocation: sourceLocation)
  }

  private static func suite(_ cases: String, _ attributes: String = "") -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"cart\" \(attributes)>\n"
      + cases + "\n</testsuite>\n"
  }

  private static func counts(_ outline: StepOutline) -> [Int] {
    let tests = outline.parsed.steps.first?.tests
    return [tests?.run, tests?.passed, tests?.failed, tests?.skipped].map { $0 ?? -1 }
  }

  // MARK: - Totals

  @Test func `the times of thousands of testcases end at a century`() {
    let test = #"<testcase name="waits" time="3155760000"/>"#
    let outline = Self.outline(
      Self.suite(Array(repeating: test, count: 4000).joined(separator: "\n")))
    #expect(outline.parsed.steps.first?.tests?.microseconds == 3_155_760_000_000_000)
  }

  @Test func `testcases are counted, not the totals of nested suites`() {
    let outline = Self.outline(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE testsuites [<!ENTITY x "y"> <!ELEMENT a (b)>]>
      <!-- <testcase name="commented"/> -->
      <testsuites name="all" tests="99" failures="99" time="7.5">
        <testsuite name="outer" tests="4" failures="2">
          <properties><property name="os" value="linux &gt; 5"/></properties>
          <testsuite name="inner" tests="4" failures="1" timestamp="2025-03-12T09:14:02" time="3.5">
            <testcase classname="cart.T" name="adds" time="0.012"/>
            <testcase classname="cart.T" name="sells" time="1,234.5">
              <failure message="expected &lt;1&gt; &amp; got &#50;" type="AssertionError">
      at cart.T.sells(T.java:9)
              </failure>
              <system-out><![CDATA[ <testcase name="printed"/> ]]></system-out>
            </testcase>
            <testcase classname="cart.T" name="waits" time=""><skipped/></testcase>
            <testcase name='lonely' time='x'><error type="java.io.IOException"/></testcase>
          </testsuite>
        </testsuite>
      </testsuites>
      """)
    #expect(Self.counts(outline) == [3, 1, 2, 1])
    #expect(
      outline.steps == [
        "1 all: ? (junit.test-failed) @9 09:14:02.000-09:14:05.500"
      ])
    #expect(outline.excerpts == ["cart.T.sells: expected <1> & got 2"])
    let step = outline.parsed.steps.first
    #expect(step?.tests?.failedTests == ["cart.T.sells", "lonely"])
    #expect(step?.tests?.microseconds == 1_234_512_000 && step?.tests?.frameworks == ["junit"])
    #expect(step?.failures == [LineRange(9, 14), LineRange(16, 16)] && step?.failureEndLine == 14)
    #expect(outline.parsed.quality == .zoneAssumed && outline.jobs.isEmpty)
    #expect(step?.key.run == "build" && step?.key.job == "TEST-cart" && step?.line == 4)
  }

  @Test(arguments: [
    ("<testcase name=\"a\"/>", [1, 1, 0, 0]),
    ("<testcase name=\"a\"></testcase>", [1, 1, 0, 0]),
    ("<testcase name=\"a\"><failure/></testcase>", [1, 0, 1, 0]),
    ("<testcase name=\"a\"><failure/><error/></testcase>", [1, 0, 1, 0]),
    ("<testcase name=\"a\"><failure/><rerunFailure>x</rerunFailure></testcase>", [1, 0, 1, 0]),
    ("<testcase name=\"a\"><flakyFailure>x</flakyFailure><flakyError/></testcase>", [1, 1, 0, 0]),
    ("<testcase name=\"a\" status=\"notrun\"/>", [0, 0, 0, 1]),
    ("<testcase name=\"a\"><skipped message=\"x\"/></testcase>", [0, 0, 0, 1]),
    // Failed, then passed: flaky. Failed twice: tried again. Passed, then failed: failed.
    ("<testcase name=\"a\"><failure/></testcase><testcase name=\"a\"/>", [1, 1, 0, 0]),
    (
      "<testcase name=\"a\"><failure/></testcase><testcase name=\"a\"><failure/></testcase>",
      [1, 0, 1, 0]
    ),
    ("<testcase name=\"a\"/><testcase name=\"a\"><failure/></testcase>", [2, 1, 1, 0]),
    (
      "<testcase name=\"a\"><failure/></testcase><testcase name=\"a\" classname=\"b\"/>",
      [2, 1, 1, 0]
    ),
  ])
  func `a test is what its element holds`(cases: String, counts: [Int]) {
    let outline = Self.outline(Self.suite(cases))
    #expect(Self.counts(outline) == counts)
    #expect(outline.parsed.steps.first?.isOutcomeKnown == false)
    #expect(outline.parsed.steps.first?.outcome == (counts[2] > 0 ? .failure : .success))
  }

  @Test func `the text of a failure tells where its attribute does not`() {
    let outline = Self.outline(
      Self.suite(
        "<testcase name=\"a\"><failure>\n\n  expected &quot;1&quot;\n at x</failure></testcase>\n"
          + "<testcase name=\"b\"><failure><![CDATA[<oops> ]]></failure></testcase>"))
    #expect(outline.excerpts == ["a: expected \"1\""])
    let cdata = Self.outline(
      Self.suite("<testcase name=\"b\"><error><![CDATA[\nwas <2>\n]]></error></testcase>"))
    #expect(cdata.excerpts.first?.hasPrefix("b: ") == true)
  }

  // MARK: - Damage

  @Test func `raw terminal output does no harm`() {
    let outline = Self.outline(
      Self.suite(
        "<testcase name=\"a\u{1}\u{1B}[31m\"><system-out>\u{1B}[1m1 < 2 <3> && \u{0}\u{8}</system-out>"
          + "</testcase>\n<testcase name=\"b\" note=\"a > b\" flag><failure message='\u{1B}[31mred"
          + "\u{1B}[0m'/></testcase>"))
    #expect(Self.counts(outline) == [2, 1, 1, 0])
  }

  @Test func `a report that stops has what stands before, and says so`() {
    let whole = Self.suite(
      "<testcase name=\"a\"/>\n<testcase name=\"b\"><failure message=\"no\">x</failure></testcase>\n"
        + "<testcase name=\"c\"/>")
    #expect(Self.outline(whole).steps == ["1 cart: ? (junit.test-failed) @4"])
    let cut = Self.outline(String(whole.prefix(130)))
    #expect(Self.counts(cut)[0] == 2)
    #expect(cut.steps == ["1 cart: ? (junit.log-stops) @4"])
    for length in 0...whole.utf8.count {
      let part = ParsedContent(String(whole.prefix(length)), as: .junitXML)
      #expect(part.closes && part.steps.count <= 1)
    }
  }

  @Test func `attributes and tags may stand on several lines`() {
    let outline = Self.outline(
      "<testsuites>\n<testsuite\n name='x'\n>\n<testcase\n  classname='c'\n  name='n'\n  time='2'"
        + "\n><failure\nmessage='m\nn'\n></failure\n></testcase\n></testsuite></testsuites>")
    #expect(Self.counts(outline) == [1, 0, 1, 0])
    #expect(outline.excerpts == ["c.n: m\nn"] && outline.steps.first?.hasPrefix("1 x: ?") == true)
  }

  @Test func `what is no report gives nothing`() {
    for text in ["<html><body>x</body></html>", "plain", "<?xml version=\"1.0\"?>", "<", "</"] {
      #expect(ParsedContent(text, as: .junitXML).steps.isEmpty)
    }
  }

  @Test func `failed tests are named up to a bound and counted beyond`() {
    var cases = ""
    for number in 0..<10_500 { cases += "<testcase name=\"t\(number)\"><error/></testcase>\n" }
    let parsed = ParsedContent(Self.suite(cases), as: .junitXML)
    #expect(parsed.steps.first?.tests?.failed == 10_500)
    #expect(parsed.steps.first?.tests?.failedTests.count == TestTotals.maxFailedTests)
  }

  // MARK: - Detection

  @Test(arguments: [
    ("<testsuite name=\"x\">", true), ("  <testcase name=\"x\"/>", true), ("</testsuites>", true),
    ("<?xml version=\"1.0\"?><testsuites>", true), ("<?xml version=\"1.0\"?>", false),
    ("<project>", false), ("testsuite", false),
  ])
  func `a report has tags of its own`(line: String, matches: Bool) {
    #expect(LogFormat.junitXML.matches(Array(line.utf8)) == matches)
  }

  @Test(arguments: [
    ("target/TEST-cart.xml", true), ("artifacts/junit_01.xml", true), ("pom.xml", false),
    ("junit.txt", false),
  ])
  func `a report in an archive is told by its name`(entry: String, isReport: Bool) {
    #expect((FormatDetector.detect(entry: entry, nil).format?.name == "junit-xml") == isReport)
  }
}
