// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A text to look for within one line.
///
/// ASCII case is ignored. `*` stands for any bytes, `#` for a whole number other than zero, `^` at
/// the front for the line's beginning behind its blanks, `$` at the end for its end before them. A
/// backslash takes the next byte as it is.
///
/// That `#` is never zero keeps `0 tests failed` and `errors: 0` out of every rule. Matching takes
/// at most the line's length times the pattern's and allocates nothing.
struct FailurePattern: Sendable {
  private enum Token: Sendable {
    case literal([UInt8])
    case number
    case gap
  }

  private var tokens: [Token] = []
  private var beginsLine = false
  private var endsLine = false
  /// Nil without a literal of two bytes at the line's beginning or of five elsewhere.
  private(set) var key: FailureKey?

  /// Nil for a text without a literal, and for one that ends in a backslash.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    if bytes.first == 0x5E {
      beginsLine = true
      bytes.removeFirst()
    }
    if bytes.last == 0x24, bytes.dropLast().last != 0x5C {
      endsLine = true
      bytes.removeLast()
    }
    var literal: [UInt8] = []
    func close(_ tokens: inout [Token]) {
      guard !literal.isEmpty else { return }
      tokens.append(.literal(literal))
      literal = []
    }
    while let byte = bytes.popFirst() {
      switch byte {
      case 0x2A:
        close(&tokens)
        tokens.append(.gap)
      case 0x23:
        close(&tokens)
        tokens.append(.number)
      case 0x5C:
        guard let escaped = bytes.popFirst() else { return nil }
        literal.append(lowercased(escaped))
      default: literal.append(lowercased(byte))
      }
    }
    close(&tokens)
    if beginsLine, case .literal(let first)? = tokens.first, first.count >= 2 {
      key = FailureKey(beginning: first)
    } else {
      key = FailureKey(anyOf: literalsAndDigits)
    }
    for case .literal in tokens { return }
    return nil
  }

  /// The literals, with a digit where a number is beside them.
  private var literalsAndDigits: [[UInt8]] {
    tokens.indices.compactMap { index in
      guard case .literal(var text) = tokens[index] else { return nil }
      if index > 0, case .number = tokens[index - 1] { text.insert(0x30, at: 0) }
      if index + 1 < tokens.count, case .number = tokens[index + 1] { text.append(0x30) }
      return text
    }
  }

  /// Whether the pattern stands in `text`, a line without the blanks at its ends.
  func matches(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    var token = 0
    var position = text.lowerBound
    // Where to go on after a mismatch: behind the last gap, one byte further each time.
    var resumeToken = beginsLine ? -1 : 0
    var resumePosition = position
    while true {
      var next: Int?
      if token == tokens.count {
        if !endsLine || position == text.upperBound { return true }
      } else {
        switch tokens[token] {
        case .gap:
          resumeToken = token + 1
          resumePosition = position
          next = position
        case .number: next = endOfNumber(bytes, position, text)
        case .literal(let literal): next = endOfLiteral(literal, bytes, position, text)
        }
      }
      if let next {
        position = next
        token += 1
      } else {
        resumePosition += 1
        guard resumeToken >= 0, resumePosition <= text.upperBound else { return false }
        token = resumeToken
        position = resumePosition
      }
    }
  }

  @inline(__always)
  private func endOfLiteral(
    _ literal: [UInt8], _ bytes: Span<UInt8>, _ start: Int, _ text: Range<Int>
  ) -> Int? {
    guard start + literal.count <= text.upperBound else { return nil }
    for offset in literal.indices where lowercased(bytes[start + offset]) != literal[offset] {
      return nil
    }
    return start + literal.count
  }

  /// The end of the number that begins at `start`: not within a longer one, and not zero.
  private func endOfNumber(_ bytes: Span<UInt8>, _ start: Int, _ text: Range<Int>) -> Int? {
    if start > text.lowerBound, isDigit(bytes[start - 1]) { return nil }
    var end = start
    var isZero = true
    while end < text.upperBound, isDigit(bytes[end]) {
      if bytes[end] != 0x30 { isZero = false }
      end += 1
    }
    return isZero ? nil : end
  }
}

@inline(__always)
private func lowercased(_ byte: UInt8) -> UInt8 {
  byte &- 0x41 < 26 ? byte | 0x20 : byte
}
