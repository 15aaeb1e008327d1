// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why a line is not of a format: which element failed, at which byte, and what stood there.
package struct PatternMismatch: Hashable, Sendable {
  /// What the format has at the place.
  package enum Expected: Hashable, Sendable {
    /// These bytes.
    case literal([UInt8])
    /// A value of this field, which the bytes then end; nil when the end of the line does.
    case value(field: String, endingIn: [UInt8]?)
    /// A value that this field can have: a number, a status, a time.
    case form(field: String)
    case lineEnd
  }

  /// Index among the elements of the pattern; their number when the line goes on behind the last.
  package var element: Int
  /// Byte of the line.
  package var byteOffset: Int
  package var expected: Expected
  /// The bytes at the place; at most `maxFoundBytes`.
  package var found: [UInt8]

  package static let maxFoundBytes = 32

  /// The sentence for people.
  ///
  /// Bytes of the line are not made safe for a terminal.
  package var sentence: String {
    "byte \(byteOffset + 1): expected \(expectation), found \(foundText)"
  }

  /// What the format has at the place, for people.
  package var expectation: String {
    switch expected {
    case .literal(let bytes): "`\(text(bytes))`"
    case .value(let field, let literal?): "\(field) and then `\(text(literal))`"
    case .value(let field, nil): field
    case .form(let field): "a value of \(field)"
    case .lineEnd: "the end of the line"
    }
  }

  private var foundText: String {
    found.isEmpty ? "the end of the line" : "`\(text(found))`"
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

extension LinePattern {
  /// Why `line` is not of this format; nil when it is.
  package func explain(_ line: [UInt8]) -> PatternMismatch? {
    var format = PatternFormat(program)
    var fields = RequestFields()
    guard format.parse(line.span, 0..<line.count, into: &fields) != nil else { return nil }
    if let step = format.malformedStep {
      // Values that were unescaped stand elsewhere; the line is cut once more for their places.
      var matcher = PatternMatcher(program)
      guard matcher.match(line.span, 0..<line.count) else { return nil }
      let place = Int(matcher.values[step].start)
      return mismatch(line, place, step, .form(field: program.fields[step].name))
    }
    return explain(line, format.failure)
  }

  private func explain(_ line: [UInt8], _ failure: PatternMatcher.Failure) -> PatternMismatch {
    switch failure.kind {
    case .opening:
      let place = failure.index + commonPrefix(line[failure.index...], program.opening)
      var mismatch = mismatch(line, place, 0, .literal(program.opening))
      mismatch.element = 0
      return mismatch
    case .end:
      var mismatch = mismatch(line, failure.index, failure.step, .lineEnd)
      mismatch.element = elements.count
      return mismatch
    case .literal:
      let literal = Array(program.literals[program.steps[failure.step].literal.range])
      var mismatch = mismatch(line, failure.index, failure.step, .literal(literal))
      mismatch.element += 1
      return mismatch
    case .value:
      let step = program.steps[failure.step]
      let name = program.fields[failure.step].name
      if step.cut == .time {
        return mismatch(line, failure.index, failure.step, .form(field: name))
      }
      let literal = Array(program.literals[step.literal.range])
      if let (place, common) = nearly(literal, in: line, from: failure.index) {
        var mismatch = mismatch(
          line, place + common, failure.step, .literal(Array(literal[common...])))
        mismatch.element += 1
        return mismatch
      }
      return mismatch(
        line, failure.index, failure.step,
        .value(field: name, endingIn: literal.isEmpty ? nil : literal))
    }
  }

  /// Where more than the first byte of `literal` stands, but not all: there the value was to end, and
  /// what is wrong is behind it.
  private func nearly(
    _ literal: [UInt8], in line: [UInt8], from start: Int
  ) -> (place: Int, common: Int)? {
    guard literal.count > 2 else { return nil }
    var best: (place: Int, common: Int)?
    for place in line.indices.dropFirst(start) where line[place] == literal[0] {
      let common = commonPrefix(line[place...], literal)
      if common >= 2, common > best?.common ?? 1 { best = (place, common) }
    }
    return best
  }

  private func mismatch(
    _ line: [UInt8], _ place: Int, _ step: Int, _ expected: PatternMismatch.Expected
  ) -> PatternMismatch {
    let found = line[min(place, line.count)...].prefix(PatternMismatch.maxFoundBytes)
    return PatternMismatch(
      element: element(ofStep: step), byteOffset: place, expected: expected, found: Array(found))
  }

  /// The element of the field that became step `step`.
  private func element(ofStep step: Int) -> Int {
    var fields = -1
    for (index, element) in elements.enumerated() {
      if case .field = element { fields += 1 }
      if fields == step { return index }
    }
    return 0
  }

  private func commonPrefix(_ line: ArraySlice<UInt8>, _ literal: [UInt8]) -> Int {
    zip(line, literal).prefix { $0 == $1 }.count
  }
}
