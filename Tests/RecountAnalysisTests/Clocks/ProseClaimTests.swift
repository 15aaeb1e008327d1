// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

struct ProseClaimTests {
  private let day = CivilDate(year: 2022, month: 12, day: 16)

  /// `detected 10:07` and the like, with the day where it is not the one of the case.
  private func moments(_ text: String, date: CivilDate? = nil) -> [String] {
    ProseClaims.find(in: text, date: date ?? day).compactMap { claim in
      guard case .moment(let kind) = claim.kind, let time = claim.time?.time else { return nil }
      let date = time.date == day ? "" : time.dayText + " "
      return "\(kind.rawValue) \(date)\(time.clockText)"
    }
  }

  // MARK: - Kinds

  @Test(arguments: [
    ("We detected it at 10:07 UTC.", "detected 10:07"),
    ("At 10:07 UTC, our monitoring detected the failure.", "detected 10:07"),
    ("On-call became aware of it around 10:07 UTC.", "detected 10:07"),
    ("The first alert came at 10:07 UTC.", "alerted 10:07"),
    ("An alert fired at 10:07 UTC", "alerted 10:07"),
    ("The page was acknowledged at 10:07 UTC.", "acknowledged 10:07"),
    ("The investigation began at 10:07 UTC.", "acknowledged 10:07"),
    ("Errors started at 10:07 UTC.", "onset 10:07"),
    ("At 10:07 UTC the service started returning errors.", "onset 10:07"),
    ("The outage began at 10:07 UTC.", "onset 10:07"),
    ("Recovery started at 10:07 UTC.", "recovery_started 10:07"),
    ("The queue began to recover at 10:07 UTC.", "recovery_started 10:07"),
    ("Most of the functionality was restored by 10:07 UTC.", "mitigated 10:07"),
    ("The incident was mitigated at 10:07 UTC.", "mitigated 10:07"),
    ("Service was fully restored at 10:07 UTC.", "resolved 10:07"),
    ("It was not resolved until 10:07 UTC.", "resolved 10:07"),
    ("By 10:07 UTC everything was back to normal.", "resolved 10:07"),
    ("Impact ended at 10:07 UTC.", "ended 10:07"),
    ("The change was deployed at 10:07 UTC.", "deployed 10:07"),
    ("| 10:07 UTC | Impact detected |", "detected 10:07"),
    ("- **10:07 UTC**: errors began", "onset 10:07"),
  ])
  func `reads what a time was`(text: String, expected: String) {
    #expect(moments(text) == [expected])
  }

  @Test(arguments: [
    "At 10:07 UTC the sun shone.", "It will be resolved by 10:07 UTC.",
    "We expect it to be resolved by 10:07 UTC.", "It was back to normal until 10:07 UTC.",
    "The rollout was reverted starting at 10:07 UTC.", "We planned the mitigation at 10:07 UTC.",
    "System recovery was observed at 10:07 UTC.", "At 10:07 UTC we slept and it was resolved.",
    "It was not resolved at 10:07 UTC.",
    "The job started at 10:07 UTC.", "It was resolved at 10:07 UTC the next day.",
    "It was resolved at 10:07 IST.", "It was resolved at 10.07.", "It was resolved at 25:07 UTC.",
    "It was resolved at 10:7 UTC.", "The ratio detected was 16:9.", "",
    "```\nIt was resolved at 10:07 UTC.\n```",
    "<!-- recount:begin impact -->\nIt was resolved at 10:07 UTC.\n<!-- recount:end -->",
  ])
  func `guesses nothing`(text: String) {
    #expect(moments(text).isEmpty)
  }

  @Test func `gives each time of a sentence its own kind`() {
    let text = """
      Errors began at 10:07 UTC, were detected at 10:15 UTC and the incident was mitigated at 11:00
      UTC before it was resolved at 12:30 UTC.
      """
    #expect(
      moments(text) == ["onset 10:07", "detected 10:15", "mitigated 11:00", "resolved 12:30"])
  }

  // MARK: - Stretches

  @Test(arguments: [
    "Between 10:07 and 12:07 UTC users saw errors.",
    "Webhooks were impacted (10:07 UTC - 12:07 UTC).",
    "The service was degraded from 10:07 UTC to 12:07 UTC.",
    "It was unavailable from 10:07 until 12:07 UTC",
    "On December 16, 2022, between 11:07 CET and 13:07 CET, an outage hit.",
    "The outage lasted from 2022-12-16 10:07 UTC to 2022-12-16 12:07 UTC.",
  ])
  func `reads a stretch as onset and end`(text: String) {
    #expect(moments(text) == ["onset 10:07", "ended 12:07"])
  }

  @Test func `carries a stretch past midnight`() {
    #expect(
      moments("Between 23:40 and 00:15 UTC requests failed.")
        == ["onset 23:40", "ended 2022-12-17 00:15"])
  }

  @Test func `takes a stretch without impact for none`() {
    #expect(moments("The office is open between 10:00 and 12:00 UTC.").isEmpty)
  }

  // MARK: - Days and zones

  @Test(arguments: [
    ("On 3 March 2021 it was detected at 10:07 UTC.", "2021-03-03"),
    ("It was detected at 10:07 UTC on 3rd of March 2021.", "2021-03-03"),
    ("It was detected on Mar. 3, 2021, at 10:07 UTC.", "2021-03-03"),
    ("It was detected at 2021-03-03T10:07Z.", "2021-03-03"),
    ("It was detected on March 3 at 10:07 UTC.", "2022-03-03"),
    ("It was detected on 03/04/2021 at 10:07 UTC.", "2022-12-16"),
    ("On March 3, 2021 disks failed.\n\nIt was detected at 10:07 UTC.", "2021-03-03"),
    ("It was detected at 10:07 UTC.\nPosted Jan 20, 2023", "2022-12-16"),
    ("It was detected at 10:07 UTC.\n\nThis was on March 3, 2021.", "2021-03-03"),
  ])
  func `finds the day of a time`(text: String, expected: String) {
    #expect(ProseClaims.find(in: text, date: day).first?.time?.time.dayText == expected)
  }

  @Test func `knows no moment without a day`() {
    #expect(ProseClaims.find(in: "It was detected at 10:07 UTC.").isEmpty)
    #expect(ProseClaims.find(in: "It was detected on March 3 at 10:07 UTC.").isEmpty)
  }

  @Test(arguments: [
    ("10:07 UTC", "10:07", 30.0, false), ("10:07:31 UTC", "10:07", 0.5, false),
    ("2:07 AM PST", "10:07", 30, false), ("12:07 p.m. CEST", "10:07", 30, false),
    ("12:07 UTC+2", "10:07", 30, false), ("11:07+01:00", "10:07", 30, false),
    ("10:07", "10:07", 30, true), ("about 10:07 UTC", "10:07", 900, false),
    ("10:07 (UTC)", "10:07", 30, false),
  ])
  func `reads zone and precision`(
    time: String, expected: String, seconds: Double, isAssumed: Bool
  ) throws {
    let claim = try #require(
      ProseClaims.find(in: "It was detected at \(time).", date: day).first)
    guard case .moment(let estimate, let assumed) = claim.value else { return }
    #expect(estimate.time.clockText == expected)
    #expect(abs((estimate.latest - estimate.time).minutes * 60 - seconds) < 1e-6)
    #expect(assumed == isAssumed)
  }

  @Test func `reads a time without a zone in the zone of the case`() {
    let claims = ProseClaims.find(
      in: "It was detected at 11:07.", date: day, zoneOffsetSeconds: 3600)
    #expect(claims.first?.time?.time == ClockFixture.at("10:07"))
  }

  // MARK: - Lengths and counts

  @Test(
    arguments: [
      ("The total time to resolution was about five hours and 33 minutes.", .resolution, 333),
      ("The time to detect was 4 minutes.", .detection, 4),
      ("Users were affected for approximately two hours.", .impact, 120),
      ("The outage lasted 1h 12m.", .impact, 72),
    ] as [(String, ProseClaim.Span, Double)])
  func `reads a length and what it is of`(text: String, span: ProseClaim.Span, minutes: Double) {
    let claims = ProseClaims.find(in: text)
    #expect(claims.map(\.kind) == [.duration(span)])
    #expect(claims.first?.duration?.span.minutes == minutes)
  }

  @Test(arguments: [
    "We retry every 5 minutes when a request failed.", "It failed 5 minutes ago.",
    "A timeout of 30 seconds made requests fail.", "We will post within the next hour.",
    "The outage was seen for a second time.", "We meet for 2 hours.",
    "On average, delays were 24 minutes.",
  ])
  func `takes no other length for a claim`(text: String) {
    #expect(ProseClaims.find(in: text).isEmpty)
  }

  @Test(
    arguments: [
      ("approximately 60,000 build steps failures", .step, true, 60_000, 5000),
      ("1.2 million requests failed", .request, true, 1_200_000, 50_000),
      ("12,345 failed HTTP requests", .request, true, 12_345, 0.5),
      ("60k jobs failed", .job, true, 60_000, 500),
      ("About 1,200 customers were affected", .customer, false, 1200, 60),
      ("3,400 errors were logged", .error, true, 3400, 0.5),
    ] as [(String, ProseClaim.Unit, Bool, Double, Double)])
  func `reads a count and of what`(
    text: String, unit: ProseClaim.Unit, isFailed: Bool, value: Double, plusMinus: Double
  ) {
    let claims = ProseClaims.find(in: text + ".")
    #expect(claims.map(\.kind) == [.count(unit, isFailed: isFailed)])
    #expect(claims.first?.count?.value == value)
    #expect(abs((claims.first?.count?.plusMinus ?? 0) - plusMinus) < 1e-6)
  }

  @Test(arguments: [
    "About 2 % of requests failed.", "We serve 60,000 requests a minute.", "Step 12 failed.",
    "In 2022 requests failed.", "HTTP 503 errors rose.", "v2 requests failed.",
    "We saw 5xx errors.", "71,000 repositories whose users were affected.",
    "More than 60 engineers looked at failed requests.",
  ])
  func `takes no other number for a count`(text: String) {
    let counts = ProseClaims.find(in: text).filter { $0.count != nil }
    #expect(counts.isEmpty, "\(counts.map(\.text))")
  }

  // MARK: - Where it stands

  @Test func `says where a claim stands`() throws {
    let text = "Résumé.\n\n  • The page — was  resolved at 10:07 UTC. Then we slept."
    let claim = try #require(ProseClaims.find(in: text, date: day).first)
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes[claim.bytes], as: UTF8.self) == "10:07 UTC")
    #expect(claim.sentence == "The page — was resolved at 10:07 UTC.")
    #expect(
      String(decoding: bytes[claim.sentenceBytes], as: UTF8.self)
        == "The page — was  resolved at 10:07 UTC.")
  }

  @Test func `makes milestones and claims`() throws {
    let text = """
      On 16 December 2022 errors began at 10:07 UTC. The time to resolution was 5 hours and 33
      minutes, and about 60,000 build steps failed.
      """
    let found = ProseClaims.find(in: text)
    let stamps = found.enumerated().compactMap {
      $1.milestone(clock: .report, evidence: "report.md", position: $0)
    }
    #expect(stamps.map(\.kind) == [.onset])
    #expect(stamps.first?.time == ClockFixture.at("10:07"))
    #expect(stamps.first?.plusMinus == .seconds(30))
    #expect(found.claims.duration?.span == .minutes(333))
    #expect(found.claims.failedSteps?.value == 60_000)
    #expect(found.claims.failedRequests == nil)
  }

  @Test func `survives any bytes`() {
    var generator = SeededGenerator(seed: 3)
    let parts = [
      "10:07", " UTC", "December", " 16", ",", " 2022", "-", " and ", "between ", ":", ".", "\n",
      "detected ", "5", "h", " hours ", "~", "é", "|", "- ", "```", "60,000", " requests",
      " failed",
      "99999999999999999999", "T", "+", "25:61", "a.m.", "(", ")",
    ]
    for _ in 0..<3000 {
      let text = (0..<generator.below(24)).map { _ in parts[generator.below(parts.count)] }.joined()
      for claim in ProseClaims.find(in: text, date: day) {
        #expect(claim.sentenceBytes.lowerBound <= claim.bytes.lowerBound)
        #expect(claim.bytes.upperBound <= claim.sentenceBytes.upperBound)
      }
    }
  }
}
