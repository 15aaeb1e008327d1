// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountAnalysis
import RecountModel

/// The impact on each of many services, worked out on all cores.
///
/// Each series is judged by itself, so that the number of cores changes nothing but the time.
enum ImpactMap {
  /// The findings of `series`, in their order.
  static func impacts(of series: [CountSeries]) -> [ServiceImpact] {
    let slots = Slots(count: series.count)
    let next = Counter()
    WorkerGroup(min(ProcessInfo.processInfo.activeProcessorCount, series.count)) {
      while let index = next.take(below: series.count) {
        slots.set(index, ImpactAnalysis.analyze(series[index]))
      }
    }.wait()
    return slots.all
  }

  /// `@unchecked Sendable`: the impacts are only touched while `lock` is held.
  private final class Slots: @unchecked Sendable {
    private let lock = NSLock()
    private var impacts: [ServiceImpact?]

    init(count: Int) {
      impacts = Array(repeating: nil, count: count)
    }

    func set(_ index: Int, _ impact: ServiceImpact) {
      lock.withLock { impacts[index] = impact }
    }

    var all: [ServiceImpact] { lock.withLock { impacts.compactMap(\.self) } }
  }
}
