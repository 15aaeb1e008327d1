// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How a scenario is to be generated this time.
package struct ScenarioOptions: Hashable, Sendable {
  /// All rates in per mille of the scenario's: 100 gives a tenth of the events.
  package var scalePermille: Int
  package var seed: UInt64
  /// False leaves the incident out and keeps everything else.
  package var hasFault: Bool
  /// zlib level 0 to 9; the content of the files does not depend on it.
  package var compressionLevel: Int

  package init(
    scalePermille: Int = 1000, seed: UInt64 = 1, hasFault: Bool = true, compressionLevel: Int = 1
  ) {
    self.scalePermille = scalePermille
    self.seed = seed
    self.hasFault = hasFault
    self.compressionLevel = compressionLevel
  }
}
