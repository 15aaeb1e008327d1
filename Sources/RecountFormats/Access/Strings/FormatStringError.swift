// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why a format string is refused, and at which of its bytes.
package struct FormatStringError: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    /// The word before the colon names no server.
    case unknownDialect(String)
    /// No format is written behind the colon.
    case empty
    /// A quote is opened and never closed.
    case unterminatedQuote
    /// A field is begun, as in `%{Referer`, and never ended.
    case unterminatedField(String)
    /// The dialect has no such field.
    case unknownField(String)
    /// Nothing tells where the first of two fields ends.
    case adjacentFields(String, String)
    /// No field says when; the texts are fields that would.
    case missingTime([String])
    /// There is a date without a time of day, or the other way round.
    case incompleteTime(has: String, lacks: String)
    /// No field says how the request ended.
    case missingStatus([String])
    /// A record would take several lines.
    case severalLines
    /// Lines of this encoding are read without a format string.
    case encoded(String)
    case unknownTimeFormat(String)
    /// GoAccess's `%x` means nothing without its format.
    case missingTimeFormat(String)
    /// nginx knows `default`, `json` and `none`.
    case unknownEscape(String)
    /// A closing brace without an opening one.
    case loneBrace
    /// A config holds no format of this name, but these.
    case noSuchFormat(String, known: [String])
  }

  package var problem: Problem
  /// Byte of the format, counted without its dialect and outer quotes.
  package var offset: Int?

  init(_ problem: Problem, at offset: Int? = nil) {
    self.problem = problem
    self.offset = offset
  }

  /// The sentence for people.
  package var sentence: String {
    switch problem {
    case .unknownDialect(let name):
      "\(name) is no server whose format strings are known; "
        + "these are: \(FormatString.Dialect.allCases.map(\.rawValue).joined(separator: ", "))"
    case .empty: "the format string is empty"
    case .unterminatedQuote: "a quote is opened and not closed"
    case .unterminatedField(let field): "the field \(field) is not closed"
    case .unknownField(let field): "there is no field \(field)"
    case .adjacentFields(let first, let second):
      "nothing stands between \(first) and \(second), so where \(first) ends cannot be told"
    case .missingTime(let fields):
      "the format has no time field, such as \(FormatStringError.choice(fields))"
    case .incompleteTime(let has, let lacks): "the format has \(has) but not \(lacks)"
    case .missingStatus(let fields):
      "the format has no status field, such as \(FormatStringError.choice(fields))"
    case .severalLines: "the format writes several lines for one request"
    case .encoded(let name):
      "\(name) is no text format; JSON lines are read as json-access without a format string"
    case .unknownTimeFormat(let text): "the time format \(text) is not known"
    case .missingTimeFormat(let field): "the field \(field) needs a date-format and a time-format"
    case .unknownEscape(let name): "escape=\(name) is not one of default, json, none"
    case .loneBrace: "a brace is closed and not opened; two stand for one"
    case .noSuchFormat(let name, let known):
      known.isEmpty
        ? "the config defines no log format"
        : "the config defines no log format \(name), but \(known.joined(separator: ", "))"
    }
  }

  private static func choice(_ fields: [String]) -> String {
    fields.count < 2
      ? fields.joined()
      : fields.dropLast().joined(separator: ", ") + " or " + (fields.last ?? "")
  }
}
