// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A log format: how it is told from others, how it is parsed, and what it takes and refuses.
///
/// `examples` and `refusals` are the format's tests and its documentation page at once. There is one
/// value of each format, which thousands of inputs share.
package final class LogFormat: Sendable {
  /// What kind of events a format gives.
  package enum Family: String, Sendable {
    case access, build, record
  }

  /// A line with the members that `parse` prints for it.
  package struct Example: Sendable {
    package var line: String
    /// Where the content lies, for a format that is told by it.
    package var path: String
    /// The JSON object that `parse` prints, `line` and `offset` left out.
    package var expected: String

    /// The path of an example that could lie anywhere.
    package static let anywhere = "example"

    package init(_ line: String, path: String = anywhere, gives expected: String) {
      self.line = line
      self.path = path
      self.expected = expected
    }
  }

  /// A line that the format refuses.
  package struct Refusal: Sendable {
    package var line: String
    package var reason: RejectReason

    package init(_ line: String, because reason: RejectReason) {
      self.line = line
      self.reason = reason
    }
  }

  /// The word for `--as`, `incident.yml` and the case file.
  package let name: String
  package let title: String
  package let family: Family
  /// Which moment the stamp of a line marks.
  package let stamp: StampKind
  /// How little a match could be an accident: 0 for "any text", 1 for a unique mark.
  package let specificity: Double
  /// Whether each line is an event of its own, so that a content that grew can be read on from where
  /// it ended.
  package let linesStandAlone: Bool
  /// Whether lines say how upstreams answered, so that saying nothing means that none was asked.
  package let statesUpstream: Bool
  /// Whether a content is one document, which is told by all of its beginning and has no lines.
  package let isDocument: Bool
  /// Paragraphs of the documentation page.
  package let notes: String
  package let examples: [Example]
  package let refusals: [Refusal]
  /// Whether one line, taken alone, is of this format.
  package let matches: @Sendable ([UInt8]) -> Bool
  /// Whether one line decides alone, among lines that could be of any log.
  package let decides: @Sendable ([UInt8]) -> Bool
  /// Whether the opening of a content decides, taken together; asked where its lines tell nothing.
  package let opens: @Sendable (_ opening: [UInt8]) -> Bool
  /// Whether a content is of this format by its name inside an archive and, where the name could be
  /// another's, its first line that says something; nil where it has none.
  package let matchesEntry: @Sendable (_ name: String, _ firstLine: [UInt8]?) -> Bool
  package let makeParser: @Sendable (ParserContext) -> any EventParser
  /// The compiled string of a format that was given as one.
  package let pattern: LinePattern?
  /// The format inside, of one whose lines are in wrappers.
  package let inside: Inside?

  /// Lines in wrappers, the outermost first, and the format of what they hold.
  package struct Inside: Sendable {
    package let wrappers: [WrapperKind]
    package let format: LogFormat
  }

  /// Whether its stamps may be those of a syslog that states no year.
  package var mayLackYear: Bool { name.hasSuffix("/" + LogFormat.undatedCommon.name) }

  package init(
    name: String, title: String, family: Family, stamp: StampKind, specificity: Double,
    linesStandAlone: Bool = false, statesUpstream: Bool = false, isDocument: Bool = false,
    notes: String, examples: [Example],
    refusals: [Refusal], matches: @escaping @Sendable ([UInt8]) -> Bool,
    decides: @escaping @Sendable ([UInt8]) -> Bool = { _ in false },
    opens: @escaping @Sendable (_ opening: [UInt8]) -> Bool = { _ in false },
    matchesEntry: @escaping @Sendable (_ name: String, _ firstLine: [UInt8]?) -> Bool = { _, _ in
      false
    },
    makeParser: @escaping @Sendable (ParserContext) -> any EventParser,
    pattern: LinePattern? = nil, inside: Inside? = nil
  ) {
    self.name = name
    self.title = title
    self.family = family
    self.stamp = stamp
    self.specificity = specificity
    self.linesStandAlone = linesStandAlone
    self.statesUpstream = statesUpstream
    self.isDocument = isDocument
    self.notes = notes
    self.examples = examples
    self.refusals = refusals
    self.matches = matches
    self.decides = decides
    self.opens = opens
    self.matchesEntry = matchesEntry
    self.makeParser = makeParser
    self.pattern = pattern
    self.inside = inside
  }
}
