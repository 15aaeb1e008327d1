// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Turns the lines of one content into events, batch by batch.
///
/// A parser lives for one content and keeps whatever state its format needs across batches. It
/// never throws: a line that it cannot take becomes a reject. It counts every line it is given.
package protocol EventParser: AnyObject {
  /// Parses `lines` and appends what they give to `events`.
  func parse(_ lines: LineBatch, into events: inout EventBatch)

  /// Appends what only the end of the content decides.
  func finish(into events: inout EventBatch)
}

extension EventParser {
  package func finish(into events: inout EventBatch) {}

  /// A line whose middle was left out is no evidence of anything that stands in it.
  func rejectOversized(_ lines: LineBatch, into events: inout EventBatch) {
    for index in 0..<lines.count { events.reject(lines, index, .overlong) }
  }
}

/// What tells the year of stamps that state none.
package enum YearHint: Hashable, Sendable {
  /// Somebody said it: the first stamp is of this year.
  case given(Int)
  /// Something else of the case was at this moment: the first stamp is as near to it as a year lets it.
  case near(Timestamp)
  /// The content was written at this moment: the first stamp is of the latest year with which it does
  /// not lie after it, a day of grace added.
  case written(Timestamp)
}

/// What a parser is told about the content it will read.
package struct ParserContext: Sendable {
  /// Path of the content as the user sees it, archive entry included.
  package var path: String
  /// Whether fields without a column of their own are kept as JSON members.
  package var keepsExtra = false
  /// What tells why a build step failed.
  package var failureRules = FailureRules.shipped
  /// What tells the year of stamps that state none, besides the name of the content.
  package var year: YearHint?

  package init(
    path: String, keepsExtra: Bool = false, failureRules: FailureRules = .shipped,
    year: YearHint? = nil
  ) {
    self.path = path
    self.keepsExtra = keepsExtra
    self.failureRules = failureRules
    self.year = year
  }
}
