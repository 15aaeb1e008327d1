// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A report of tests in the XML that JUnit's runner for Ant made common.
///
/// A report is one step, which says what the tests came to; whether the job failed of it, only the
/// job's own log or record tells. Times are those of its suites, in a zone that they seldom name.
///
/// Source: https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd
final class JUnitParser: EventParser {
  private let identity: ServerLogIdentity
  private var scanner = XMLScanner()
  private var time = TimeScan()
  private var totals = JUnitTotals()
  private var test: JUnitCase?
  /// Text of the failure that is open, as far as it is kept; nil outside of one.
  private var failureText: [UInt8]?
  private var step: BuildStep
  /// Elements that are open, from the first suite on.
  private var depth = 0
  private var hasRoot = false
  private var hasEnded = false
  private var quality = TimeQuality.exact
  private var line: Int64 = 0
  private var lastLine: Int64 = 0

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
    step = BuildStep(
      key: StepKey(provider: "junit", run: identity.run, job: identity.job), origin: .log,
      outcome: .success)
    step.isOutcomeKnown = false
  }

  private static let tags: [[UInt8]] = [
    "<testsuites", "<testsuite", "<testcase", "</testcase>", "</testsuite", "<failure", "<error",
    "<skipped", "<system-out", "<system-err", "</system-out>", "</system-err>", "</failure>",
    "</error>", "<properties>", "</properties>", "<property name=", "<flakyFailure",
    "<rerunFailure",
  ].map { Array($0.utf8) }

  /// Whether a line begins with a tag of a report, or holds the beginning of a suite.
  static func matches(_ line: [UInt8]) -> Bool {
    guard let start = line.firstIndex(where: { $0 > 0x20 }), line[start] == 0x3C else {
      return false
    }
    let text = line[start...]
    if tags.contains(where: text.starts(with:)) { return true }
    // A report in one line begins with the declaration of XML.
    guard text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: 0x3E) else { return false }
    let rest = text[(end + 1)...].drop { $0 <= 0x20 }
    return rest.starts(with: "<testsuite".utf8)
  }

  /// Whether an entry of an archive is named as Surefire and most tools name their reports.
  static func matchesEntry(_ name: String) -> Bool {
    let file = name.split(separator: "/").last ?? ""
    guard file.hasSuffix(".xml") else { return false }
    return file.hasPrefix("TEST-") || file.hasPrefix("junit")
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized {
      // What was left out may hold any number of tests: the report is no longer whole.
      scanner = XMLScanner()
      test = nil
      failureText = nil
      return rejectOversized(lines, into: &events)
    }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      line = lines.number(index)
      if !hasRoot { step.byteOffset = lines.offset(index) }
      if isBlank(bytes, range) {
        events.countIgnoredLine()
      } else {
        lastLine = line
        events.countEventLine(events: 0)
      }
      read(bytes, range)
    }
  }

  private func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if scanner.isInText {
        let stop = firstIndex(of: 0x3C, in: bytes, index..<range.upperBound) ?? range.upperBound
        if failureText != nil { keep(bytes, index..<stop) }
        index = stop
        guard index < range.upperBound else { break }
      } else if scanner.isInCDATA, failureText != nil {
        keep(bytes, index..<index + 1)
      }
      if let token = scanner.step(bytes[index]) { take(token) }
      index += 1
    }
    // The end of a line is a space of a tag, and a part of a text.
    if !scanner.isInText, let token = scanner.step(0x0A) { take(token) }
    if let text = failureText, !text.isEmpty, text.count < BuildStep.maxExcerptBytes {
      failureText?.append(0x0A)
    }
  }

  private func keep(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard let count = failureText?.count, count < BuildStep.maxExcerptBytes else { return }
    let end = min(range.upperBound, range.lowerBound + BuildStep.maxExcerptBytes - count)
    for index in range.lowerBound..<end { failureText?.append(bytes[index]) }
  }

  // MARK: - Elements

  private func take(_ token: XMLScanner.Token) {
    switch token {
    case .open, .empty:
      begin(isEmpty: token == .empty)
    case .close:
      end()
      if hasRoot { close() }
    }
  }

  private func close() {
    depth -= 1
    if depth <= 0 { hasEnded = true }
  }

  private func begin(isEmpty: Bool) {
    if scanner.isNamed("testcase") {
      beginTest()
      if isEmpty { endTest() }
    } else if scanner.isNamed("testsuite") || scanner.isNamed("testsuites") {
      beginRoot()
      readSuite()
    } else if test != nil {
      beginInside(isEmpty: isEmpty)
    }
    guard hasRoot, !isEmpty else {
      if hasRoot, depth == 0 { hasEnded = true }
      return
    }
    depth += 1
  }

  private func beginRoot() {
    guard !hasRoot else { return }
    hasRoot = true
    step.line = line
  }

  private func beginTest() {
    beginRoot()
    var made = JUnitCase(line: line)
    let name = XMLText.decode(scanner.rawAttribute("name") ?? [])
    let type = XMLText.decode(scanner.rawAttribute("classname") ?? [])
    made.name = type.isEmpty ? name : type + [0x2E] + name
    made.microseconds = duration(scanner.rawAttribute("time"))
    let status = scanner.rawAttribute("status") ?? []
    // The reports of GoogleTest name tests that were not run.
    if status.elementsEqual("notrun".utf8) || status.elementsEqual("disabled".utf8) {
      made.state = .skipped
    }
    test = made
  }

  private func beginInside(isEmpty: Bool) {
    if scanner.isNamed("failure") || scanner.isNamed("error") {
      if test?.state != .failed {
        test?.state = .failed
        test?.message = message()
      }
      if !isEmpty { failureText = [] }
    } else if scanner.isNamed("skipped"), test?.state == .passed {
      test?.state = .skipped
    }
  }

  private func message() -> [UInt8] {
    let text = scanner.rawAttribute("message") ?? []
    return text.isEmpty ? scanner.rawAttribute("type") ?? [] : text
  }

  private func end() {
    if scanner.isNamed("testcase") {
      endTest()
    } else if scanner.isNamed("failure") || scanner.isNamed("error") {
      if let text = failureText, test?.message.isEmpty == true {
        test?.message = JUnitParser.firstLine(text)
      }
      failureText = nil
    }
  }

  private func endTest() {
    guard var ended = test else { return }
    ended.endLine = line
    ended.message = XMLText.decode(ended.message)
    totals.add(ended)
    test = nil
    failureText = nil
  }

  /// The first line with anything in it, without the marks of a CDATA section.
  private static func firstLine(_ text: [UInt8]) -> [UInt8] {
    let lines = text.split(separator: 0x0A)
    guard let first = lines.first(where: { $0.contains { $0 > 0x20 } }) else { return [] }
    var words = first.drop { $0 <= 0x20 }
    while words.last == 0x5D || words.last == 0x3E { words = words.dropLast() }
    return Array(words)
  }

  // MARK: - Suites and times

  private func readSuite() {
    if step.name.isEmpty, let name = scanner.rawAttribute("name") {
      step.name = String(decoding: XMLText.decode(name), as: UTF8.self)
    }
    guard let stamp = scanner.rawAttribute("timestamp"),
      let read = time.iso(stamp.span, at: 0, end: stamp.count)
    else { return }
    if !read.hasZone { quality = .zoneAssumed }
    let start = Timestamp(microseconds: read.micros)
    let length = duration(scanner.rawAttribute("time")) ?? 0
    step.start = min(start, step.start ?? start)
    let end = start + TimeSpan(microseconds: length)
    step.end = max(end, step.end ?? end)
  }

  /// Seconds, `1,234.5` with marks of thousands; nil for anything that is no plain number.
  private func duration(_ text: [UInt8]?) -> Int64? {
    guard let text, !text.isEmpty else { return nil }
    let digits = text.filter { $0 != 0x2C }
    return digits.span.duration(ByteRange(0, digits.count), scale: 6)
  }

  func finish(into events: inout EventBatch) {
    guard hasRoot else { return }
    // The end of the file ends the test that stands open there, with what is known of it.
    endTest()
    totals.fill(&step)
    step.endLine = lastLine
    if totals.totals.failed > 0 {
      step.outcome = .failure
      step.failureClass = .test
      step.decidingRule = "junit.test-failed"
    }
    if !hasEnded {
      step.outcome = .error
      step.failureClass = .infrastructure
      step.decidingRule = "junit.log-stops"
    }
    if quality.rawValue > events.timeQuality.rawValue { events.timeQuality = quality }
    events.append(step)
  }
}
