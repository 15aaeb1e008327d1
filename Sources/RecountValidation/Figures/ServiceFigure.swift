// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// c2: the faulty service from nothing but what services write.
package enum ServiceFigure {
  /// A service with how clearly its kinds of lines changed.
  package struct Ranked: Sendable {
    package var service: String
    package var score: Double
  }

  static func figures() -> [ValidationFigure] {
    guard ServiceLogs.isThere else { return [] }
    let logs = ServiceLogs()
    let ranking = ranked(logs)
    let places = zip(logs.faults, ranking).map { fault, services in
      let place = services.firstIndex { $0.service == fault.service }
      return "\(fault.kind) in \(fault.service): place "
        + "\(place.map { String($0 + 1) } ?? "none") of \(services.count)"
    }
    let found = zip(logs.faults, ranking).contains { fault, services in
      fault.kind == "cpu_contention" && services.prefix(3).contains { $0.service == fault.service }
    }
    return [
      ValidationFigure(
        id: "c2", subject: "\(logs.faults.count) faults, lines of \(logs.services.count) services",
        source: "Nezha", simple: "best method from logs alone .178 / .244 / .244 (on 45)",
        bound: "cpu_contention among the first 3; the others refused or grade C",
        reached: places.joined(separator: "; ") + "; no graph, so grade C at best", holds: found)
    ]
  }

  /// Services by the clearest change of a kind of line in each fault's window, against the minutes
  /// of the other faults.
  package static func ranked(_ logs: ServiceLogs) -> [[Ranked]] {
    let names = logs.services.keys.sorted()
    let mined = names.map { name in
      logs.services[name].map { SignatureMiner.mine($0.table, service: name).signatureOfRow } ?? []
    }
    return logs.faults.map { fault in
      var ranked: [Ranked] = []
      for (name, signatures) in zip(names, mined) {
        let score = score(logs.services[name]?.lines ?? [], signatures, fault.window, logs.covered)
        ranked.append(Ranked(service: name, score: score))
      }
      return ranked.sorted { (-$0.score, $0.service) < (-$1.score, $1.service) }
    }
  }

  private static func score(
    _ lines: [(time: Timestamp, row: Int)], _ signatures: [Int], _ window: TimeRange,
    _ covered: [TimeRange]
  ) -> Double {
    var inWindow: [Int: Int64] = [:]
    var inBase: [Int: [Int64]] = [:]
    let base = covered.filter { !$0.overlaps(window) }
    for line in lines {
      let signature = signatures[line.row]
      if window.contains(line.time) {
        inWindow[signature, default: 0] += 1
      } else if let minute = base.firstIndex(where: { $0.contains(line.time) }) {
        inBase[signature, default: [Int64](repeating: 0, count: base.count)][minute] += 1
      }
    }
    let kinds = Set(inWindow.keys).union(inBase.keys).sorted()
    let exposure = covered.filter { $0.overlaps(window) }.count
    let exposures = [Double](repeating: 1, count: base.count)
    let own = kinds.map { kind in
      let bins = inBase[kind] ?? []
      return (
        lines: bins.reduce(0, +),
        dispersion: SignatureDispersion.estimate(lines: bins, exposures: exposures)
      )
    }
    let dispersions = SignatureDispersion.shrunk(own)
    let counts = kinds.indices.map { index in
      SignatureCounts(
        id: SignatureID(bits: UInt64(kinds[index])), windowLines: inWindow[kinds[index]] ?? 0,
        baseLines: own[index].lines, windowExposure: Double(exposure),
        baseExposure: Double(base.count), dispersion: dispersions[index])
    }
    let scope = NoveltyScope(onsetEarliest: window.start, binWidth: .minute)
    return NoveltyAnalysis.judge(counts, scope: scope).map { abs($0.score) }.max() ?? 0
  }
}
