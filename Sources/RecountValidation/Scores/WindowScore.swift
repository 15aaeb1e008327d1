// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// How well found windows match true ones, over many incidents.
package struct WindowScore {
  package var count = 0
  package var overlap = 0.0
  package var onsetWithinOne = 0
  package var endWithinTwo = 0
  package var endWithinFive = 0
  package var relapses = 0
  package var relapsesFound = 0
  package var missed = 0
  /// Onset intervals that hold the truth, of the onsets found within ten bins, and their widths.
  package var onsets = 0
  package var onsetsHeld = 0
  package var endsHeld = 0
  package var ends = 0
  package var widths: [Double] = []

  package init() {}

  package mutating func add(_ simulation: IncidentSimulation) {
    let series = simulation.series
    let impact = ImpactAnalysis.analyze(series)
    let failing = impact.windows.filter { $0.kind == .failing }
    let found = failing.map { series.index($0.onset.time)..<series.index($0.end.time) }
    let truth = simulation.windows
    let bins = 0..<series.count
    let both = bins.filter { bin in
      truth.contains { $0.contains(bin) } && found.contains { $0.contains(bin) }
    }
    let any = bins.filter { bin in
      truth.contains { $0.contains(bin) } || found.contains { $0.contains(bin) }
    }
    count += 1
    overlap += Double(both.count) / Double(max(1, any.count))
    let first = truth[0]
    let near = found.filter {
      $0.lowerBound < first.upperBound + 5 && $0.upperBound > first.lowerBound - 5
    }
    let distance = near.map { abs($0.lowerBound - first.lowerBound) }.min() ?? 999
    onsetWithinOne += distance <= 1 ? 1 : 0
    missed += distance > 30 ? 1 : 0
    let last = truth[truth.count - 1].upperBound
    let ending = found.map { abs($0.upperBound - last) }.min() ?? 999
    endWithinTwo += ending <= 2 ? 1 : 0
    endWithinFive += ending <= 5 ? 1 : 0
    if truth.count > 1 {
      relapses += 1
      let hit = found.contains { abs($0.lowerBound - truth[1].lowerBound) <= 3 }
      relapsesFound += hit ? 1 : 0
    }
    let onset = failing.first { abs(series.index($0.onset.time) - first.lowerBound) <= 10 }
    if let onset {
      let time = series.time(first.lowerBound)
      onsets += 1
      onsetsHeld += onset.onset.earliest <= time && time <= onset.onset.latest ? 1 : 0
      widths.append((onset.onset.latest - onset.onset.earliest).minutes)
    }
    if let end = failing.last {
      let time = series.time(last)
      ends += 1
      endsHeld += end.end.earliest <= time && time <= end.end.latest ? 1 : 0
    }
  }

  package var meanOverlap: Double { overlap / Double(max(1, count)) }
  package var onsetShare: Double { Double(onsetWithinOne) / Double(max(1, count)) }
  package var relapseShare: Double { Double(relapsesFound) / Double(max(1, relapses)) }
  package var onsetCoverage: Double { Double(onsetsHeld) / Double(max(1, onsets)) }
  package var medianWidth: Double { widths.isEmpty ? 0 : widths.sorted()[widths.count / 2] }
}
