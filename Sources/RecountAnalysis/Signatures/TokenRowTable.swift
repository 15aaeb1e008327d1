// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The distinct token rows of the messages of one service, with how often each was met.
///
/// Lines that say the same share a row, so that all further work is on few rows. A row has a text,
/// its tokens with a space between, from which `insert(text:)` makes the same row again.
package struct TokenRowTable: Sendable {
  private(set) var vocabulary: TokenVocabulary
  private(set) var rows = RowSet()
  private var lineCounts: [Int64] = []
  private var scanner = TokenScanner()
  private var scratch: [Int32] = []
  private let maxRows: Int
  /// Messages that got no row, as there was no room for a new one.
  ///
  /// While it is 0 and `starredWords` is, nothing depends on the order of the lines.
  package private(set) var refusedLines: Int64 = 0

  package init(maxRows: Int = 1 << 18, maxWords: Int = 1 << 18) {
    self.maxRows = max(1, maxRows)
    vocabulary = TokenVocabulary(maxWords: max(0, maxWords))
  }

  package var count: Int { rows.count }

  /// Words that became stars for want of room.
  package var starredWords: Int { vocabulary.refused }

  /// The row of a message: its text, and the top frame of its stack trace if it has one.
  ///
  /// Nil when there was no room for a new row. At most 4,096 bytes and 128 tokens count.
  @discardableResult
  package mutating func insert(
    _ line: ArraySlice<UInt8>, frame: ArraySlice<UInt8> = [], count: Int64 = 1
  ) -> Int? {
    scanner.scan(line, frame: frame, &vocabulary)
    return counted(rows.insert(scanner.row, limit: maxRows), count)
  }

  /// The row with this text; nil when there was no room for a new one.
  @discardableResult
  package mutating func insert(text: ArraySlice<UInt8>, count: Int64 = 1) -> Int? {
    scratch.removeAll(keepingCapacity: true)
    for token in text.split(separator: 0x20) { scratch.append(vocabulary.number(token)) }
    return counted(rows.insert(scratch, limit: maxRows), count)
  }

  /// How many messages have this row.
  package func lines(_ row: Int) -> Int64 { lineCounts[row] }

  /// The tokens of a row with one space between.
  package func text(_ row: Int) -> [UInt8] {
    Array(rows.row(row).map { vocabulary.token($0) }.joined(separator: [0x20]))
  }

  private mutating func counted(_ row: Int?, _ count: Int64) -> Int? {
    guard let row else {
      refusedLines = refusedLines.addingReportingOverflow(max(0, count)).partialValue
      return nil
    }
    if row == lineCounts.count { lineCounts.append(0) }
    let (sum, overflow) = lineCounts[row].addingReportingOverflow(max(0, count))
    lineCounts[row] = overflow ? .max : sum
    return row
  }
}
