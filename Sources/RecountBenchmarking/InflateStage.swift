// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput

/// Gzip into content, as an input is decompressed: its checksum verified, its bytes thrown away.
public struct InflateStage {
  private let gzip: [UInt8]

  /// A stage that inflates all members of `gzip`.
  public init(gzip: [UInt8]) {
    self.gzip = gzip
  }

  /// Inflates everything once and counts its bytes.
  ///
  /// - Throws: When the members are not whole.
  public func run() throws -> StageCounts {
    let source = GzipSource(MemorySource(gzip))
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: InputLimits().batchBytes, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var counts = StageCounts()
    while true {
      let read = try unsafe source.read(into: buffer)
      if read == 0 { break }
      counts.bytes += read
    }
    let condition = source.condition
    guard !condition.isTruncated, !condition.isDamaged else {
      throw StageError.damaged(condition.remarks.joined(separator: "; "))
    }
    return counts
  }
}
