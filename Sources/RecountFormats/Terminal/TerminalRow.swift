// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One row of a terminal's screen: a character a column, and the marks that combine with them.
struct TerminalRow {
  /// Columns beyond which nothing is shown.
  static let maxColumns = 1 << 20
  /// Combining marks that are kept; what is beyond is dropped.
  static let maxMarks = 4096

  /// A mark at the column of the character that it changes.
  private struct Mark {
    var column: Int
    var cell: TerminalCell
  }

  private(set) var cells: [TerminalCell] = []
  private var marks: [Mark] = []

  /// Whether nothing was written or all of it erased.
  var isEmpty: Bool { cells.isEmpty }

  /// What the row takes of the memory that a screen may hold, in cells.
  var weight: Int { cells.count + 4 * marks.count }

  // MARK: - Writing

  /// Writes a character of `width` columns over what stands at `column`.
  @inline(__always)
  mutating func put(_ cell: TerminalCell, width: Int, at column: Int) {
    if column == cells.count {
      cells.append(cell)
      if width == 2 { cells.append(.filler) }
    } else {
      overwrite(cell, width: width, at: column)
    }
  }

  /// Writes `range` of `bytes`, which is ASCII without controls, at the end.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for index in range { cells.append(TerminalCell(ascii: bytes[index])) }
  }

  private mutating func overwrite(_ cell: TerminalCell, width: Int, at column: Int) {
    pad(to: column + width)
    clear(column..<column + width)
    cells[column] = cell
    if width == 2 { cells[column + 1] = .filler }
  }

  /// Fills what is not yet written from the end of the row up to `column` with one TAB.
  ///
  /// Over characters a TAB only moves the cursor.
  mutating func putTab(from start: Int, to column: Int) {
    pad(to: start)
    guard cells.count < column else { return }
    cells.append(.tab)
    while cells.count < column { cells.append(.filler) }
  }

  /// Adds a combining mark to the character at `column` or, inside a wide one, to its beginning.
  mutating func mark(_ cell: TerminalCell, at column: Int) {
    guard marks.count < TerminalRow.maxMarks else { return }
    var target = column
    pad(to: target + 1)
    while target > 0, cells[target] == .filler { target -= 1 }
    var index = marks.count
    while index > 0, marks[index - 1].column > target { index -= 1 }
    marks.insert(Mark(column: target, cell: cell), at: index)
  }

  private mutating func pad(to column: Int) {
    while cells.count < column { cells.append(.blank) }
  }

  // MARK: - Erasing

  /// Erases from `column` to the end.
  mutating func erase(from column: Int) {
    if column <= 0 { return eraseAll() }
    guard column < cells.count else { return }
    clear(column..<cells.count)
    cells.removeSubrange(column...)
  }

  /// Blanks everything before `column`.
  mutating func erase(before column: Int) {
    if column >= cells.count { return eraseAll() }
    clear(0..<column)
  }

  mutating func eraseAll() {
    cells.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
  }

  /// Blanks `columns`, and the rest of what reaches into them.
  private mutating func clear(_ columns: Range<Int>) {
    guard !columns.isEmpty else { return }
    var start = columns.lowerBound
    var end = columns.upperBound
    while start > 0, cells[start] == .filler { start -= 1 }
    while end < cells.count, cells[end] == .filler { end += 1 }
    for index in start..<end { cells[index] = .blank }
    removeMarks(start...(end - 1))
  }

  private mutating func removeMarks(_ columns: ClosedRange<Int>) {
    guard !marks.isEmpty else { return }
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].column < columns.lowerBound { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < marks.count, marks[end].column <= columns.upperBound { end += 1 }
    marks.removeSubrange(low..<end)
  }

  // MARK: - Text

  /// Appends what the row shows; blanks that were written at its end are part of it.
  func append(to text: inout [UInt8]) {
    text.reserveCapacity(text.count + cells.count)
    var mark = 0
    for column in cells.indices {
      cells[column].append(to: &text)
      while mark < marks.count, marks[mark].column <= column {
        marks[mark].cell.append(to: &text)
        mark += 1
      }
    }
  }
}
