// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the case file keeps of an input: where it came from, what it held, how its lines were counted.
package struct SourceRecord: Sendable {
  /// Whether the whole input could be read.
  package enum State: String, Sendable {
    case complete
    /// The input ends inside a compressed member or archive entry; events up to there are kept.
    case truncated
    /// A checksum or the structure of a container is wrong; what could be read is kept.
    case damaged
  }

  /// Path as given, with `!entry` for an archive entry, or `-` for standard input.
  package var path: String
  package var fileHash: String = ""
  package var contentHash: String = ""
  /// SHA-256 of the content up to the end of its first line that is no comment: what contents that
  /// begin alike are found by.
  package var openingHash: String = ""
  /// Bytes as stored, compressed or not.
  package var storedBytes: Int64 = 0
  package var contentBytes: Int64 = 0
  /// The format that the content begins with.
  package var format: String = ""
  /// Where formats begin; empty where it is known that there is but one.
  package var formats: [FormatRange] = []
  package var service: String = ""
  package var zone: String = "UTC"
  package var timeQuality = TimeQuality.exact
  package var tally = LineTally()
  /// Number of the first line that `tally` counts; 0 without a line.
  package var firstLine: Int64 = 0
  package var first: Timestamp?
  package var last: Timestamp?
  package var state = State.complete
  /// Sentences about what was odd: trailing garbage, padding, a wrong checksum.
  package var remarks: [String] = []
  /// What had to be assumed of it, counted; a note that is not there is 0.
  package var notes: [SourceNote: Int64] = [:]

  package init(path: String) {
    self.path = path
  }

  /// The names of all formats of the content, each once, in the order in which they begin.
  package var formatNames: [String] {
    var names = [format]
    for range in formats where !names.contains(range.format) { names.append(range.format) }
    return names
  }
}
