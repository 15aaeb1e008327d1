// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A line of a log of Azure Pipelines: `2025-03-12T09:14:02.1234567Z ##[section]Starting: Test`.
struct AzureLine {
  var micros: Int64
  /// What follows the stamp and its space; may be empty.
  var text: ByteRange

  /// A stamp with its seven digits.
  private static let stampCount = 28

  /// Nil for a line without a stamp, which goes on with the one before.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>, _ time: inout TimeScan) {
    let textStart = range.lowerBound + AzureLine.stampCount
    guard textStart <= range.upperBound, bytes[textStart - 1] == 0x5A,
      textStart == range.upperBound || bytes[textStart] == 0x20,
      let read = time.iso(bytes, at: range.lowerBound, end: range.upperBound),
      read.next == textStart
    else { return nil }
    micros = read.micros
    text = ByteRange(min(textStart + 1, range.upperBound), range.upperBound)
  }

  /// Whether a line is stamped, and is none that only the runner of GitHub Actions writes.
  static func matches(_ line: [UInt8]) -> Bool {
    var time = TimeScan()
    let bytes = line.span
    guard let read = AzureLine(bytes, 0..<line.count, &time) else { return false }
    let start = Int(read.text.start)
    return !bytes.hasPrefix("##[group]Run ", at: start)
      && !bytes.hasPrefix("Job defined at: ", at: start)
      && !bytes.hasPrefix("Current runner version: ", at: start)
  }
}

/// What the agent says in a line, its stamp left out.
enum AzurePhrase {
  /// `##[section]Starting: T`, with the name.
  case starting(ByteRange)
  /// `##[section]Finishing: T`, with the name.
  case finishing(ByteRange)
  /// `Task         : Bash`, with the kind of task.
  case task(ByteRange)
  /// `##[error]…`, with the message.
  case error(ByteRange)
  /// `##vso[task.complete result=Failed;]…`, with the result.
  case complete(ByteRange)
  /// `Agent name: 'x'` and `Agent machine name: 'x'`, with the name.
  case agent(ByteRange)

  init?(_ bytes: Span<UInt8>, _ text: ByteRange) {
    let start = Int(text.start)
    let end = Int(text.end)
    guard start < end else { return nil }
    switch bytes[start] {
    case 0x23 where bytes.hasPrefix("##[section]Starting: ", at: start):
      self = .starting(bytes.trimmed(ByteRange(start + 21, end)))
    case 0x23 where bytes.hasPrefix("##[section]Finishing: ", at: start):
      self = .finishing(bytes.trimmed(ByteRange(start + 22, end)))
    case 0x23 where bytes.hasPrefix("##[error]", at: start):
      self = .error(ByteRange(start + 9, end))
    case 0x23 where bytes.hasPrefix("##vso[task.complete result=", at: start):
      self = .complete(AzurePhrase.word(bytes, start + 27, end))
    case 0x23 where bytes.hasPrefix("##[debug]Processed: ##vso[task.complete result=", at: start):
      self = .complete(AzurePhrase.word(bytes, start + 47, end))
    case 0x54 where bytes.hasPrefix("Task         : ", at: start):
      self = .task(bytes.trimmed(ByteRange(start + 15, end)))
    case 0x41 where bytes.hasPrefix("Agent name: '", at: start):
      let close = firstIndex(of: 0x27, in: bytes, start + 13..<end) ?? end
      self = .agent(ByteRange(start + 13, close))
    default: return nil
    }
  }

  private static func word(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> ByteRange {
    var index = start
    while index < end, (bytes[index] | 0x20) &- 0x61 < 26 { index += 1 }
    return ByteRange(start, index)
  }
}
