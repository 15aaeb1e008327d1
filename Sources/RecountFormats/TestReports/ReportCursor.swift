// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Goes through the text of a line of a test report, from left to right.
///
/// No step goes beyond `end`; a step that does not fit leaves the place where it is, unless it says
/// otherwise.
struct ReportCursor {
  private(set) var index: Int
  let end: Int

  /// More tests than one line can speak of: such a line is no report.
  static let maxTests = 1_000_000_000

  @inline(__always)
  init(_ range: Range<Int>) {
    index = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { index >= end }

  var rest: Range<Int> { index..<end }

  /// Steps over `text`.
  @inline(__always)
  mutating func takes(_ text: StaticString, _ bytes: Span<UInt8>) -> Bool {
    let next = index + text.utf8CodeUnitCount
    guard next <= end, bytes.hasPrefix(text, at: index) else { return false }
    index = next
    return true
  }

  /// Steps over digits and says how many they were.
  mutating func digits(_ bytes: Span<UInt8>) -> Int {
    let start = index
    while index < end, isDigit(bytes[index]) { index += 1 }
    return index - start
  }

  mutating func step() { if index < end { index += 1 } }

  mutating func skipBlanks(_ bytes: Span<UInt8>) {
    while index < end, isBlank(bytes[index]) { index += 1 }
  }

  /// Reads a number of tests, which may have commas between thousands: `1,234`.
  ///
  /// Nil for no digit and for more than `maxTests`; the cursor then stands anywhere behind.
  mutating func count(_ bytes: Span<UInt8>) -> Int? {
    let start = index
    var value = 0
    while index < end {
      let digit = bytes[index] &- 0x30
      if digit < 10 {
        value = value * 10 + Int(digit)
        guard value <= ReportCursor.maxTests else { return nil }
        index += 1
      } else if index > start, isThousandsComma(bytes) {
        index += 1
      } else {
        break
      }
    }
    return index > start ? value : nil
  }

  /// Reads seconds with an optional fraction and commas between thousands, as microseconds.
  mutating func seconds(_ bytes: Span<UInt8>) -> Int64? {
    guard let whole = count(bytes) else { return nil }
    var fraction: Int64 = 0
    if index < end, bytes[index] == 0x2E {
      index += 1
      var unit: Int64 = 100_000
      while index < end, isDigit(bytes[index]) {
        fraction += Int64(bytes[index] &- 0x30) * unit
        unit /= 10
        index += 1
      }
    }
    return Int64(whole) * 1_000_000 + fraction
  }

  /// Whether a comma with three digits behind it stands here.
  private func isThousandsComma(_ bytes: Span<UInt8>) -> Bool {
    guard bytes[index] == 0x2C, index + 3 < end else { return false }
    for offset in 1...3 where !isDigit(bytes[index + offset]) { return false }
    return index + 4 >= end || !isDigit(bytes[index + 4])
  }

  /// The letters and blanks up to the next separator: the `tests failed` of `3 tests failed, `.
  mutating func words(_ bytes: Span<UInt8>) -> ByteRange {
    let start = index
    while index < end, !isSeparator(bytes[index]) { index += 1 }
    var last = index
    while last > start, isBlank(bytes[last - 1]) { last -= 1 }
    return ByteRange(start, last)
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    // , ; | : = ( )
    byte == 0x2C || byte == 0x3B || byte == 0x7C || byte == 0x3A || byte == 0x3D || byte == 0x28
      || byte == 0x29
  }

  // MARK: - Lists

  /// Reads `3 failed, 12 passed (1 slow)`, where `;` and `|` part too, and calls `body` with each.
  ///
  /// Ends before what is no number with words; false if it ends there.
  mutating func countedWords(
    _ bytes: Span<UInt8>, _ body: (_ number: Int, _ words: ByteRange) -> Void
  ) -> Bool {
    var hasAny = false
    var next = self
    while true {
      guard let number = next.count(bytes), next.takes(" ", bytes) else { return hasAny }
      let words = next.words(bytes)
      guard !words.isEmpty else { return hasAny }
      body(number, words)
      hasAny = true
      next.skipParenthesis(bytes)
      self = next
      guard next.skipSeparator(bytes) else { return true }
    }
  }

  private mutating func skipParenthesis(_ bytes: Span<UInt8>) {
    guard index < end, bytes[index] == 0x28,
      let close = firstIndex(of: 0x29, in: bytes, index..<end)
    else { return }
    index = close + 1
  }

  /// Reads `Failures: 1, Errors: 0` or `failures=1, errors=2`, and calls `body` with each.
  ///
  /// Ends before what is no name with a number.
  mutating func namedCounts(
    _ bytes: Span<UInt8>, _ body: (_ name: ByteRange, _ number: Int) -> Void
  ) -> Bool {
    var hasAny = false
    var next = self
    while true {
      let name = next.words(bytes)
      guard !name.isEmpty, next.takes(":", bytes) || next.takes("=", bytes) else { return hasAny }
      next.skipBlanks(bytes)
      guard let number = next.count(bytes), next.isAtItemEnd(bytes) else { return hasAny }
      body(name, number)
      hasAny = true
      self = next
      guard next.skipSeparator(bytes) else { return true }
    }
  }

  /// Whether the number that was read is all of its item: `0.5` and `3 sec` are not.
  private func isAtItemEnd(_ bytes: Span<UInt8>) -> Bool {
    guard index < end else { return true }
    guard bytes[index] == 0x2E else { return isSeparator(bytes[index]) }
    return index + 1 == end
  }

  private mutating func skipSeparator(_ bytes: Span<UInt8>) -> Bool {
    var next = self
    next.skipBlanks(bytes)
    guard next.takes(",", bytes) || next.takes(";", bytes) || next.takes("|", bytes) else {
      return false
    }
    next.skipBlanks(bytes)
    guard !next.isAtEnd else { return false }
    self = next
    return true
  }
}

extension Span where Element == UInt8 {
  /// First index in `range` at which `text` stands.
  func firstIndex(of text: StaticString, _ range: Range<Int>) -> Int? {
    let count = text.utf8CodeUnitCount
    guard range.count >= count, count > 0 else { return nil }
    let first = unsafe text.utf8Start[0]
    var start = range.lowerBound
    let last = range.upperBound - count + 1
    while start < last, let found = RecountFormats.firstIndex(of: first, in: self, start..<last) {
      if hasPrefix(text, at: found) { return found }
      start = found + 1
    }
    return nil
  }

  /// Last index in `range` at which `text` stands.
  func lastIndex(of text: StaticString, _ range: Range<Int>) -> Int? {
    var index = range.upperBound - text.utf8CodeUnitCount
    while index >= range.lowerBound {
      if hasPrefix(text, at: index) { return index }
      index -= 1
    }
    return nil
  }

  func hasSuffix(_ text: StaticString, _ range: Range<Int>) -> Bool {
    let count = text.utf8CodeUnitCount
    return range.count >= count && hasPrefix(text, at: range.upperBound - count)
  }

  func contains(_ text: StaticString, _ range: Range<Int>) -> Bool {
    firstIndex(of: text, range) != nil
  }

  /// Whether `range` is nothing but `byte`, at least `count` times.
  func isRule(of byte: UInt8, _ range: Range<Int>, atLeast count: Int) -> Bool {
    guard range.count >= count else { return false }
    for index in range where self[index] != byte { return false }
    return true
  }
}
