// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct NoveltyTests {
  private let onset = Timestamp(seconds: 1_000_000)
  private var scope: NoveltyScope { NoveltyScope(onsetEarliest: onset, binWidth: .minute) }

  private func counts(
    _ window: Int64, _ base: Int64, _ we: Double = 60, _ be: Double = 1440,
    first: Timestamp? = nil, dispersion: Double = 1, id: UInt64 = 1
  ) -> SignatureCounts {
    SignatureCounts(
      id: SignatureID(bits: id), windowLines: window, baseLines: base, windowExposure: we,
      baseExposure: be, firstSeen: first, dispersion: dispersion)
  }

  private func judged(_ counts: SignatureCounts, excess: Estimate? = nil) throws -> SignatureNovelty
  {
    var scope = scope
    scope.excess = excess
    return try #require(NoveltyAnalysis.judge([counts], scope: scope).first)
  }

  @Test func `three lines and a base without any are new`() throws {
    let novelty = try judged(counts(3, 0, first: onset))
    #expect(novelty.verdict == .new)
    #expect(novelty.refusal == nil)
    #expect(abs(exp(try #require(novelty.logQ)) - 2 * pow(0.04, 3)) < 1e-12)
    #expect(novelty.rateRatio?.value == nil)
    #expect(novelty.rateRatio?.high == nil)
    let low = 0.3684031499 / (1 - 0.3684031499) * 24
    #expect(abs(try #require(novelty.rateRatio?.low) - low) < 1e-6)
    #expect(try judged(counts(3, 0, first: nil)).verdict == .new)
    #expect(try judged(counts(3, 0, first: onset - .minute)).verdict == .new)
  }

  @Test func `what was seen before the onset is not new`() throws {
    #expect(try judged(counts(9, 0, first: onset - .seconds(61))).verdict == .surged)
  }

  @Test func `too short a base, too few lines and no exposure are refused by name`() throws {
    func refusal(_ counts: SignatureCounts) throws -> Refusal.Reason? {
      let novelty = try judged(counts)
      #expect(novelty.verdict == .unseen)
      #expect(novelty.rateRatio == nil || novelty.logQ != nil)
      return novelty.refusal
    }
    #expect(try refusal(counts(500, 0, 60, 180)) == .baseTooShort)
    #expect(try refusal(counts(2, 0)) == .insufficientEvents)
    #expect(try refusal(counts(0, 0)) == .insufficientEvents)
    #expect(try refusal(counts(5, 5, 0)) == .coverageGap)
    #expect(try refusal(counts(5, 5, 60, 0)) == .coverageGap)
    #expect(try refusal(counts(5, 5, .nan, .infinity)) == .coverageGap)
    #expect(try refusal(counts(5, 5, 1e-300, 1e300)) == .coverageGap)
    // One clump of three lines says as much as one line.
    #expect(try refusal(counts(3, 0, first: onset, dispersion: 3)) == .insufficientEvents)
  }

  @Test func `a rate ratio must leave a half to two behind`() throws {
    let surged = try judged(counts(50, 240))
    #expect(surged.verdict == .surged)
    #expect(surged.expected == 10)
    #expect(abs(try #require(surged.rateRatio?.value) - 5) < 1e-12)
    #expect(surged.score > 0)
    // Clearly more, but not clearly twice as much.
    let more = try judged(counts(1800, 24_000))
    #expect(more.verdict == .steady)
    #expect(try #require(more.logQ) < log(0.05))
    let gone = try judged(counts(0, 2400))
    #expect(gone.verdict == .gone)
    #expect(gone.score < 0)
    #expect(gone.rateRatio?.value == 0)
    #expect(try judged(counts(20, 2400)).verdict == .gone)
    #expect(try judged(counts(20, 2400)).score < 0)
    #expect(try judged(counts(0, 24)).verdict == .steady)
    #expect(try judged(counts(50, 240, dispersion: 20)).verdict == .steady)
  }

  @Test func `the share of the excess has an interval and needs an excess`() throws {
    let excess = Estimate(value: 100, interval: Interval(low: 90, high: 110))
    let novelty = try judged(counts(50, 240), excess: excess)
    let share = try #require(novelty.shareOfExcess)
    #expect(abs(share.value - 0.4) < 1e-12)
    #expect(share.interval.contains(share.value))
    #expect(share.interval.low > 0.3)
    #expect(share.interval.high < 0.5)
    #expect(abs(novelty.score * 2 - (try judged(counts(50, 240)).score)) < 1e-9)
    #expect(try judged(counts(900, 0), excess: excess).shareOfExcess?.value == 1)
    #expect(try judged(counts(1, 240), excess: excess).shareOfExcess == nil)
    #expect(try judged(counts(50, 240)).shareOfExcess == nil)
    let unclear = Estimate(value: 5, interval: Interval(low: -1, high: 11))
    #expect(try judged(counts(50, 240), excess: unclear).shareOfExcess == nil)
  }

  @Test func `findings come first, and neither order nor odd input matters`() {
    let all = [
      counts(50, 240, id: 1), counts(10, 240, id: 2), counts(0, 2400, id: 3),
      counts(90, 0, first: onset, id: 4), counts(1, 0, id: 5), counts(-5, -5, id: 6),
      counts(.max, .max, id: 7), counts(.max, 0, dispersion: .nan, id: 8),
      counts(10, 240, id: 9),
    ]
    let judged = NoveltyAnalysis.judge(all, scope: scope)
    #expect(judged.map(\.verdict.isFinding) == judged.map(\.verdict.isFinding).sorted { $0 && !$1 })
    let back = NoveltyAnalysis.judge(all.reversed(), scope: scope)
    #expect(judged.map(\.counts.id) == back.map(\.counts.id))
    #expect(judged.map(\.logQ) == back.map(\.logQ))
    #expect(NoveltyAnalysis.judge([], scope: scope).isEmpty)
  }

  @Test func `dispersion is that of clumps and is shared by those who lack lines`() {
    func estimate(_ lines: [Int64]) -> Double {
      SignatureDispersion.estimate(lines: lines, exposures: lines.map { _ in 2 })
    }
    #expect(estimate([0, 0, 0, 4]) == 4)
    #expect(estimate([1, 1, 1, 1]) == 1)
    #expect(estimate([4]) == 1)
    #expect(SignatureDispersion.estimate(lines: [1, -4, 9], exposures: [0, .infinity, -1]) == 1)
    let shrunk = SignatureDispersion.shrunk([
      (lines: 1000, dispersion: 3), (lines: 0, dispersion: 1),
    ])
    #expect(abs(shrunk[0] - 3) < 1e-12)
    #expect(abs(shrunk[1] - 3) < 1e-12)
    #expect(SignatureDispersion.shrunk([(lines: 0, dispersion: 9)]) == [1])
    #expect(SignatureDispersion.shrunk([]) == [])
  }

  @Test func `one clump of lines is no change`() throws {
    #expect(abs(SignatureDispersion.largestClump(3) - 14.2877) < 1e-4)
    #expect(SignatureDispersion.largestClump(1) == 1)
    #expect(SignatureDispersion.largestClump(0) == 1)
    #expect(try judged(counts(14, 0, 6, 1440, first: onset, dispersion: 3)).verdict == .unseen)
    #expect(try judged(counts(15, 0, 6, 1440, first: onset, dispersion: 3)).verdict == .new)
    #expect(try judged(counts(15, 240, 6, 1440, dispersion: 3)).verdict == .steady)
    #expect(try judged(counts(16, 240, 6, 1440, dispersion: 3)).verdict == .surged)
  }

  /// 1,000 other days outside of the suite: none new, four kinds of 60,000 surged.
  @Test func `one hundred quiet days show nothing new and no surge`() {
    var found: [SignatureNovelty.Verdict: Int] = [:]
    for seed in 0..<100 {
      let day = QuietDaySimulation(seed: UInt64(7_000 + seed))
      for novelty in NoveltyAnalysis.judge(day.counts, scope: day.scope) {
        found[novelty.verdict, default: 0] += 1
      }
    }
    #expect(found[.new] == nil)
    #expect(found[.surged] == nil)
    #expect(found[.gone, default: 0] <= 1)
    #expect(found.values.reduce(0, +) == 6000)
  }

  @Test func `what an incident adds and takes away is found`() {
    var (new, surged, gone) = (0, 0, 0)
    for seed in 0..<20 {
      var day = QuietDaySimulation(seed: UInt64(9_000 + seed))
      let added = day.addKind()
      day.add(60, ofKind: added, seed: UInt64(seed))
      let totals = day.lines.map { $0.reduce(0, +) }
      let frequent = day.lines.indices.sorted { (totals[$0], $0) > (totals[$1], $1) }
      day.silence(kind: frequent[0])
      day.add(1500, ofKind: frequent[1], seed: UInt64(seed) + 50)
      let verdicts = Dictionary(
        uniqueKeysWithValues: NoveltyAnalysis.judge(day.counts, scope: day.scope).map {
          ($0.counts.id.bits, $0.verdict)
        })
      new += verdicts[UInt64(added)] == .new ? 1 : 0
      surged += verdicts[UInt64(frequent[1])] == .surged ? 1 : 0
      gone += verdicts[UInt64(frequent[0])] == .gone ? 1 : 0
    }
    #expect(new >= 19)
    #expect(surged >= 19)
    #expect(gone >= 15)
  }
}
