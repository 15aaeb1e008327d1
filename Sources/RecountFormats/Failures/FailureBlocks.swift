// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Which lines of a step belong together to one failure, and all these blocks so far.
///
/// Memory is bounded by `FailureEvidence.maxRanges` blocks of two numbers each.
struct FailureBlocks: Sendable {
  private(set) var ranges: [LineRange] = []
  private(set) var leftOut = 0
  /// The block that the last lines belong to.
  private(set) var open: LineRange?

  private var block: FailureRule.Block = .line
  /// Blanks in front of the line that opened the block.
  private var indent = 0
  /// Lines that the block took since one that tells of a failure.
  private var context = 0
  /// Empty lines since the block's last.
  private var blanks = 0
  private var separator: Int64 = .min

  /// Lines other than stack frames that a telling line draws in after it: a message or the source
  /// around an error are short, what a test prints in its section may not be.
  private var maxContext: Int {
    switch block {
    case .exception: 10
    case .section: 1000
    default: 60
    }
  }

  private static let maxBlanks = 2

  /// Takes a line that tells of a failure; true when it opens a block of its own.
  mutating func take(
    _ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64, block new: FailureRule.Block
  ) -> Bool {
    let content = bytes.withoutBlanks(text)
    let depth = content.lowerBound - text.lowerBound
    let isWithin = open != nil && accepts(bytes, content, depth: depth)
    let isNew = !(isWithin || (open?.last).map { $0 + 1 == line } ?? false)
    if isNew {
      close()
      let isFramed = new == .framed && separator == line - 1 && ranges.last?.last != line - 1
      open = LineRange(isFramed ? line - 1 : line, line)
    }
    open?.last = line
    let isHeld = isWithin && (block == .section || block == .paragraph || new == .line)
    if !isHeld { block = new }
    indent = isWithin ? min(indent, depth) : depth
    context = 0
    blanks = 0
    return isNew
  }

  /// Reads a line that tells nothing by itself; true when it ended the open block.
  @inline(__always)
  mutating func pass(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) -> Bool {
    if open == nil {
      // Only a separator matters here, and all its bytes are alike.
      if text.count >= 10, bytes[text.lowerBound] == bytes[text.upperBound - 1],
        bytes.isSeparator(text)
      {
        separator = line
      }
      return false
    }
    return extend(bytes, text, line: line)
  }

  private mutating func extend(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) -> Bool {
    let content = bytes.withoutBlanks(text)
    if content.isEmpty {
      blanks += 1
      guard block == .line || blanks > FailureBlocks.maxBlanks else { return false }
      close()
      return true
    }
    let depth = content.lowerBound - text.lowerBound
    guard accepts(bytes, content, depth: depth) else {
      close()
      if bytes.isSeparator(content) { separator = line }
      return true
    }
    open?.last = line
    switch block {
    case .traceback where depth <= indent: block = .line
    case .exception where bytes.isStackFrame(content): block = .stack
    default: break
    }
    if !bytes.isStackFrame(content) { context += 1 }
    blanks = 0
    return false
  }

  /// Whether a line that begins with `depth` blanks goes on with the open block.
  private func accepts(_ bytes: Span<UInt8>, _ content: Range<Int>, depth: Int) -> Bool {
    if bytes.isStackFrame(content) { return block != .line }
    guard context < maxContext else { return false }
    switch block {
    case .line: return false
    case .exception: return blanks == 0 || depth > indent
    case .traceback: return blanks == 0
    case .stack: return depth > indent
    case .paragraph: return blanks == 0 || bytes.hasPrefix("goroutine ", at: content.lowerBound)
    case .section: return depth > 0
    case .framed: return depth > indent || (blanks == 0 && bytes.isSeparator(content))
    }
  }

  mutating func close() {
    guard let closed = open else { return }
    open = nil
    if let last = ranges.indices.last, ranges[last].last + 1 >= closed.first {
      ranges[last].last = max(ranges[last].last, closed.last)
    } else if ranges.count < FailureEvidence.maxRanges {
      ranges.append(closed)
    } else {
      leftOut += 1
    }
  }
}
