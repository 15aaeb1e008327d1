// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Remembers pipelines that may go on with another step.
///
/// A pipeline's steps run one after the other and end with the first that fails. The ring is small
/// enough that a pipeline is forgotten after some minutes.
struct OpenPipelines: Sendable {
  struct Pipeline: Sendable {
    var high: UInt64
    var low: UInt64
    var repository: Int
    var nextStep = 0
    var lastEnd: Int64 = 0
    var isOpen = true

    /// A new pipeline, named after its first step.
    init(_ step: (UInt64, UInt64), repository: Int) {
      high = step.0 ^ 0x9E37_79B9_7F4A_7C15
      low = step.1 &* 0xD6E8_FEB8_6659_FD93
      self.repository = repository
    }
  }

  private static let capacity = 1024
  private var ring: [Pipeline] = []
  private var position = 0

  /// Takes out a pipeline whose next step could have run `duration(of:)` long until `end`.
  mutating func take(
    _ bits: UInt64, endingAt end: Int64, duration: (Pipeline) -> Int64
  ) -> Pipeline? {
    guard !ring.isEmpty else { return nil }
    for rotated in [bits, bits << 16, bits << 32] {
      let index = rotated.upper(below: ring.count)
      let pipeline = ring[index]
      guard pipeline.isOpen, end - duration(pipeline) > pipeline.lastEnd + 2_000_000 else {
        continue
      }
      ring[index].isOpen = false
      return pipeline
    }
    return nil
  }

  mutating func put(_ pipeline: Pipeline) {
    if ring.count < OpenPipelines.capacity {
      ring.append(pipeline)
    } else {
      ring[position] = pipeline
      position = (position + 1) % OpenPipelines.capacity
    }
  }
}
