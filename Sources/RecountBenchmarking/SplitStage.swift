// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel

/// Content into lines, hashed as it passes, as every input is.
public struct SplitStage {
  private let content: [UInt8]

  /// A stage that splits `content`.
  public init(content: [UInt8]) {
    self.content = content
  }

  /// Splits everything once and counts its lines.
  public func run() throws -> StageCounts {
    var counts = StageCounts()
    let reader = LineReader(MemorySource(content))
    while let batch = try reader.next() { counts.lines += batch.count }
    counts.bytes = Int(reader.contentBytes)
    return counts
  }
}
