// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountAnalysis
package import RecountModel

/// A day of error lines of many kinds without an incident, and a window put somewhere into it.
///
/// Traffic has a daily cycle; each kind has a level that drifts by a fifth and comes in clumps of
/// one to five lines on average, which last up to five minutes. A quarter of the kinds come less
/// than three times a day.
package struct QuietDaySimulation {
  package static let minutes = 1440
  package private(set) var lines: [[Int64]] = []
  package let window: Range<Int>
  private let traffic: [Double]

  package init(seed: UInt64, kinds: Int = 60) {
    var random = SeededGenerator(seed: seed)
    let start = random.whole(200..<1200)
    window = start..<start + random.whole(10..<150)
    let phase = random.uniform(0, 1440)
    let traffic = (0..<Self.minutes).map {
      1 + 0.5 * sin(2 * .pi * (Double($0) + phase) / 1440)
    }
    self.traffic = traffic
    for _ in 0..<kinds {
      let perDay = pow(10, random.uniform(-0.5, 3.5))
      let clump = random.uniform(1, 5)
      var counts = [Int64](repeating: 0, count: Self.minutes)
      var drift = 0.0
      for minute in 0..<Self.minutes {
        drift = 0.99 * drift + 0.028 * random.normal()
        let mean = perDay / Double(Self.minutes) / clump * traffic[minute] * exp(drift)
        for _ in 0..<random.poisson(mean) {
          // Geometric with mean `clump`.
          repeat {
            counts[min(Self.minutes - 1, minute + random.below(5))] += 1
          } while random.unit() > 1 / clump
        }
      }
      lines.append(counts)
    }
  }

  /// Adds lines of a kind within the window.
  package mutating func add(_ count: Int, ofKind kind: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<count { lines[kind][random.whole(window)] += 1 }
  }

  package mutating func silence(kind: Int) {
    for minute in window { lines[kind][minute] = 0 }
  }

  /// Adds a kind that has no line yet; gives its number.
  package mutating func addKind() -> Int {
    lines.append([Int64](repeating: 0, count: Self.minutes))
    return lines.count - 1
  }

  package func time(_ minute: Int) -> Timestamp {
    Timestamp(seconds: 1_671_148_800) + .minutes(Int64(minute))
  }

  package var scope: NoveltyScope {
    NoveltyScope(onsetEarliest: time(window.lowerBound), binWidth: .minute)
  }

  /// Minutes outside of the window, with two minutes of margin.
  private var base: [Int] {
    (0..<Self.minutes).filter { $0 < window.lowerBound - 2 || $0 >= window.upperBound + 2 }
  }

  package var counts: [SignatureCounts] {
    let base = base
    let isBase = Set(base)
    let quarters = stride(from: 0, to: Self.minutes, by: 15).map { start in
      (start..<start + 15).filter(isBase.contains)
    }
    let exposures = quarters.map { $0.reduce(0) { $0 + traffic[$1] } }
    let own = lines.map { kind in
      (
        lines: base.reduce(0) { $0 + kind[$1] },
        dispersion: SignatureDispersion.estimate(
          lines: quarters.map { $0.reduce(0) { $0 + kind[$1] } }, exposures: exposures)
      )
    }
    let dispersions = SignatureDispersion.shrunk(own)
    return lines.indices.map { kind in
      SignatureCounts(
        id: SignatureID(bits: UInt64(kind)), windowLines: window.reduce(0) { $0 + lines[kind][$1] },
        baseLines: own[kind].lines, windowExposure: window.reduce(0) { $0 + traffic[$1] },
        baseExposure: base.reduce(0) { $0 + traffic[$1] },
        firstSeen: lines[kind].firstIndex { $0 > 0 }.map(time), dispersion: dispersions[kind])
    }
  }
}
