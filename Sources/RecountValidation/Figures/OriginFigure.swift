// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// c1: the faulty service among those of a real system with injected faults, its call graph given.
package enum OriginFigure {
  static func figures() throws -> [ValidationFigure] {
    guard PetShopData.isThere else { return [] }
    let ranks = try ranks()
    let first = Double(ranks.count { $0 == 0 }) / Double(max(1, ranks.count))
    let third = Double(ranks.count { $0 < 3 }) / Double(max(1, ranks.count))
    let text = ValidationFigure.text
    return [
      ValidationFigure(
        id: "c1", subject: "\(ranks.count) injected faults", source: "PetShop",
        simple: "traversal of the graph .654 / .827 (on 52)", bound: "top 1 ≥ .75, top 3 ≥ .93",
        reached: "\(text(first, 3)) / \(text(third, 3))", holds: first >= 0.75 && third >= 0.93)
    ]
  }

  /// The place of the faulty service among the candidates of each fault.
  package static func ranks() throws -> [Int] {
    var ranks: [Int] = []
    for level in PetShopData.levels {
      let data = try PetShopData(level)
      for fault in data.faults {
        let input = OriginInput(
          profiles: data.services.compactMap { profile($0, fault, data.normal) },
          edges: data.edges, binWidth: .minutes(5), target: fault.target)
        let candidates = OriginAnalysis.findings(input).candidates
        ranks.append(candidates.firstIndex { $0.service == fault.answer } ?? .max)
      }
    }
    return ranks
  }

  /// Excess milliseconds or failures times calls within a quarter of an hour of the alarm.
  private static func profile(
    _ service: String, _ fault: PetShopData.Fault, _ normal: PetShopData.Table
  ) -> ExcessProfile? {
    let isLatency = fault.metric == "latency"
    guard let values = fault.table[service, fault.metric, "Average"],
      let calls = fault.table[service, "requests", "Sum"],
      let usual = median(normal[service, fault.metric, "Average"])
    else { return nil }
    let known = (normal[service, fault.metric, "Average"] ?? []).compactMap { $0 }
    let spread = 1.4826 * (median(known.map { abs($0 - usual) }) ?? 0)
    let deviation = max(spread, isLatency ? 0.05 * abs(usual) : 0.2, 1e-4)
    let usualCalls = median(normal[service, "requests", "Sum"]) ?? 0
    let complete = values.indices.filter { values[$0] != nil }
    let near = complete.filter { abs(fault.table.times[$0] - fault.time) <= 900 }
    let bins = near.isEmpty ? complete : near
    guard !bins.isEmpty else { return nil }
    var excess = [Double](repeating: 0, count: values.count)
    var highest = -Double.infinity
    for bin in bins {
      let step = ((values[bin] ?? usual) - usual) * (isLatency ? 1 : -1)
      excess[bin] = step * (calls[bin] ?? usualCalls) / (isLatency ? 1 : 100)
      highest = max(highest, step / deviation)
    }
    return ExcessProfile(service: service, excess: excess, deviations: highest)
  }

  private static func median(_ values: [Double?]?) -> Double? {
    let sorted = (values ?? []).compactMap { $0 }.sorted()
    guard !sorted.isEmpty else { return nil }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
