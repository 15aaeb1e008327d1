// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountModel

/// Tells which signatures are new, surged or gone in an impact window.
package enum NoveltyAnalysis {
  private static let fewestLines = 3.0
  /// Upper end of the 95 % interval of a mean of which nothing was seen: the rule of three.
  private static let unseenBound = 3.0
  private static let discoveryRate = 0.05
  private static let factor = 2.0

  /// Verdicts, findings first, then by falling score, by clearness and by id.
  ///
  /// - NEW: no line in the base, at least 3 in the window, first seen no more than one bin before
  ///   the onset, 3 We / Be < 1, and the test below stands. When Be is too short for that the
  ///   verdict is `unseen` with `base-too-short`; with too few lines it is `unseen` with
  ///   `insufficient-events`.
  /// - SURGED and GONE: w given w + b is binomial with share We / (We + Be); both are divided by φ.
  ///   The two-sided p-value stands at 5 % false discoveries over the m signatures tested, and the
  ///   interval of the rate ratio excludes [½, 2]. As only the R clearest get that far, that
  ///   interval is one of 100 − 10 R / m %, which keeps its errors at 10 % among those selected
  ///   (Benjamini, Yekutieli, "False discovery rate-adjusted multiple confidence intervals", 2005).
  /// - NEW and SURGED: there are more lines beyond the expected than one clump can hold; see
  ///   `SignatureDispersion.largestClump`.
  ///
  /// Without exposure on either side the verdict is `unseen` with `coverage-gap`. Negative counts
  /// are 0, and a dispersion below 1 is 1. Signatures refused before the test do not count among
  /// those tested.
  ///
  /// Worked number: 3 lines in 1 of 25 hours and none in the others are NEW when tested alone:
  /// p = 2 · 0.04³ = 0.000128.
  package static func judge(
    _ signatures: [SignatureCounts], scope: NoveltyScope
  ) -> [SignatureNovelty] {
    var judged = signatures.map { measured(cleaned($0), scope) }
    let tested = judged.indices.filter { judged[$0].refusal == nil }
    let adjusted = FalseDiscovery.adjusted(logarithms: tested.map { logP(judged[$0].counts) })
    let selected = adjusted.count { $0 <= log(discoveryRate) }
    let level = discoveryRate * Double(selected) / Double(max(1, tested.count))
    for (index, logQ) in zip(tested, adjusted) {
      judged[index].logQ = logQ
      decide(&judged[index], scope, level: level)
    }
    return judged.sorted(by: precedes)
  }

  private static func cleaned(_ counts: SignatureCounts) -> SignatureCounts {
    let limit: Int64 = 1 << 40
    func exposure(_ value: Double) -> Double { value.isFinite && value > 0 ? value : 0 }
    var cleaned = counts
    cleaned.windowLines = min(max(0, counts.windowLines), limit)
    cleaned.baseLines = min(max(0, counts.baseLines), limit)
    cleaned.windowExposure = exposure(counts.windowExposure)
    cleaned.baseExposure = exposure(counts.baseExposure)
    cleaned.dispersion = counts.dispersion.isFinite ? max(1, counts.dispersion) : 1
    return cleaned
  }

  // MARK: Measures

  private static func measured(
    _ counts: SignatureCounts, _ scope: NoveltyScope
  ) -> SignatureNovelty {
    var novelty = SignatureNovelty(counts: counts, verdict: .unseen, expected: 0, score: 0)
    let (we, be) = (counts.windowExposure, counts.baseExposure)
    guard we > 0, be > 0, (we / be).isFinite, we / be > 0 else {
      novelty.refusal = .coverageGap
      return novelty
    }
    novelty.expected = Double(counts.baseLines) * we / be
    if counts.baseLines == 0 {
      if unseenBound * we / be >= 1 {
        novelty.refusal = .baseTooShort
      } else if Double(counts.windowLines) < fewestLines {
        novelty.refusal = .insufficientEvents
      }
      if novelty.refusal != nil { return novelty }
    }
    let ratio = rateRatio(counts)
    novelty.rateRatio = ratio
    novelty.shareOfExcess = share(counts, ratio, novelty.expected, scope.excess)
    novelty.score = score(counts, scope.excess)
    return novelty
  }

  private static func logP(_ counts: SignatureCounts) -> Double {
    BinomialTail.logTwoSided(
      hits: Double(counts.windowLines) / counts.dispersion,
      misses: Double(counts.baseLines) / counts.dispersion, share: windowShare(counts))
  }

  /// ln of the chance of a ratio as far from 1 as this one or farther when `ratio` is the true one.
  private static func logP(_ counts: SignatureCounts, beyond ratio: Double) -> Double {
    let share = 1 / (1 + counts.baseExposure / counts.windowExposure / ratio)
    let hits = Double(counts.windowLines) / counts.dispersion
    let misses = Double(counts.baseLines) / counts.dispersion
    return ratio > 1
      ? BinomialTail.logUpper(hits: hits, misses: misses, share: share)
      : BinomialTail.logLower(hits: hits, misses: misses, share: share)
  }

  private static func windowShare(_ counts: SignatureCounts) -> Double {
    1 / (1 + counts.baseExposure / counts.windowExposure)
  }

  private static func rateRatio(_ counts: SignatureCounts) -> RateRatio {
    let share = BinomialTail.shareInterval(
      hits: Double(counts.windowLines) / counts.dispersion,
      misses: Double(counts.baseLines) / counts.dispersion)
    let scale = counts.baseExposure / counts.windowExposure
    let lines = (Double(counts.windowLines), Double(counts.baseLines))
    let isBound = counts.baseLines > 0 && share.high < 1
    return RateRatio(
      value: counts.baseLines > 0 ? lines.0 / lines.1 * scale : nil,
      low: share.low < 1 ? share.low / (1 - share.low) * scale : .greatestFiniteMagnitude,
      high: isBound ? share.high / (1 - share.high) * scale : nil)
  }

  private static func share(
    _ counts: SignatureCounts, _ ratio: RateRatio, _ expected: Double, _ excess: Estimate?
  ) -> Estimate? {
    let lines = Double(counts.windowLines)
    guard let excess, excess.value > 0, excess.interval.low > 0, lines > expected else {
      return nil
    }
    func part(_ ratio: Double, of failures: Double) -> Double {
      min(1, max(0, lines * (1 - 1 / max(ratio, 1)) / failures))
    }
    let high = ratio.high.map { part($0, of: excess.interval.low) }
    return Estimate(
      value: min(1, (lines - expected) / excess.value),
      interval: Interval(
        low: part(ratio.low, of: excess.interval.high),
        high: high ?? min(1, lines / excess.interval.low)))
  }

  private static func score(_ counts: SignatureCounts, _ excess: Estimate?) -> Double {
    let (w, b) = (Double(counts.windowLines), Double(counts.baseLines))
    let share = windowShare(counts)
    let expected = (w + b) * share
    let other = (w + b) * (1 - share)
    let deviance = (w > 0 ? w * log(w / expected) : 0) + (b > 0 ? b * log(b / other) : 0)
    let root = max(0, 2 * deviance / counts.dispersion).squareRoot()
    var carried = 1.0
    if let excess, excess.value > 0 { carried = min(1, w / excess.value) }
    return w < expected ? -carried * root : carried * root
  }

  // MARK: Verdicts

  private static func decide(
    _ novelty: inout SignatureNovelty, _ scope: NoveltyScope, level: Double
  ) {
    let counts = novelty.counts
    let stands = (novelty.logQ ?? 0) <= log(discoveryRate)
    let added = Double(counts.windowLines) - novelty.expected
    let isEnough = added >= max(fewestLines, SignatureDispersion.largestClump(counts.dispersion))
    if counts.baseLines == 0, isFirstSeen(counts, scope) {
      novelty.verdict = stands && isEnough ? .new : .unseen
      novelty.refusal = stands && isEnough ? nil : .insufficientEvents
      return
    }
    novelty.verdict = .steady
    let isMore = added > 0
    guard stands, logP(counts, beyond: isMore ? factor : 1 / factor) <= log(level) else { return }
    if !isMore { novelty.verdict = .gone }
    if isMore, isEnough { novelty.verdict = .surged }
  }

  /// A time that is not known does not make a signature old: it has no line in the base.
  private static func isFirstSeen(_ counts: SignatureCounts, _ scope: NoveltyScope) -> Bool {
    guard let first = counts.firstSeen else { return true }
    return first >= scope.onsetEarliest - scope.binWidth
  }

  private static func precedes(_ left: SignatureNovelty, _ right: SignatureNovelty) -> Bool {
    let (one, other) = (left.verdict.isFinding, right.verdict.isFinding)
    if one != other { return one }
    if left.score != right.score { return left.score > right.score }
    let clear = (left.logQ ?? 0, right.logQ ?? 0)
    if clear.0 != clear.1 { return clear.0 < clear.1 }
    return left.counts.id < right.counts.id
  }
}

extension SignatureNovelty.Verdict {
  /// The signature changed.
  package var isFinding: Bool {
    switch self {
    case .new, .surged, .gone: true
    case .steady, .unseen: false
    }
  }
}
