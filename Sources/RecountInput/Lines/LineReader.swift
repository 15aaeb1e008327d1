// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Splits a content into batches of lines at LF, in bounded memory.
///
/// One CR before an LF is stripped, as are NULs and a byte-order mark at the start of a line: they
/// are left behind by `copytruncate` and by concatenated files. A lone CR, NEL, VT and FF stay in
/// the line. The last line needs no LF. A line longer than the limit, what was stripped not
/// counted, travels alone, head and tail kept.
package final class LineReader {
  private let source: any ByteSource
  private let limits: InputLimits
  private let path: String
  /// Bytes that other contents of the same input gave before; they count towards its limit.
  private let contentBefore: Int64
  /// Bytes read but not handed out: the start of a line whose end was not seen yet.
  private var carry: [UInt8] = []
  private var nextLine: Int64 = 1
  /// Whether the content begins as a JSON value does.
  private var opensDocument = false
  /// Offset of the first byte of `carry`.
  private var nextOffset: Int64 = 0
  private var isAtEnd = false
  package private(set) var digest: ContentDigest

  /// What is read goes through `digest`.
  package init(
    _ source: any ByteSource, limits: InputLimits = InputLimits(), path: String = "-",
    contentBefore: Int64 = 0, digest: ContentDigest = ContentDigest()
  ) {
    self.digest = digest
    self.source = source
    self.limits = limits.clamped
    self.path = path
    self.contentBefore = contentBefore
  }

  package var contentBytes: Int64 { digest.count }

  /// Bytes of the longest line that is handed out whole: the first may be a document of its own.
  private var lineLimit: Int {
    nextLine == 1 && opensDocument ? limits.maxDocumentBytes : limits.maxLineBytes
  }

  /// Lines handed out so far.
  package var lines: Int64 { nextLine - 1 }

  /// The next lines, or nil at the end of the content.
  ///
  /// The buffers of `recycled`, a batch that is no longer needed, are used again.
  package func next(recycling recycled: LineBatch = LineBatch()) throws(InputError) -> LineBatch? {
    var batch = recycled
    batch.starts.removeAll(keepingCapacity: true)
    batch.ends.removeAll(keepingCapacity: true)
    batch.elidedBytes = 0
    batch.bytes.removeAll(keepingCapacity: true)
    swap(&batch.bytes, &carry)
    var scanned = 0
    while true {
      if split(&batch, from: scanned) { return batch }
      if isAtEnd { return takeLastLine(&batch) ? batch : nil }
      if batch.bytes.count > lineLimit {
        shortenNulls(&batch.bytes)
        if try readOversized(&batch) { return batch }
      }
      scanned = batch.bytes.count
      try refill(&batch.bytes)
    }
  }

  // MARK: - Whole lines

  /// Splits what is complete, no LF standing before `scanned`; true when the batch is to be handed
  /// out.
  private func split(_ batch: inout LineBatch, from scanned: Int) -> Bool {
    var lineStart = 0
    while let feed = firstFeed(in: batch.bytes, from: max(scanned, lineStart)) {
      let line = visible(lineStart..<feed, in: batch.bytes, hasFeed: true)
      if line.count > lineLimit {
        if batch.count > 0 {
          finish(&batch, consumed: lineStart)
        } else {
          elide(&batch, line, consumed: feed + 1)
        }
        return true
      }
      batch.starts.append(Int32(line.lowerBound))
      batch.ends.append(Int32(line.upperBound))
      lineStart = feed + 1
    }
    guard batch.count > 0 else { return false }
    finish(&batch, consumed: lineStart)
    return true
  }

  /// The line without LF at the end of the content; false when there is none.
  private func takeLastLine(_ batch: inout LineBatch) -> Bool {
    let all = batch.bytes.indices
    guard !all.isEmpty else { return false }
    let line = visible(all, in: batch.bytes, hasFeed: false)
    if line.count > lineLimit {
      elide(&batch, line, consumed: all.count)
    } else {
      batch.starts.append(Int32(line.lowerBound))
      batch.ends.append(Int32(line.upperBound))
      finish(&batch, consumed: all.count)
    }
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

  /// What is left of a line without the NULs and the byte-order mark before it and the CR after it.
  private func visible(_ line: Range<Int>, in bytes: [UInt8], hasFeed: Bool) -> Range<Int> {
    var start = line.lowerBound
    var end = line.upperBound
    if hasFeed, end > start, bytes[end - 1] == 0x0D { end -= 1 }
    while start < end, bytes[start] == 0 { start += 1 }
    if end - start >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF {
      start += 3
    }
    return start..<end
  }

  /// Hands `consumed` bytes out with the batch and keeps the rest for the next one.
  private func finish(_ batch: inout LineBatch, consumed: Int) {
    keep(batch.bytes[consumed...])
    batch.bytes.removeSubrange(consumed...)
    batch.firstLine = nextLine
    batch.baseOffset = nextOffset
    nextLine += Int64(batch.count)
    nextOffset += Int64(consumed)
  }

  private func keep(_ rest: ArraySlice<UInt8>) {
    carry.removeAll(keepingCapacity: true)
    carry.append(contentsOf: rest)
  }

  // MARK: - Reading

  /// Appends up to a batch of content to `bytes`.
  private func refill(_ bytes: inout [UInt8]) throws(InputError) {
    let old = bytes.count
    // Most build logs are small: a first read of all of them as large as a batch would cost more
    // in fresh memory than in reading.
    let room = digest.count == 0 ? min(limits.batchBytes, 64 << 10) : limits.batchBytes
    let isFirst = digest.count == 0
    var failure: InputError?
    var count = 0
    // Read into the array's spare room without zeroing it first.
    bytes.append(addingCapacity: room) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        let spare = UnsafeMutableRawBufferPointer(buffer)
        do throws(InputError) {
          while count < room {
            let read = try unsafe source.read(
              into: UnsafeMutableRawBufferPointer(rebasing: spare[count..<room]))
            if read == 0 {
              isAtEnd = true
              break
            }
            count += read
          }
        } catch {
          failure = error
        }
        initialized = count
      }
    }
    unsafe bytes.withUnsafeBytes { all in
      unsafe digest.update(UnsafeRawBufferPointer(rebasing: all[old...]))
    }
    if isFirst {
      let opening = bytes[old...].first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
      opensDocument = opening == 0x7B || opening == 0x5B
    }
    if let failure { throw failure }
    guard contentBefore + digest.count <= limits.maxContentBytes else {
      throw InputError(.limit(.content(bytes: limits.maxContentBytes)), path: path)
    }
  }

  // MARK: - Lines over the limit

  /// Cuts all but one of the NULs that a line starts with.
  ///
  /// After `copytruncate` they can be as many as the old file was long, and the line behind them is
  /// a good one. One stays, so that a content of nothing but NULs is still a line.
  private func shortenNulls(_ bytes: inout [UInt8]) {
    let run = bytes.prefix { $0 == 0 }.count
    guard run > 1 else { return }
    bytes.removeSubrange(..<(run - 1))
    nextOffset += Int64(run - 1)
  }

  /// Hands out alone, shortened, the `line` that the batch holds whole.
  private func elide(_ batch: inout LineBatch, _ line: Range<Int>, consumed: Int) {
    var oversized = OversizedLine(limit: lineLimit)
    oversized.append(batch.bytes[line])
    keep(batch.bytes[consumed...])
    handOut(oversized, in: &batch, skipped: line.lowerBound, consumed: consumed)
  }

  /// Reads on to the end of a line that is longer than the limit, keeping head and tail only.
  ///
  /// - Returns: False, nothing done, while the line may still be within it.
  private func readOversized(_ batch: inout LineBatch) throws(InputError) -> Bool {
    let start = visible(batch.bytes.indices, in: batch.bytes, hasFeed: false).lowerBound
    // The last byte may be the CR of a line end.
    guard batch.bytes.count - start > lineLimit + 1 else { return false }
    var oversized = OversizedLine(limit: lineLimit)
    oversized.append(batch.bytes[start...])
    var consumed = batch.bytes.count
    keep([])
    while !isAtEnd {
      var more: [UInt8] = []
      try refill(&more)
      guard let feed = firstFeed(in: more, from: 0) else {
        oversized.append(more[...])
        consumed += more.count
        continue
      }
      oversized.append(more[..<feed])
      oversized.stripCarriageReturn()
      consumed += feed + 1
      keep(more[(feed + 1)...])
      break
    }
    handOut(oversized, in: &batch, skipped: start, consumed: consumed)
    return true
  }

  private func handOut(
    _ line: OversizedLine, in batch: inout LineBatch, skipped: Int, consumed: Int
  ) {
    batch.bytes = line.kept
    batch.starts = [0]
    batch.ends = [Int32(batch.bytes.count)]
    batch.elidedBytes = line.elidedBytes
    batch.firstLine = nextLine
    batch.baseOffset = nextOffset + Int64(skipped)
    nextLine += 1
    nextOffset += Int64(consumed)
  }
}
