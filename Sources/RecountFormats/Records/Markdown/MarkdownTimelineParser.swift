// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The timeline of a document in Markdown: tables with a column of times, and list items that begin with
/// a time.
///
/// Everything else is text around it and ignored. A time of day has the day of the nearest heading above
/// that names one, or of the row before it.
final class MarkdownTimelineParser: EventParser {
  private var held = HeldLines()
  private var position = 0
  /// The day of the last heading that names one.
  private var heading: CivilDate?
  /// List items since the last heading or table.
  private var list = TimelineTable()
  /// Whether the line before belongs to an item of a timeline.
  private var isInItem = false

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    held.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    var fence: Character?
    var index = 0
    while index < held.count {
      let text = held.text(index)
      if let mark = MarkdownLine.fence(text), fence == nil || fence == mark {
        fence = fence == nil ? mark : nil
        ignore(into: &events)
        index += 1
      } else if fence != nil || held.isBlank(index) {
        ignore(into: &events)
        index += 1
      } else if let columns = columns(at: index, text) {
        index = readTable(columns, at: index, into: &events)
      } else {
        readLine(text, at: index, into: &events)
        index += 1
      }
    }
    endList(into: &events)
    held = HeldLines()
  }

  private func ignore(into events: inout EventBatch) {
    isInItem = false
    events.countIgnoredLine()
  }

  // MARK: - Tables

  private func columns(at index: Int, _ text: String) -> TimelineColumns? {
    guard index + 1 < held.count, let header = MarkdownLine.cells(text),
      MarkdownLine.isSeparator(held.text(index + 1), count: header.count)
    else { return nil }
    return TimelineColumns(header: header)
  }

  /// Takes the table whose header is the line at `index`; the line behind it.
  private func readTable(
    _ columns: TimelineColumns, at index: Int, into events: inout EventBatch
  ) -> Int {
    endList(into: &events)
    ignore(into: &events)
    ignore(into: &events)
    var table = TimelineTable(columns: columns, heading: heading)
    var line = index + 2
    while line < held.count, let cells = MarkdownLine.cells(held.text(line)) {
      table.append(cells: cells, line: line, separator: "|")
      line += 1
    }
    table.finish(held, position: &position, into: &events)
    return line
  }

  // MARK: - Lists

  private func readLine(_ text: String, at index: Int, into events: inout EventBatch) {
    if MarkdownLine.isHeading(text) {
      if let day = day(in: text) {
        endList(into: &events)
        heading = day
      }
      ignore(into: &events)
    } else if let item = MarkdownLine.item(text) {
      guard let row = row(item, at: index) else { return ignore(into: &events) }
      if list.rows.isEmpty { list.heading = heading }
      list.append(row)
      isInItem = true
    } else if isInItem, text.hasPrefix("  ") || text.hasPrefix("\t") {
      list.extendLast(MarkdownLine.plain(text))
      events.countContinuationLine()
    } else {
      ignore(into: &events)
    }
  }

  private func endList(into events: inout EventBatch) {
    list.finish(held, position: &position, into: &events)
    list = TimelineTable()
    isInItem = false
  }

  /// The first whole day that stands in a heading.
  private func day(in text: String) -> CivilDate? {
    var reader = MomentReader(text.utf8.prefix(512))
    while !reader.isAtEnd {
      switch reader.day() {
      case .full(let date): return date
      case nil: reader.index += 1
      default: break
      }
    }
    return nil
  }

  /// The row that a list item is; nil when it does not begin with a time of day.
  private func row(_ item: String, at index: Int) -> TimelineTable.Row? {
    let bytes = Array(item.utf8)
    var reader = MomentReader(bytes)
    _ = reader.skip(["[", "("])
    let start = reader.index == 0 ? 0 : 1
    guard let moment = reader.moment(), moment.clock != nil else { return nil }
    let end = reader.token(-1).end
    _ = reader.skip(["]", ")"])
    var row = TimelineTable.Row(line: index)
    row.time = String(decoding: bytes[start..<end], as: UTF8.self)
    let isRange = reader.token().isMark("-")
    while reader.skip(["-", ":", "|", ","]) {}
    var behind = reader
    if isRange, let until = behind.moment(), until.clock != nil {
      // "10:07 - 10:15 UTC": the zone is that of both.
      if moment.zone == nil { row.zone = until.zone?.word ?? "" }
      while behind.skip(["]", ")", "-", ":", "|", ","]) {}
      reader = behind
    }
    guard !reader.isAtEnd else { return nil }
    let text = bytes[min(reader.token(-1).end, bytes.count)...]
    row.text = RecordText.line(String(decoding: text, as: UTF8.self))
    return row
  }
}
