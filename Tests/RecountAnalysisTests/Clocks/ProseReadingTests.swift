// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Testing

private typealias F = ClockFixture

/// Bounds, services, days, markup and what is refused in a report's text.
struct ProseReadingTests {
  private let day = CivilDate(year: 2022, month: 12, day: 16)
  private let services = ["webhooks", "marketplace-apps", "jira-software", "web"]

  private func moments(_ text: String) -> [String] {
    ProseClaims.find(in: text, date: day, services: services).compactMap { claim in
      guard case .moment(let kind) = claim.kind, let time = claim.time?.time else { return nil }
      return "\(kind.rawValue) \(time.minuteText) \(claim.service ?? "-")"
    }
  }

  // MARK: - Bounds

  @Test(
    arguments: [
      ("Over 50,000 build steps failed.", .atLeast),
      ("More than 50,000 build steps failed.", .atLeast),
      ("At least 50,000 build steps failed.", .atLeast), ("50,000+ build steps failed.", .atLeast),
      ("50,000 or more build steps failed.", .atLeast), (">50,000 build steps failed.", .atLeast),
      ("Up to 50,000 build steps failed.", .atMost),
      ("Fewer than 50,000 build steps failed.", .atMost),
      ("No more than 50,000 build steps failed.", .atMost), ("50,000 build steps failed.", nil),
    ] as [(String, Claims.Bound?)])
  func `over fifty thousand is a bound`(text: String, bound: Claims.Bound?) throws {
    let claims = ProseClaims.find(in: text)
    #expect(claims.map(\.kind) == [.count(.step, isFailed: true)])
    #expect(claims.first?.count?.value == 50_000 && claims.first?.count?.bound == bound)
  }

  /// 60,376 failed: at least 50,000 holds, at least 70,000 does not.
  @Test(
    arguments: [
      ("over 50,000", true), ("over 60,376", true), ("over 60,377", false),
      ("more than 70,000", false), ("up to 70,000", true), ("at most 50,000", false),
      ("50,000", false),
    ])
  func `a bound is held against the counts`(text: String, holds: Bool) throws {
    let window = F.window(
      "pipelines", "10:07", "15:40", unit: .step, failed: 60_376,
      excess: F.excess(56_931, 56_657, 57_204))
    let claims = Claims(failedSteps: ClaimParser.count(text))
    let input = F.input([], [F.impact(window)], claims: claims)
    #expect(F.conflicts(.count, input).isEmpty == holds)
    #expect(ClockAnalysis.analyze(input).agreements.isEmpty != holds)
  }

  @Test(
    arguments: [
      ("more than five hours", true), ("over 6 hours", false), ("under six hours", true),
      ("less than 5 hours", false),
    ])
  func `a bounded length is held against the stamps`(text: String, holds: Bool) {
    let stamps = [F.stamp(.onset, "10:07", .report), F.stamp(.resolved, "15:40", .report)]
    let input = F.input(stamps, claims: Claims(duration: ClaimParser.duration(text)))
    #expect(F.conflicts(.arithmetic, input).isEmpty == holds)
  }

  // MARK: - Services

  @Test func `a window is of the service that its sentence names, else of its heading's`() {
    let text = """
      Between 10:07 and 15:40 UTC there was an outage.

      Marketplace apps and integrations:

        • Webhooks were impacted for about two hours (10:07 UTC - 12:07 UTC).
        • Between 13:45 UTC and 15:40 UTC we saw failures of app execution.

      From 16:00 to 16:10 UTC there were errors again.

      ## Jira Software

      It was degraded from 17:00 to 17:30 UTC.
      """
    #expect(
      moments(text) == [
        "onset 2022-12-16 10:07 -", "ended 2022-12-16 15:40 -",
        "onset 2022-12-16 10:07 webhooks", "ended 2022-12-16 12:07 webhooks",
        "onset 2022-12-16 13:45 marketplace-apps", "ended 2022-12-16 15:40 marketplace-apps",
        "onset 2022-12-16 16:00 -", "ended 2022-12-16 16:10 -",
        "onset 2022-12-16 17:00 jira-software", "ended 2022-12-16 17:30 jira-software",
      ])
    let reading = ProseClaims.read(text, date: day, services: services)
    #expect(reading.services == ["webhooks", "marketplace-apps", "jira-software"])
    #expect(reading.claims.claims.serviceDurations.keys.sorted() == ["webhooks"])
  }

  @Test func `a sentence of two services is about the incident`() {
    #expect(
      moments("Webhooks and Jira Software were down from 10:07 to 12:07 UTC.")
        == ["onset 2022-12-16 10:07 -", "ended 2022-12-16 12:07 -"])
  }

  @Test func `the length of a service is held against its own window`() throws {
    func findings(_ length: String) -> ClockFindings {
      let text = "Webhooks were impacted for \(length) (10:07 UTC - 12:07 UTC)."
      let claims = ProseClaims.find(in: text, date: day, services: services)
      let stamps = claims.enumerated().compactMap {
        $1.milestone(clock: .report, evidence: "report.md:\($0)", position: $0)
      }
      return ClockAnalysis.analyze(F.input(stamps, claims: claims.claims))
    }
    let agreement = try #require(findings("approximately two hours").agreements.first)
    #expect(agreement.sentence.contains("for webhooks, which agrees"))
    let conflict = try #require(findings("four hours").conflicts.first { $0.code == .arithmetic })
    #expect(conflict.service == "webhooks" && conflict.distance == .minutes(-120))
  }

  /// The report names the service in a sentence: it did not leave it out.
  @Test func `a service that the report names is not left out`() {
    let impacts = ["web", "search"].map { F.impact(F.window($0, "10:00", "12:00")) }
    func codes(_ mentioned: Set<String>) -> [String?] {
      var input = F.input([F.stamp(.onset, "10:00", .report)], impacts)
      input.mentionedServices = mentioned
      return F.conflicts(.scope, input).map(\.service)
    }
    #expect(codes([]).isEmpty)
    #expect(codes(["web"]) == ["search"])
    #expect(codes(["web", "search"]).isEmpty)
    // To be named is not to be called affected.
    #expect(codes(["web", "search", "cart"]).isEmpty)
  }

  // MARK: - Days

  @Test(arguments: [
    (
      "The outage lasted from 10:00 UTC on December 14 to 12:30 UTC on December 16.",
      "2022-12-14 10:00", "2022-12-16 12:30"
    ),
    (
      "Users saw errors from 23:40 UTC on 14 Dec 2022 until 00:15 UTC on 17 Dec 2022.",
      "2022-12-14 23:40", "2022-12-17 00:15"
    ),
    (
      "On December 14, between 22:00 UTC and 23:00 UTC requests failed.", "2022-12-14 22:00",
      "2022-12-14 23:00"
    ),
    (
      "Requests failed from December 14, 22:00 UTC to December 15, 23:00 UTC.",
      "2022-12-14 22:00", "2022-12-15 23:00"
    ),
    (
      "Requests failed between 21:40 UTC on 18 July and 22:00 UTC on 19 July 2024.",
      "2024-07-18 21:40", "2024-07-19 22:00"
    ),
    (
      "Requests failed from 23:40 UTC on 31 December to 00:20 UTC on 1 January 2021.",
      "2020-12-31 23:40", "2021-01-01 00:20"
    ),
  ])
  func `each end has the day that stands beside it`(text: String, onset: String, end: String) {
    #expect(moments(text) == ["onset \(onset) -", "ended \(end) -"])
  }

  @Test func `a day without a year is refused where nothing tells it`() {
    let text = "On December 16, it was detected at 10:07 UTC."
    let reading = ProseClaims.read(text)
    #expect(reading.claims.isEmpty)
    #expect(reading.refusals.map(\.reason) == [.noYear])
    #expect(reading.refusals.map(\.text) == ["December 16"])
    #expect(ProseClaims.read(text, date: day).refusals.isEmpty)
    #expect(ProseClaims.read("On December 16, 2021, it was fine.").refusals.isEmpty)
  }

  // MARK: - Zones

  @Test(arguments: [
    "Between 08:00 and 21:30 CST on 5 September 2024, customers saw errors.",
    "Between 08:00 CST and 21:30 CST on 5 September 2024, customers saw errors.",
    "It was detected at 10:07 CST.",
  ])
  func `an unclear zone is refused by name`(text: String) {
    let reading = ProseClaims.read(text, date: day)
    #expect(reading.claims.isEmpty)
    #expect(reading.refusals.map(\.reason) == [.unclearZone("CST")])
  }

  @Test func `a zone that is explained is clear`() {
    let text =
      "Between 21:03 CST (UTC+8) on 05 Mar 2020 and 16:03 CST on 06 Mar 2020 requests failed."
    let claims = ProseClaims.find(in: text)
    #expect(claims.compactMap(\.time?.time.minuteText) == ["2020-03-05 13:03", "2020-03-06 08:03"])
    #expect(claims.map(\.zone) == ["CST", "CST"])
  }

  // MARK: - Markup

  @Test func `tags are no words, and every claim stays at its place`() throws {
    let text = """
      <div class="card"><p><strong>Summary:</strong> Between&nbsp;<b>10:07</b> UTC and 12:07 UTC
      requests failed.</p><p>a &lt; b &amp; c</p></div>
      """
    let claims = ProseClaims.find(in: text, date: day)
    #expect(claims.compactMap(\.time?.time.clockText) == ["10:07", "12:07"])
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes[try #require(claims.last).bytes], as: UTF8.self) == "12:07 UTC")
    #expect(claims.first?.sentence.contains("<") == false)
  }

  // MARK: - Length

  /// A pasted log is one sentence of thousands of times; it took 38 s while each asked for all others.
  @Test(.timeLimit(.minutes(1)))
  func `a sentence of thousands of times takes no longer than its length`() {
    func seconds(_ count: Int) -> Double {
      let text = (0..<count).map {
        let minute = $0 % 60
        return "errors detected at 10:\(minute < 10 ? "0" : "")\(minute) UTC"
      }.joined(separator: ", ")
      let clock = ContinuousClock()
      var found = 0
      let time = clock.measure {
        found = ProseClaims.find(in: text, date: day, services: services).count
      }
      #expect(found == count)
      return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    }
    _ = seconds(100)
    let small = seconds(1500)
    let large = seconds(6000)
    // Four times the length: four times as long, not sixteen.
    #expect(large < 9 * max(small, 0.01), "\(small) s, then \(large) s")
    #expect(large < 5)
  }

  @Test func `of a long sentence what stands around the value is shown`() throws {
    let filler = String(repeating: "word ", count: 1000)
    let claim = try #require(
      ProseClaims.find(in: filler + "it was detected at 10:07 UTC and " + filler, date: day).first)
    #expect(claim.sentence.utf8.count < 600)
    #expect(claim.sentence.hasPrefix("… ") && claim.sentence.hasSuffix(" …"))
    #expect(claim.sentence.contains("it was detected at 10:07 UTC"))
  }
}
