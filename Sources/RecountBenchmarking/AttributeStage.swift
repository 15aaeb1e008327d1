// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountValidation

/// A table of leaves over five dimensions into the values that explain the excess.
///
/// Lines counts leaves and events the candidates.
public struct AttributeStage {
  private let input: AttributionInput

  /// About as many leaves as `windowEvents` over ten, the same every time.
  public init(windowEvents: Int) {
    var simulation = AttributionSimulation(seed: 1)
    simulation.sizes = [40, 30, 12, 8, 6]
    simulation.windowEvents = windowEvents
    simulation.baseEvents = 5 * windowEvents
    simulation.planted = [2: 0]
    input = simulation.input()
  }

  /// Leaves of the table.
  public var leaves: Int { input.leaves.count }

  /// The whole analysis, shuffles and intervals included.
  public func run() -> StageCounts {
    var counts = StageCounts()
    counts.lines = leaves
    counts.events = AttributionAnalysis.analyze(input).candidates.count
    return counts
  }
}
