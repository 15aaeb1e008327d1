// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A run of lines that crosses from input to parser in one piece.
///
/// `bytes` is a contiguous stretch of the decompressed stream. Line `i` is
/// `bytes[starts[i]..<ends[i]]`, without its LF and at most one CR before it. Line numbers count
/// from 1, byte offsets from 0, both in the decompressed stream.
///
/// A line longer than the splitter's limit travels alone in its batch with its middle left out:
/// then `elidedBytes` is positive and `bytes` holds head and tail only.
package struct LineBatch: Sendable {
  package var bytes: [UInt8]
  package var starts: [Int32]
  package var ends: [Int32]
  /// Number of the first line of the batch.
  package var firstLine: Int64
  /// Offset of `bytes[0]` in the decompressed stream.
  package var baseOffset: Int64
  /// Bytes left out of the middle of the only line; 0 in every ordinary batch.
  package var elidedBytes: Int64

  package init(
    bytes: [UInt8] = [], starts: [Int32] = [], ends: [Int32] = [], firstLine: Int64 = 1,
    baseOffset: Int64 = 0, elidedBytes: Int64 = 0
  ) {
    self.bytes = bytes
    self.starts = starts
    self.ends = ends
    self.firstLine = firstLine
    self.baseOffset = baseOffset
    self.elidedBytes = elidedBytes
  }

  /// Lines that were taken out of their content.
  package init(_ lines: [[UInt8]]) {
    self.init()
    for line in lines {
      starts.append(Int32(clamping: bytes.count))
      bytes += line
      ends.append(Int32(clamping: bytes.count))
      bytes.append(0x0A)
    }
  }

  package var count: Int { starts.count }

  package var isOversized: Bool { elidedBytes > 0 }

  package func line(_ index: Int) -> ArraySlice<UInt8> {
    bytes[Int(starts[index])..<Int(ends[index])]
  }

  /// Offset of a line's first byte in the decompressed stream.
  package func offset(_ index: Int) -> Int64 {
    baseOffset + Int64(starts[index])
  }

  package func number(_ index: Int) -> Int64 {
    firstLine + Int64(index)
  }

  /// Leaves out the lines that end within the first `length` bytes of the stream.
  ///
  /// A line of which only the beginning lies within them stays.
  package mutating func removeLines(within length: Int64) {
    let known = starts.indices.prefix { index in
      baseOffset + Int64(ends[index]) + elidedBytes <= length && offset(index) < length
    }
    starts.removeFirst(known.count)
    ends.removeFirst(known.count)
    firstLine += Int64(known.count)
  }
}
