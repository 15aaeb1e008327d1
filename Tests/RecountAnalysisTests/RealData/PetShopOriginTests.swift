// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Testing

/// Candidates on real injected faults, with the call graph given.
@Suite(.enabled(if: PetShopData.folder != nil, "shared/data is not at hand"))
struct PetShopOriginTests {
  @Test func `the faulty service is found along the call graph`() throws {
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
    #expect(ranks.count == 16)
    #expect(ranks.filter { $0 == 0 }.count >= 13)
    #expect(ranks.filter { $0 < 3 }.count >= 15)
  }

  /// Excess milliseconds or failures times calls within a quarter of an hour of the alarm.
  private func profile(
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

  private func median(_ values: [Double?]?) -> Double? {
    let sorted = (values ?? []).compactMap { $0 }.sorted()
    guard !sorted.isEmpty else { return nil }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
