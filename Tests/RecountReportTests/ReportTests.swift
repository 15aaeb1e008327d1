// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport
import Testing

struct ReportTests {
  private func files(_ findings: CaseFindings) throws -> [ReportRenderer.File] {
    try ReportRenderer(findings, version: "1.2.3").files()
  }

  private func report(_ findings: CaseFindings) throws -> String {
    try #require(try files(findings).first).text
  }

  @Test func `the report of a small incident is the one that was recorded`() throws {
    try expectSnapshot(report(SampleFindings.findings), named: "report.md")
  }

  @Test func `the report of nothing is the one that was recorded`() throws {
    try expectSnapshot(report(CaseFindings()), named: "empty.md")
  }

  @Test func `the document comes first and every chart it shows is there`() throws {
    let files = try files(SampleFindings.findings)
    #expect(
      files.map(\.path) == [
        "report.md", "charts/overview-requests.svg", "charts/overview-steps.svg",
        "charts/services.svg", "charts/before-after.svg", "charts/order.svg", "charts/heat.svg",
      ])
    for file in files.dropFirst() {
      #expect(files[0].text.contains("](\(file.path))"))
      #expect(file.text.hasPrefix("<svg"))
    }
  }

  @Test func `the same findings give the same bytes`() throws {
    let first = try files(SampleFindings.findings)
    let second = try files(SampleFindings.findings)
    #expect(first.map(\.text) == second.map(\.text))
  }

  @Test func `rendering into the report changes no byte`() throws {
    let text = try report(SampleFindings.findings)
    #expect(try ReportDocument.merged(text, into: text, isForced: false) == text)
    let reviewed = text.split(separator: "Status: draft").joined(separator: "Status: reviewed")
    #expect(try ReportDocument.merged(text, into: reviewed, isForced: false) == reviewed)
  }

  @Test(arguments: [SampleFindings.findings, CaseFindings()])
  func `tables are narrow, headings shallow, lines end clean and gaps are one line`(
    findings: CaseFindings
  ) throws {
    let text = try report(findings)
    #expect(!text.contains("\n\n\n") && text.hasSuffix("-->\n"))
    for line in text.split(separator: "\n") {
      #expect(line.last != " ", "\(line)")
      #expect(!line.hasPrefix("####"))
      if line.hasPrefix("|") { #expect(RenderedMarkdown.bars(String(line)) <= 7) }
    }
  }

  @Test(arguments: ["caused", "root cause", "no impact", "MTTR", "outage", "should have"])
  func `the report does not say`(word: String) throws {
    for findings in [SampleFindings.findings, CaseFindings()] {
      let text = RenderedMarkdown.prose(try report(findings)).joined(separator: "\n")
      #expect(!text.lowercased().contains(word.lowercased()))
    }
  }

  @Test func `a service that precedes the others by more than its interval is named`() throws {
    var findings = SampleFindings.findings
    #expect(try report(findings).contains("`web` precedes the others, from 09:50."))
    findings.impacts[0].windows[0].onset.earliest = .at(9, 51)
    #expect(try !report(findings).contains("precedes"))
  }

  @Test func `windows that fell silent are told even when nothing failed`() throws {
    var findings = CaseFindings()
    var window = SampleFindings.window("web", .request, 1, .at(10, 0), .at(11, 0))
    window.kind = .silent
    window.excess = nil
    let series = SampleFindings.series("web", .request, failing: [])
    findings.impacts = [ServiceImpact(series: series, windows: [window])]
    let text = try report(findings)
    #expect(text.contains("Traffic fell below the expected at `web` (10:00 – 11:00)."))
    #expect(
      text.contains("| `web` (silent) | 10:00 – 11:00 | 2,400 of 6,000 requests | 40.0 % | — |"))
    #expect(!text.contains("refused"))
  }

  @Test func `too many sources are summed per folder, format and service`() throws {
    var findings = SampleFindings.findings
    findings.sources = (0..<100).map { index in
      var source = SourceRecord(path: index < 60 ? "logs.tar!\(index).log" : "b/\(index).log")
      source.format = "combined"
      source.service = "s\(index % 2)"
      source.tally.lines = 10
      source.tally.eventLines = 10
      source.tally.events = 10
      return source
    }
    let text = try report(findings)
    #expect(text.contains("| `logs.tar` (30 contents) | combined | `s0` | 300 | 300 | 0 |"))
    #expect(text.contains("| `b` (20 contents) | combined | `s1` | 200 | 200 | 0 |"))
  }

  @Test func `events of forty years apart cost no forty years of minutes`() throws {
    var findings = SampleFindings.findings
    var far = SampleFindings.series("old", .request, failing: [])
    far.start = Timestamp(seconds: 0)
    findings.impacts.append(ServiceImpact(series: far))
    for index in findings.impacts.indices { findings.impacts[index].windows = [] }
    findings.coverage = TimeRange(start: far.start, end: .at(18, 0))
    let overview = try #require(ReportCharts(findings).all.first)
    #expect(overview.svg.utf8.count < 100_000)
  }
}

struct TimelineTests {
  @Test func `records and findings are merged in the order of time`() {
    let entries = Timeline.entries(SampleFindings.findings)
    #expect(entries.map(\.time) == entries.map(\.time).sorted())
    #expect(
      entries.map(\.kind) == [
        .onset, .note, .onset, .onset, .note, .note, .posted, .note, .recoveryStarted, .ended,
        .resolved,
        .ended, .note,
      ])
    #expect(entries.last?.text == "requests fail above the baseline again")
    #expect(entries.last?.figure == "impact.web.w2")
  }

  @Test func `what has one stamp keeps its order, records before findings`() {
    var findings = CaseFindings()
    findings.milestones = ["c", "a", "b"].map {
      Milestone(
        kind: .note, time: .at(10, 0), plusMinus: .seconds(1), clock: .chat, text: $0, evidence: $0)
    }
    let windows = [2, 1].map { SampleFindings.window("w", .request, $0, .at(10, 0), .at(11, 0)) }
    findings.impacts = [
      ServiceImpact(series: SampleFindings.series("w", .request, failing: []), windows: windows)
    ]
    let entries = Timeline.entries(findings)
    #expect(
      entries.map(\.evidence) == [
        "c", "a", "b", "impact.w.w1", "impact.w.w2", "impact.w.w1", "impact.w.w2",
      ])
  }

  @Test func `a long timeline leaves notes out before anything else`() throws {
    var findings = SampleFindings.findings
    findings.milestones += (0..<60).map { index in
      Milestone(
        kind: .note, time: .at(9, index), plusMinus: .seconds(1), clock: .chat, text: "chatter",
        evidence: "chat:\(index)")
    }
    let text = try #require(try ReportRenderer(findings, version: "1").files().first).text
    #expect(!text.contains("chatter") && text.contains("**resolved** (page)"))
    #expect(text.contains("65 more: `recount timeline`"))
  }
}
