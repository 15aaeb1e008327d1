// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What Travis itself says in a line, colours taken off.
///
/// Source: https://github.com/travis-ci/travis-build and https://github.com/travis-ci/worker
enum TravisPhrase {
  /// How a command ended, its text cut; nil where it began on an earlier line.
  case exited(command: ByteRange?, code: Int, isFatal: Bool)
  /// `Done. Your build exited with 1.`
  case done(code: Int)
  /// `Your build has been stopped.`
  case stopped
  case cancelled
  case timedOut
  case logLimit
  case noScript

  init?(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    let start = text.lowerBound
    guard start < text.upperBound else { return nil }
    switch bytes[start] {
    case 0x44 where bytes.hasPrefix("Done. Your build exited with ", at: start):
      guard let code = TravisPhrase.number(bytes, at: start + 29, text.upperBound) else {
        return nil
      }
      self = .done(code: code.value)
    case 0x44 where bytes.hasPrefix("Done: Job Cancelled", at: start):
      self = .cancelled
    case 0x59 where bytes.hasPrefix("Your build has been stopped.", at: start):
      self = .stopped
    case 0x4E where bytes.hasPrefix("No output has been received in the last ", at: start),
      0x54 where bytes.hasPrefix("The job exceeded the maximum time limit", at: start):
      self = .timedOut
    case 0x54 where bytes.hasPrefix("The job exceeded the maximum log length", at: start),
      0x54 where bytes.hasPrefix("The log length has exceeded the limit of ", at: start):
      self = .logLimit
    case 0x41
    where bytes.hasPrefix("An error occurred while generating the build script", at: start):
      self = .noScript
    default:
      guard let exit = TravisPhrase.exit(bytes, text) else { return nil }
      self = exit
    }
  }

  /// Reads `The command "X" exited with 1.` and `The command "X" failed and exited with 1 during .`
  /// from their end, since a command may have many lines and hold anything.
  private static func exit(_ bytes: Span<UInt8>, _ text: Range<Int>) -> TravisPhrase? {
    guard bytes[text.upperBound - 1] == 0x2E else { return nil }
    var index = text.upperBound - 1
    // Longer than either form with a code and the name of a phase.
    let limit = max(text.lowerBound, index - 80)
    while index > limit {
      index -= 1
      guard bytes[index] == 0x22 else { continue }
      let isFatal = bytes.hasPrefix("\" failed and exited with ", at: index)
      guard isFatal || bytes.hasPrefix("\" exited with ", at: index),
        let code = number(bytes, at: index + (isFatal ? 25 : 14), text.upperBound)
      else { return nil }
      guard
        isFatal
          ? bytes.hasPrefix(" during ", at: code.next) : code.next == text.upperBound - 1
      else { return nil }
      var command: ByteRange?
      if bytes.hasPrefix("The command \"", at: text.lowerBound), text.lowerBound + 13 <= index {
        command = ByteRange(text.lowerBound + 13, index)
      }
      return .exited(command: command, code: code.value, isFatal: isFatal)
    }
    return nil
  }

  private static func number(
    _ bytes: Span<UInt8>, at start: Int, _ end: Int
  ) -> (value: Int, next: Int)? {
    var index = start
    while index < end, index - start < 10, isDigit(bytes[index]) { index += 1 }
    guard start < index, let value = bytes.integer(ByteRange(start, index)) else { return nil }
    return (Int(value), index)
  }
}
