// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Timelines that people keep in a spreadsheet, saved as comma-, semicolon- or tab-separated values.
///
/// The header names the columns. Lines before the first header are refused; a further header begins
/// a new table. A record whose quote is never closed is refused with its first line, or with all of
/// them where the content ends inside of it.
final class CSVTimelineParser: EventParser {
  private var held = HeldLines()

  /// A record reaches over no more lines.
  static let maxRecordLines = 40
  private static let separators: [UInt8] = [0x2C, 0x3B, 0x09]

  /// Whether `line` is the header of a timeline: a time and a text among the names of columns.
  static func isHeader(_ line: [UInt8]) -> Bool {
    guard !line.contains(0x0A), let header = header(line[...], separator: nil) else { return false }
    return header.columns.text != nil
  }

  /// Whether a content begins with a header, behind a line that names the separator or not.
  static func opens(_ opening: [UInt8]) -> Bool {
    let first = firstLine(of: opening)
    guard first.starts(with: "sep=".utf8) else { return isHeader(first) }
    return isHeader(firstLine(of: Array(opening.drop { $0 <= 0x20 }.dropFirst(first.count))))
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    held.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    defer { held = HeldLines() }
    var table: TimelineTable?
    var separator: UInt8?
    var position = 0
    var index = 0
    while index < held.count {
      let line = held.line(index)
      if held.isBlank(index) {
        events.countIgnoredLine()
        index += 1
      } else if let named = CSVTimelineParser.declared(line) {
        separator = named
        events.countIgnoredLine()
        index += 1
      } else if let header = CSVTimelineParser.header(line, separator: separator) {
        table?.finish(held, position: &position, into: &events)
        table = TimelineTable(columns: header.columns)
        separator = header.separator
        events.countIgnoredLine()
        index += 1
      } else if line.first == 0x23 {
        events.countIgnoredLine()
        index += 1
      } else if table == nil {
        held.reject(index, .notThisFormat, into: &events)
        index += 1
      } else {
        index += appendRecord(at: index, separator ?? 0x2C, to: &table, into: &events)
      }
    }
    table?.finish(held, position: &position, into: &events)
  }

  // MARK: - Records

  /// Takes the record that begins in line `first`; how many lines it has.
  private func appendRecord(
    at first: Int, _ separator: UInt8, to table: inout TimelineTable?,
    into events: inout EventBatch
  ) -> Int {
    var record = CSVRecord(separator: separator)
    var count = 0
    while first + count < held.count, count < CSVTimelineParser.maxRecordLines {
      record.append(held.line(first + count))
      count += 1
      if record.state == .quoted { continue }
      guard record.state != .malformed else {
        table?.append(TimelineTable.Row(line: first, problem: .malformedField))
        return 1
      }
      for _ in 1..<count { events.countContinuationLine() }
      let cells = record.fields
      if cells.contains(where: { !$0.isEmpty }) {
        let joint = String(decoding: [separator], as: UTF8.self)
        table?.append(cells: cells, line: first, separator: joint)
      } else {
        events.countIgnoredLine()
      }
      return count
    }
    guard first + count == held.count, count < CSVTimelineParser.maxRecordLines else {
      table?.append(TimelineTable.Row(line: first, problem: .malformedField))
      return 1
    }
    for line in first..<first + count {
      table?.append(TimelineTable.Row(line: line, problem: .truncated))
    }
    return count
  }

  /// The separator that `sep=;` declares, which spreadsheets write as the first line.
  private static func declared(_ line: ArraySlice<UInt8>) -> UInt8? {
    let name = Array("sep=".utf8)
    guard line.count == 5, line.starts(with: name), let separator = line.last else { return nil }
    return separators.contains(separator) ? separator : nil
  }

  private static func header(
    _ line: ArraySlice<UInt8>, separator: UInt8?
  ) -> (columns: TimelineColumns, separator: UInt8)? {
    // Rows have times, and names of columns hardly a digit: most lines need no closer look.
    guard line.count <= 1000, line.count(where: isDigit) <= 4 else { return nil }
    let candidates = separator.map { [$0] } ?? []
    for candidate in candidates + separators where line.contains(candidate) {
      guard
        let names = CSVRecord.fields(
          line, separator: candidate, limit: TimelineColumns.maxCount)
      else { continue }
      if let columns = TimelineColumns(header: names.map { RecordText.trimmed($0) }) {
        return (columns, candidate)
      }
    }
    return nil
  }
}
