// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

/// The claims of the public report of the seed incident.
@Suite(.enabled(if: SharedData.has("../seed/000_656189f6f6f732ed.txt")))
struct SeedReportClaimTests {
  private let text = SharedData.text("../seed/000_656189f6f6f732ed.txt")

  private func moments(_ claims: [ProseClaim]) -> [String] {
    claims.compactMap { claim in
      guard case .moment(let kind) = claim.kind else { return nil }
      return "\(kind.rawValue) \(claim.time?.time.minuteText ?? "")"
    }
  }

  @Test func `finds the times of the report with their kinds`() {
    let claims = ProseClaims.find(in: text)
    #expect(
      moments(claims) == [
        "onset 2022-12-16 10:07", "ended 2022-12-16 15:40", "detected 2022-12-16 10:07",
        "recovery_started 2022-12-16 11:00", "mitigated 2022-12-16 12:12",
        "resolved 2022-12-16 15:40", "onset 2022-12-16 10:07", "ended 2022-12-16 12:07",
        "onset 2022-12-16 13:45", "ended 2022-12-16 15:40", "posted 2023-01-20 04:12",
        "posted 2022-12-16 10:52", "posted 2022-12-16 10:52", "posted 2022-12-16 10:28",
      ])
    for claim in claims {
      guard case .moment(let estimate, let isAssumed) = claim.value else { continue }
      #expect(!isAssumed && estimate.latest - estimate.time == .seconds(30))
    }
  }

  @Test func `finds the lengths and the count of the report`() {
    let claims = ProseClaims.find(in: text)
    let lengths = claims.filter { $0.duration != nil }
    #expect(
      lengths.map(\.text) == [
        "about five hours and 33 minutes", "approximately two hours", "approximately two hours",
      ])
    #expect(
      lengths.map(\.kind) == [.duration(.resolution), .duration(.impact), .duration(.impact)])
    let counts = claims.filter { $0.count != nil }
    #expect(counts.map(\.text) == ["approximately 60,000"])
    #expect(counts.first?.kind == .count(.step, isFailed: true))
    #expect(claims.claims.duration?.span == .minutes(333))
    #expect(claims.claims.failedSteps?.plusMinus == 5000)
  }

  @Test func `gives each claim the sentence it stands in`() {
    let bytes = Array(text.utf8)
    func words(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
    for claim in ProseClaims.find(in: text) {
      #expect(words(claim.sentenceBytes) == claim.sentence)
      #expect(words(claim.bytes) == claim.text)
      #expect(claim.sentence.contains(claim.text))
      #expect(!bytes[claim.sentenceBytes].contains(0x0A))
    }
    let starts = ProseClaims.find(in: text).map { $0.sentence.prefix(12) }
    #expect(
      starts.prefix(7) == [
        "On December ", "On December ", "The total ti", "We detected ", "We detected ",
        "We detected ", "We detected ",
      ])
  }

  @Test func `puts the report beside its own stamps`() {
    let claims = ProseClaims.find(in: text)
    let report = claims.filter { claim in
      if case .moment(let kind) = claim.kind { kind != .posted && kind != .ended } else { false }
    }
    let stamps = report.prefix(5).enumerated().compactMap {
      $1.milestone(clock: .report, evidence: "report:\($0)", position: $0)
    }
    let input = ClockInput(milestones: stamps, impacts: [], claims: claims.claims) { _, _, _ in nil
    }
    let findings = ClockAnalysis.analyze(input)
    #expect(findings.conflicts.map(\.code) == [.singleClock])
    #expect(findings.agreements.map(\.code) == [.arithmetic])
  }
}
