// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A source whose first bytes can be looked at before they are read.
package final class PeekSource: ByteSource {
  private let upstream: any ByteSource
  private var head: [UInt8] = []
  private var position = 0

  /// Bytes looked at: enough for a tar header, whose magic stands at 257.
  package static let headBytes = 512

  package init(_ upstream: any ByteSource) throws(InputError) {
    self.upstream = upstream
    let scratch = UnsafeMutableRawBufferPointer.allocate(
      byteCount: PeekSource.headBytes, alignment: 16)
    defer { unsafe scratch.deallocate() }
    var filled = 0
    while filled < PeekSource.headBytes {
      let count = try unsafe upstream.read(
        into: UnsafeMutableRawBufferPointer(rebasing: scratch[filled...]))
      if count == 0 { break }
      filled += count
    }
    head = unsafe Array(scratch[..<filled])
  }

  /// The first bytes, fewer than `headBytes` only when the stream is shorter.
  package var peeked: [UInt8] { head }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard position < head.count else { return try unsafe upstream.read(into: buffer) }
    let count = min(buffer.count, head.count - position)
    unsafe buffer.copyBytes(from: head[position..<position + count])
    position += count
    return count
  }
}
