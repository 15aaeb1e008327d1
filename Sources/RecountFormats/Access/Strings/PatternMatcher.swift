// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Cuts a line into the values of its fields, and compares the literals between them.
///
/// From field to field it only goes forward: a value ends at the first place where the literal behind
/// it stands, and is never tried longer when something fails later.
struct PatternMatcher {
  /// Where a line was left, for the message; read only after a failure.
  struct Failure {
    enum Kind {
      /// The value at `index` has no end, or not the form of its field.
      case value
      /// The literal behind the field does not stand at `index`.
      case literal
      /// The line goes on at `index`.
      case end
      /// The line does not begin with the literal that the format begins with.
      case opening
    }

    var kind = Kind.value
    /// The step, when it is not the opening.
    var step = 0
    var index = 0
  }

  let program: PatternProgram
  /// Where the value of each step stands.
  var values: [ByteRange]
  var clock = PatternClock()
  private(set) var failure = Failure()

  init(_ program: PatternProgram) {
    self.program = program
    values = Array(repeating: .absent, count: program.steps.count)
  }

  /// Whether the line at `range` has the form; then `values` and `clock` hold what stands in it.
  mutating func match(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let program = self.program
    let steps = program.steps
    let end = range.upperBound
    var cursor = range.lowerBound
    if program.traits.hasSyslogHeader { cursor = SyslogHeader.end(bytes, range) }
    clock.reset()
    guard holds(bytes, cursor, end, program.opening) else {
      return fail(.opening, 0, at: cursor)
    }
    cursor += program.opening.count
    for index in steps.indices {
      let step = steps[index]
      if step.skipsBlanks {
        while cursor < end, bytes[cursor] == 0x20 || bytes[cursor] == 0x09 { cursor += 1 }
      }
      guard let stop = cut(step, program, bytes, cursor, end) else {
        return fail(.value, index, at: cursor)
      }
      values[index] = ByteRange(cursor, stop)
      guard let next = behindLiteral(step, program, bytes, cursor, stop, end, index) else {
        return false
      }
      cursor = next
    }
    guard cursor == end || program.traits.isOpen else {
      return fail(.end, steps.count - 1, at: cursor)
    }
    return true
  }

  @inline(never)
  private mutating func fail(_ kind: Failure.Kind, _ step: Int, at index: Int) -> Bool {
    failure = Failure(kind: kind, step: step, index: index)
    return false
  }

  /// The index behind the literal that follows the value which ends at `stop`.
  @inline(__always)
  private mutating func behindLiteral(
    _ step: PatternStep, _ program: PatternProgram, _ bytes: Span<UInt8>, _ start: Int,
    _ stop: Int, _ end: Int, _ index: Int
  ) -> Int? {
    switch step.cut {
    case .text, .list: return stop + step.literal.count
    case .rest, .untilSpace, .untilBlank, .fixed, .beforeFixed: return stop
    case .quoted:
      // A line that was cut inside its last value.
      return stop == end ? end : stop + step.literal.count
    case .time:
      if holds(bytes, stop, end, program.literals, step.literal) {
        return stop + step.literal.count
      }
      _ = fail(.literal, index, at: stop)
      return nil
    case .braces:
      values[index] = .absent
      var literal = step.literal
      if stop > start {
        values[index] = ByteRange(start + 1, stop - 1)
      } else if !literal.isEmpty {
        // Nothing was captured: then the space behind it is not written either.
        literal.start += 1
      }
      if holds(bytes, stop, end, program.literals, literal) { return stop + literal.count }
      _ = fail(.literal, index, at: stop)
      return nil
    }
  }

  // MARK: - Ends of values

  /// The index behind the last byte of the value at `start`; nil when nothing ends it.
  @inline(__always)
  private mutating func cut(
    _ step: PatternStep, _ program: PatternProgram, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    switch step.cut {
    case .text: return textEnd(step, program.literals, bytes, start, end)
    case .quoted:
      return quotedEnd(step, program, bytes, start, end)
        ?? (step.isLast && program.traits.mayBeCut ? end : nil)
    case .time: return clock.read(bytes, at: start, end: end, step, program.timeParts)
    case .rest: return end
    case .untilSpace: return firstIndex(of: 0x20, in: bytes, start..<end) ?? end
    case .untilBlank: return blank(bytes, start, end)
    case .list: return listEnd(step, program.literals, bytes, start, end)
    case .fixed: return start + Int(step.width) <= end ? start + Int(step.width) : nil
    case .beforeFixed:
      guard let stop = textEnd(step, program.literals, bytes, start, end),
        stop - Int(step.width) >= start
      else { return nil }
      return stop - Int(step.width)
    case .braces: return bracesEnd(bytes, start, end)
    }
  }

  @inline(__always)
  private func textEnd(
    _ step: PatternStep, _ literals: [UInt8], _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    let first = literals[Int(step.literal.start)]
    var fallback: Int?
    var from = start
    while let found = firstIndex(of: first, in: bytes, from..<end) {
      if holds(bytes, found, end, literals, step.literal) {
        if isFollowed(step, bytes, found + step.literal.count, end) { return found }
        if fallback == nil { fallback = found }
      }
      from = found + 1
    }
    return fallback
  }

  /// The closing quote of a value.
  ///
  /// Servers that escape leave no other quote in it, but some log what they got. Such a quote is part
  /// of the value unless another field seems to follow it.
  @inline(__always)
  private func quotedEnd(
    _ step: PatternStep, _ program: PatternProgram, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var fallback: Int?
    var from = start
    while let quote = nextQuote(program.traits.escape, bytes, from, end) {
      if holds(bytes, quote, end, program.literals, step.literal) {
        let next = quote + step.literal.count
        let isEnd = step.isLast && !program.traits.isOpen ? next == end : true
        if isEnd, isFollowed(step, bytes, next, end) { return quote }
        if fallback == nil { fallback = quote }
      }
      if step.isLast, beginsField(bytes, quote + 1, end, isFirst: from == start) { break }
      from = quote + 1
    }
    return fallback
  }

  /// Whether behind the closing quote of the last field another field begins at `index`: after the first
  /// quote with a space, after others with a space and a quote, as `"a "b" c"` is one value.
  private func beginsField(
    _ bytes: Span<UInt8>, _ index: Int, _ end: Int, isFirst: Bool
  ) -> Bool {
    guard index < end, bytes[index] == 0x20 else { return false }
    return isFirst || index + 1 < end && bytes[index + 1] == 0x22
  }

  @inline(__always)
  private func nextQuote(
    _ escape: PatternTraits.QuoteEscape, _ bytes: Span<UInt8>, _ from: Int, _ end: Int
  ) -> Int? {
    escape == .none
      ? firstIndex(of: 0x22, in: bytes, from..<end)
      : unescapedQuote(bytes, from: from, end: end)
  }

  /// The end of nginx's lists, which hold the space that mostly ends a field: `0.1, 0.2 : 0.3`.
  @inline(__always)
  private func listEnd(
    _ step: PatternStep, _ literals: [UInt8], _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    let first = literals[Int(step.literal.start)]
    var from = start
    while let found = firstIndex(of: first, in: bytes, from..<end) {
      if found > start, first == 0x20, bytes[found - 1] == 0x2C {
        from = found + 1
      } else if first == 0x20, bytes.hasPrefix(" : ", at: found), found + 3 < end {
        from = found + 3
      } else if first == 0x2C, step.literal.count == 1, bytes.hasPrefix(", ", at: found) {
        from = found + 2
      } else if holds(bytes, found, end, literals, step.literal) {
        return found
      } else {
        from = found + 1
      }
    }
    return nil
  }

  private func blank(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    for index in start..<end where bytes[index] == 0x20 || bytes[index] == 0x09 { return index }
    return nil
  }

  /// Behind the brace that closes the captures, or `start` when there are none.
  private func bracesEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end, bytes[start] == 0x7B else { return start }
    return firstIndex(of: 0x7D, in: bytes, start..<end).map { $0 + 1 }
  }

  // MARK: - Literals

  @inline(__always)
  private func isFollowed(
    _ step: PatternStep, _ bytes: Span<UInt8>, _ index: Int, _ end: Int
  ) -> Bool {
    switch step.follower {
    case .anything: return true
    case .digit: return index < end && isDigit(bytes[index])
    case .digitOrDash: return index < end && (isDigit(bytes[index]) || bytes[index] == 0x2D)
    }
  }

  @inline(__always)
  private func holds(
    _ bytes: Span<UInt8>, _ index: Int, _ end: Int, _ literals: [UInt8], _ literal: ByteRange
  ) -> Bool {
    guard index + literal.count <= end else { return false }
    var place = index
    for position in literal.range {
      if bytes[place] != literals[position] { return false }
      place += 1
    }
    return true
  }

  private func holds(
    _ bytes: Span<UInt8>, _ index: Int, _ end: Int, _ literal: [UInt8]
  ) -> Bool {
    holds(bytes, index, end, literal, ByteRange(0, literal.count))
  }
}
