// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountValidation

/// Lines of simulated templates into signatures; masking and mining, on one core.
public struct MineStage {
  private let simulation: TemplateSimulation

  /// `lines` lines of 150 templates, the same every time.
  public init(lines: Int) {
    simulation = TemplateSimulation(seed: 1, made: 130, lines: lines)
  }

  /// What a run counts: every line is of some signature.
  public var expected: StageCounts {
    var counts = StageCounts()
    counts.bytes = simulation.lines.reduce(0) { $0 + $1.count }
    counts.lines = simulation.lines.count
    counts.events = simulation.lines.count
    return counts
  }

  /// Mines all lines; events are the lines that the signatures hold.
  public func run() -> StageCounts {
    var table = TokenRowTable()
    for line in simulation.lines { table.insert(line[...]) }
    let signatures = SignatureMiner.mine(table, service: "benchmark").signatures
    var counts = expected
    counts.events = signatures.reduce(0) { $0 + Int($1.lines) }
    return counts
  }
}
