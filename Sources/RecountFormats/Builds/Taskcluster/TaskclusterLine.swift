// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A line of a Taskcluster log, its prefix taken off.
///
/// `[taskcluster 2025-03-12 09:14:02.544Z] text` is the worker's, `[task 2025-…Z] text` the task's;
/// `[taskcluster:error] text` has no time, and what a program prints past its wrapper no prefix.
struct TaskclusterLine {
  enum Speaker {
    case worker, workerError, task, none
  }

  var speaker: Speaker
  var micros: Int64?
  var text: ByteRange

  /// Prefixes are short; a bracket further on belongs to the text.
  private static let maxPrefix = 64

  init(_ bytes: Span<UInt8>, _ range: Range<Int>, _ time: inout TimeScan) {
    speaker = .none
    text = ByteRange(range)
    let start = range.lowerBound
    guard range.count > 6, bytes[start] == 0x5B,
      let close = firstIndex(
        of: 0x5D, in: bytes, start..<min(range.upperBound, start + TaskclusterLine.maxPrefix))
    else { return }
    var wordEnd = start + 1
    while wordEnd < close, bytes[wordEnd] &- 0x61 < 26 || bytes[wordEnd] == 0x3A { wordEnd += 1 }
    guard wordEnd > start + 1 else { return }
    let word = ByteRange(start + 1, wordEnd)
    if wordEnd < close {
      guard bytes[wordEnd] == 0x20, let read = time.iso(bytes, at: wordEnd + 1, end: close),
        read.next == close
      else { return }
      micros = read.micros
    } else if !bytes.hasPrefix("taskcluster:", at: start + 1) {
      return
    }
    if bytes.equals(word, "taskcluster:error") {
      speaker = .workerError
    } else {
      speaker = bytes.hasPrefix("taskcluster", at: start + 1) ? .worker : .task
    }
    let textStart = close + 1 < range.upperBound && bytes[close + 1] == 0x20 ? close + 2 : close + 1
    text = ByteRange(min(textStart, range.upperBound), range.upperBound)
  }

  /// The text behind `09:14:02     INFO - `, which mozharness puts before all that it prints.
  static func withoutLevel(_ bytes: Span<UInt8>, _ text: ByteRange) -> ByteRange {
    let start = Int(text.start)
    let end = Int(text.end)
    guard DayClock.second(bytes, at: start, end: end) != nil else { return text }
    var index = start + 8
    while index < end, bytes[index] == 0x20 { index += 1 }
    let level = index
    while index < end, bytes[index] &- 0x41 < 26 { index += 1 }
    guard level > start + 8, index > level, index + 2 < end + 1,
      bytes.hasPrefix(" -", at: index)
    else { return text }
    index += 2
    if index < end, bytes[index] == 0x20 { index += 1 }
    return ByteRange(min(index, end), end)
  }
}
