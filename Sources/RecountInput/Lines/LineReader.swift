// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Splits a content into batches of lines at LF, in bounded memory.
///
/// One CR before an LF is stripped, as are NULs and a byte-order mark at the start of a line: they
/// are left behind by `copytruncate` and by concatenated files. A lone CR, NEL, VT and FF stay in
/// the line. The last line needs no LF. A line longer than the limit travels alone, head and tail
/// kept.
package final class LineReader {
  private let source: any ByteSource
  private let limits: InputLimits
  private let path: String
  /// Bytes read but not handed out: the start of a line whose end was not seen yet.
  private var carry: [UInt8] = []
  private var nextLine: Int64 = 1
  /// Offset of the first byte of `carry`.
  private var nextOffset: Int64 = 0
  private var isAtEnd = false
  package private(set) var digest = ContentDigest()

  package init(_ source: any ByteSource, limits: InputLimits = InputLimits(), path: String = "-") {
    self.source = source
    self.limits = limits
    self.path = path
  }

  package var contentBytes: Int64 { digest.count }

  /// Lines handed out so far.
  package var lines: Int64 { nextLine - 1 }

  /// The next lines, or nil at the end of the content.
  ///
  /// - Parameter recycled: A batch that is no longer needed; its buffers are used again.
  package func next(recycling recycled: LineBatch = LineBatch()) throws(InputError) -> LineBatch? {
    var batch = recycled
    batch.starts.removeAll(keepingCapacity: true)
    batch.ends.removeAll(keepingCapacity: true)
    batch.elidedBytes = 0
    batch.bytes.removeAll(keepingCapacity: true)
    swap(&batch.bytes, &carry)
    // A line in the carry that is already over the limit ended the batch before it.
    var scanned = 0
    while true {
      if split(&batch, from: &scanned) { return batch }
      if isAtEnd {
        guard !batch.bytes.isEmpty else { return nil }
        append(lineEndingAt: batch.bytes.count, to: &batch, hasFeed: false)
        finish(&batch, consumed: batch.bytes.count)
        return batch
      }
      if batch.bytes.count > limits.maxLineBytes, batch.count == 0 {
        try readOversized(&batch)
        return batch
      }
      try refill(&batch.bytes)
    }
  }

  /// Splits what is complete; true when the batch is to be handed out.
  private func split(_ batch: inout LineBatch, from scanned: inout Int) -> Bool {
    var lineStart = 0
    while let feed = firstFeed(in: batch.bytes, from: max(scanned, lineStart)) {
      if feed - lineStart > limits.maxLineBytes {
        if batch.count == 0 {
          elide(&batch, lineEnd: feed)
        } else {
          finish(&batch, consumed: lineStart)
        }
        return true
      }
      append(lineFrom: lineStart, endingAt: feed, to: &batch, hasFeed: true)
      lineStart = feed + 1
    }
    scanned = batch.bytes.count
    guard batch.count > 0 else { return false }
    finish(&batch, consumed: lineStart)
    return true
  }

  private func firstFeed(in bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return unsafe bytes.withUnsafeBytes { buffer -> Int? in
      // `start` is below the count, so the base address exists and the length is positive.
      guard let base = buffer.baseAddress else { return nil }
      guard let found = unsafe memchr(base + start, 0x0A, buffer.count - start) else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  private func append(lineEndingAt end: Int, to batch: inout LineBatch, hasFeed: Bool) {
    let previous = batch.count == 0 ? 0 : Int(batch.ends[batch.count - 1])
    append(lineFrom: previous, endingAt: end, to: &batch, hasFeed: hasFeed)
  }

  private func append(
    lineFrom start: Int, endingAt end: Int, to batch: inout LineBatch, hasFeed: Bool
  ) {
    var start = start
    var end = end
    if hasFeed, end > start, batch.bytes[end - 1] == 0x0D { end -= 1 }
    while start < end, batch.bytes[start] == 0 { start += 1 }
    if end - start >= 3, batch.bytes[start] == 0xEF, batch.bytes[start + 1] == 0xBB,
      batch.bytes[start + 2] == 0xBF
    {
      start += 3
    }
    batch.starts.append(Int32(start))
    batch.ends.append(Int32(end))
  }

  /// Hands `consumed` bytes out with the batch and keeps the rest for the next one.
  private func finish(_ batch: inout LineBatch, consumed: Int) {
    carry.removeAll(keepingCapacity: true)
    if consumed < batch.bytes.count {
      carry.append(contentsOf: batch.bytes[consumed...])
      batch.bytes.removeSubrange(consumed...)
    }
    batch.firstLine = nextLine
    batch.baseOffset = nextOffset
    nextLine += Int64(batch.count)
    nextOffset += Int64(consumed)
  }

  private func refill(_ bytes: inout [UInt8]) throws(InputError) {
    let old = bytes.count
    // Most build logs are small: a first read of all of them as large as a batch would cost more
    // in fresh memory than in reading.
    let room = max(1, digest.count == 0 ? min(limits.batchBytes, 64 << 10) : limits.batchBytes)
    var failure: InputError?
    var count = 0
    // Read into the array's spare room without zeroing it first.
    let grown = unsafe [UInt8](unsafeUninitializedCapacity: old + room) { buffer, initialized in
      _ = unsafe buffer.initialize(fromContentsOf: bytes)
      let spare = unsafe UnsafeMutableRawBufferPointer(
        UnsafeMutableBufferPointer(rebasing: buffer[old...]))
      do throws(InputError) {
        while count < room {
          let read = try unsafe source.read(
            into: UnsafeMutableRawBufferPointer(rebasing: spare[count...]))
          if read == 0 {
            isAtEnd = true
            break
          }
          count += read
        }
        unsafe digest.update(UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer(rebasing: spare[..<count])))
      } catch {
        failure = error
      }
      initialized = old + count
    }
    bytes = grown
    if let failure { throw failure }
    guard digest.count <= limits.maxContentBytes else {
      throw InputError(
        .hostile("more than \(limits.maxContentBytes) bytes of content"), path: path)
    }
  }

  // MARK: - Lines over the limit

  /// Keeps head and tail of the line that ends at `lineEnd` and hands it out alone.
  private func elide(_ batch: inout LineBatch, lineEnd: Int) {
    let half = limits.maxLineBytes / 2
    var end = lineEnd
    if batch.bytes[end - 1] == 0x0D { end -= 1 }
    carry.removeAll(keepingCapacity: true)
    carry.append(contentsOf: batch.bytes[(lineEnd + 1)...])
    let elided = end - 2 * half
    batch.bytes.removeSubrange(end...)
    if elided > 0 { batch.bytes.removeSubrange(half..<half + elided) }
    handOutOversized(&batch, elided: max(1, elided), consumed: lineEnd + 1)
  }

  /// Reads on to the end of a line that is longer than the limit, keeping head and tail only.
  private func readOversized(_ batch: inout LineBatch) throws(InputError) {
    let half = limits.maxLineBytes / 2
    let head = Array(batch.bytes.prefix(half))
    var tail = Array(batch.bytes.dropFirst(half))
    var length = batch.bytes.count
    var rest: [UInt8] = []
    var hasFeed = false
    while !isAtEnd {
      if tail.count > half { tail.removeFirst(tail.count - half) }
      var more: [UInt8] = []
      try refill(&more)
      guard let feed = firstFeed(in: more, from: 0) else {
        length += more.count
        tail.append(contentsOf: more)
        continue
      }
      length += feed
      tail.append(contentsOf: more[..<feed])
      rest = Array(more[(feed + 1)...])
      hasFeed = true
      break
    }
    let consumed = length + (hasFeed ? 1 : 0)
    if hasFeed, tail.last == 0x0D {
      tail.removeLast()
      length -= 1
    }
    if tail.count > half { tail.removeFirst(tail.count - half) }
    batch.bytes = head + tail
    carry = rest
    handOutOversized(&batch, elided: max(1, length - head.count - tail.count), consumed: consumed)
  }

  private func handOutOversized(_ batch: inout LineBatch, elided: Int, consumed: Int) {
    batch.starts = [0]
    batch.ends = [Int32(batch.bytes.count)]
    batch.elidedBytes = Int64(elided)
    batch.firstLine = nextLine
    batch.baseOffset = nextOffset
    nextLine += 1
    nextOffset += Int64(consumed)
  }
}
