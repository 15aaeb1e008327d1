// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Reads what the test frameworks in a step's log say about its tests.
///
/// It is given each visible line, whatever a provider puts before it and colours left out, and
/// asked for the totals when the step ends. Each framework's summary counts once: where it also
/// says its tests or classes one by one, these count only if the summary never comes. A test that
/// is skipped did not run, whatever the framework's own total says.
///
/// Runs that a runner counts as its own tests, as CTest does those of GoogleTest, count with the
/// runner. Memory is bounded by `TestTotals.maxFailedTests` names of about 1000 bytes per framework
/// and by `GradleReport.maxTasks`.
package struct TestReportReader {
  private static let openings = makeOpenings()

  private var log = TestLog()
  /// Whether any framework was given a line.
  private var hasRead = false
  /// Frameworks that want every line.
  private var open: TestFrameworkSet = []

  private var ant = AntReport()
  private var cargo = CargoReport()
  private var cTest = CTestReport()
  private var cucumber = CucumberReport()
  private var go = GoReport()
  private var googleTest = GoogleTestReport()
  private var gradle = GradleReport()
  private var jest = JestReport()
  private var junit = JUnitReport()
  private var maven = MavenReport()
  private var minitest = MinitestReport()
  private var mocha = MochaReport()
  private var phpUnit = PHPUnitReport()
  private var pytest = PytestReport()
  private var rSpec = RSpecReport()
  private var sbt = SBTReport()
  private var swiftTesting = SwiftTestingReport()
  private var tap = TAPReport()
  private var testNG = TestNGReport()
  private var unittest = UnittestReport()
  private var vitest = VitestReport()
  private var xcTest = XCTestReport()

  package init() {}

  /// Reads the line `text` of `bytes`.
  package mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    let line = ReportLine(bytes, text)
    let interested = TestReportReader.openings.frameworks(bytes, line).union(open)
    guard !interested.isEmpty else { return }
    hasRead = true
    readJava(bytes, line, interested)
    readOthers(bytes, line, interested)
  }

  /// The totals of the step, nil if no framework was seen; begins anew with the next step.
  package mutating func finish() -> TestTotals? {
    guard hasRead else { return nil }
    ant.finish(into: &log)
    cargo.finish(into: &log)
    cTest.finish(into: &log)
    cucumber.finish(into: &log)
    go.finish(into: &log)
    googleTest.finish(into: &log)
    gradle.finish(into: &log)
    jest.finish(into: &log)
    junit.finish(into: &log)
    maven.finish(into: &log)
    minitest.finish(into: &log)
    mocha.finish(into: &log)
    phpUnit.finish(into: &log)
    pytest.finish(into: &log)
    rSpec.finish(into: &log)
    sbt.finish(into: &log)
    swiftTesting.finish(into: &log)
    tap.finish(into: &log)
    testNG.finish(into: &log)
    unittest.finish(into: &log)
    vitest.finish(into: &log)
    xcTest.finish(into: &log)
    let totals = log.totals
    self = TestReportReader()
    return totals
  }

  // MARK: - Frameworks

  private mutating func readJava(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ wanted: TestFrameworkSet
  ) {
    let feed = Feed(line: line, wanted: wanted)
    feed.give(bytes, to: &maven, &log, &open)
    feed.give(bytes, to: &gradle, &log, &open)
    feed.give(bytes, to: &ant, &log, &open)
    feed.give(bytes, to: &junit, &log, &open)
    feed.give(bytes, to: &testNG, &log, &open)
    feed.give(bytes, to: &sbt, &log, &open)
  }

  private mutating func readOthers(
    _ bytes: Span<UInt8>, _ line: ReportLine, _ wanted: TestFrameworkSet
  ) {
    let feed = Feed(line: line, wanted: wanted)
    feed.give(bytes, to: &cargo, &log, &open)
    feed.give(bytes, to: &cTest, &log, &open)
    feed.give(bytes, to: &cucumber, &log, &open)
    feed.give(bytes, to: &go, &log, &open)
    feed.give(bytes, to: &googleTest, &log, &open)
    feed.give(bytes, to: &jest, &log, &open)
    feed.give(bytes, to: &minitest, &log, &open)
    feed.give(bytes, to: &mocha, &log, &open)
    feed.give(bytes, to: &phpUnit, &log, &open)
    feed.give(bytes, to: &pytest, &log, &open)
    feed.give(bytes, to: &rSpec, &log, &open)
    feed.give(bytes, to: &swiftTesting, &log, &open)
    feed.give(bytes, to: &tap, &log, &open)
    feed.give(bytes, to: &unittest, &log, &open)
    feed.give(bytes, to: &vitest, &log, &open)
    feed.give(bytes, to: &xcTest, &log, &open)
  }

  /// A line with the frameworks that want it.
  private struct Feed {
    var line: ReportLine
    var wanted: TestFrameworkSet

    @inline(__always)
    func give<Report: TestReport>(
      _ bytes: Span<UInt8>, to report: inout Report, _ log: inout TestLog,
      _ open: inout TestFrameworkSet
    ) {
      let framework = TestFrameworkSet(Report.framework)
      guard !wanted.isDisjoint(with: framework) else { return }
      report.read(bytes, line, into: &log)
      if report.isOpen { open.insert(framework) } else { open.remove(framework) }
    }
  }

  private static func makeOpenings() -> ReportOpenings {
    var openings = ReportOpenings()
    openings.add(AntReport.self)
    openings.add(CargoReport.self)
    openings.add(CTestReport.self)
    openings.add(CucumberReport.self)
    openings.add(GoReport.self)
    openings.add(GoogleTestReport.self)
    openings.add(GradleReport.self)
    openings.add(JestReport.self)
    openings.add(JUnitReport.self)
    openings.add(MavenReport.self)
    openings.add(MinitestReport.self)
    openings.add(MochaReport.self)
    openings.add(PHPUnitReport.self)
    openings.add(PytestReport.self)
    openings.add(RSpecReport.self)
    openings.add(SBTReport.self)
    openings.add(SwiftTestingReport.self)
    openings.add(TAPReport.self)
    openings.add(TestNGReport.self)
    openings.add(UnittestReport.self)
    openings.add(VitestReport.self)
    openings.add(XCTestReport.self)
    return openings
  }
}
