// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A line format as a server's config wrote it, compiled: literals and fields in their order.
///
/// Every dialect becomes this one form. A field ends at the first occurrence of the literal that
/// follows it, escaped quotes not counted where it stands between quotes; literals are compared, so
/// that a wrong format fails instead of shifting fields. Matching takes time in proportion to the
/// line for a given format, and never goes back.
package struct LinePattern: Sendable {
  package enum Element: Hashable, Sendable {
    case literal([UInt8])
    case field(PatternField)
    /// Any number of spaces and tabs.
    case blanks
  }

  package let elements: [Element]
  let program: PatternProgram

  /// Compiles what a dialect read.
  init(_ source: PatternSource) throws(FormatStringError) {
    let joined = PatternFusion.joined(source.elements)
    var compiler = PatternCompiler(source, joined)
    program = try compiler.compile()
    elements = joined
  }

  /// Which moment the stamp of a line marks.
  package var stamp: StampKind { program.traits.stamp }

  /// Names of the fields in the order of the line.
  package var fieldNames: [String] {
    elements.compactMap { element in
      if case .field(let field) = element { field.name } else { nil }
    }
  }

  /// Whether `line` is of this format.
  package func matches(_ line: [UInt8]) -> Bool {
    guard !line.isEmpty else { return false }
    var format = PatternFormat(program)
    var fields = RequestFields()
    return format.parse(line.span, 0..<line.count, into: &fields) == nil
  }
}

/// What a server's lines have in common, whatever their format.
struct PatternTraits: Hashable, Sendable {
  /// How quotes inside quoted values are told from those around them.
  enum QuoteEscape: UInt8, Hashable, Sendable {
    /// A backslash stands before them; values are kept as they are written.
    case backslash
    /// JSON's escapes, which are taken out of the values.
    case json
    /// Not at all.
    case none
  }

  var stamp = StampKind.end
  var escape = QuoteEscape.backslash
  var causes = PatternCause.Rule.status
  /// Whether anything may follow the last element.
  var isOpen = false
  /// Whether times without a zone are UTC by definition rather than by assumption.
  var isUTC = false
  /// Whether a line may end inside its last quoted value.
  var mayBeCut = false
  /// Whether a syslog header up to `[pid]: ` may stand before the line.
  var hasSyslogHeader = false
}

/// What a dialect makes of a format string.
struct PatternSource {
  var elements: [LinePattern.Element] = []
  var traits = PatternTraits()
  /// Fields that would say when and how, for the message when they are missing.
  var timeFields: [String] = []
  var statusFields: [String] = []

  /// Appends bytes that stand in each line; literals side by side become one.
  mutating func append(_ literal: some Sequence<UInt8>) {
    let bytes = Array(literal)
    guard !bytes.isEmpty else { return }
    if case .literal(let before)? = elements.last {
      elements[elements.count - 1] = .literal(before + bytes)
    } else {
      elements.append(.literal(bytes))
    }
  }

  mutating func append(_ field: PatternField) {
    elements.append(.field(field))
  }

  /// Takes line ends off the end: the line was split there.
  mutating func dropLineEnd() {
    guard case .literal(var last)? = elements.last else { return }
    while let byte = last.last, byte == 0x0A || byte == 0x0D { last.removeLast() }
    elements.removeLast()
    append(last)
  }
}
