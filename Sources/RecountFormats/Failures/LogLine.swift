// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension Span where Element == UInt8 {
  /// `range` without the spaces and tabs at both ends.
  @inline(__always)
  func withoutBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isSpaceOrTab(self[start]) { start += 1 }
    while end > start, isSpaceOrTab(self[end - 1]) || self[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// `line` without the `#7 0.312 ` or `#7 ` that BuildKit puts before what a command prints.
  @inline(__always)
  func withoutStepPrefix(_ line: Range<Int>) -> Range<Int> {
    guard line.count > 3, self[line.lowerBound] == 0x23 else { return line }
    return line.lowerBound + stepPrefixLength(line)..<line.upperBound
  }

  private func stepPrefixLength(_ line: Range<Int>) -> Int {
    func digits(_ start: Int) -> Int {
      var end = start
      while end < line.upperBound, isDigit(self[end]) { end += 1 }
      return end
    }
    let number = digits(line.lowerBound + 1)
    guard number > line.lowerBound + 1, number < line.upperBound, self[number] == 0x20 else {
      return 0
    }
    let seconds = digits(number + 1)
    guard seconds > number + 1, seconds < line.upperBound, self[seconds] == 0x2E else {
      return number + 1 - line.lowerBound
    }
    let fraction = digits(seconds + 1)
    guard fraction < line.upperBound, self[fraction] == 0x20 else {
      return number + 1 - line.lowerBound
    }
    return fraction + 1 - line.lowerBound
  }

  /// Whether the line shows a command before it runs, which says what was tried and not what failed:
  /// `+ make`, `++ make`, `$ make`.
  func isEchoedCommand(_ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while index < line.upperBound, self[index] == 0x2B { index += 1 }
    if index == line.lowerBound, index < line.upperBound, self[index] == 0x24 { index += 1 }
    if index > line.lowerBound { return index < line.upperBound && self[index] == 0x20 }
    return hasPrefix("##[command]", at: index) || hasPrefix("[command]", at: index)
  }

  /// Whether the line is one of a stack trace below the error that it belongs to, as Java,
  /// JavaScript, .NET, Python and Ruby print them.
  func isStackFrame(_ line: Range<Int>) -> Bool {
    let start = line.lowerBound
    guard start < line.upperBound else { return false }
    switch self[start] {
    case 0x61: return hasPrefix("at ", at: start)
    case 0x2E:
      return hasPrefix("... ", at: start) && start + 4 < line.upperBound && isDigit(self[start + 4])
    case 0x43: return hasPrefix("Caused by: ", at: start)
    case 0x53: return hasPrefix("Suppressed: ", at: start)
    case 0x46: return hasPrefix("File \"", at: start)
    case 0x66: return hasPrefix("from /", at: start)
    default: return false
    }
  }

  /// Whether the line is nothing but a rule of `=`, `-` or `_`, at least ten of them.
  @inline(__always)
  func isSeparator(_ line: Range<Int>) -> Bool {
    guard line.count >= 10 else { return false }
    let first = self[line.lowerBound]
    guard first == 0x3D || first == 0x2D || first == 0x5F else { return false }
    for index in line where self[index] != first { return false }
    return true
  }
}

@inline(__always)
func isSpaceOrTab(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
