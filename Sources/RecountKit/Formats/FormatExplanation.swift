// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel

/// What a log looks like: which formats take its first lines, and why one of its lines is refused.
package struct FormatExplanation {
  /// What became of the line.
  enum Fate: Equatable {
    case event
    /// A comment, a blank line, or one that belongs to others.
    case passed
    case refused(RejectReason)
    /// No format is known for the content.
    case unread
  }

  /// A line of the content.
  struct Line: Equatable {
    var number: Int64
    var byteOffset: Int64
    var text: [UInt8]
    var fate: Fate
    /// Where the format, or the nearest where none is known, is left.
    var mismatch: LineMismatch?
    /// Formats that take the line alone.
    var alone: [RankedFormat] = []
  }

  /// A format that the line could be of up to some byte.
  struct Nearest: Equatable {
    var name: String
    var reach: Int
  }

  /// As the user named it.
  var path: String
  /// The format that was asked for, else the one that was told; nil for none.
  var format: LogFormat?
  var isForced = false
  /// Formats with any matching line among the first, best first.
  var ranking: [RankedFormat] = []
  /// Lines that the ranking is of.
  var sampled = 0
  /// Wrappers around the lines, known also where the format inside is not.
  var wrappers: [String] = []
  /// The line that was asked for, else the first that is refused; nil where none is.
  var line: Line?
  /// Lines that were read without finding one that is refused.
  var accepted: Int64 = 0
  /// Formats that come nearest to a line that none takes.
  var nearest: [Nearest] = []

  /// The command that has the log read as a format.
  var command: String { "recount ingest \(path) --as NAME" }
}
