// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The rows of a terminal without edges, and its cursor.
///
/// A log has no width and no top. Rows are as long as what is written in them. An absolute position is
/// followed while it leads on; one that leads back, as a program writes before it draws its screen
/// anew, begins a new page below everything instead of destroying what was logged, and so does
/// erasing the whole screen. LF goes to the first column of the next row.
struct TerminalGrid: TerminalSink {
  /// Columns that the cursor reaches by being moved; text may go further.
  static let reachableColumns = 1024
  /// Rows below the last one that the cursor reaches by being moved.
  static let reachableRows = 24
  private static let tabColumns = 8

  /// Rows that are held before the first ones are settled, and cells in all of them.
  private let maxRows: Int
  private let maxCells: Int

  private var rows: [TerminalRow] = []
  /// Rows at the front of `rows` that are settled and not yet removed.
  private var settledRows = 0
  /// Number of the first held row in the whole output.
  private var base = 0
  private var cells = 0
  /// Cursor; the row counts from the first held one and may lie below the last.
  private var row = 0
  private var column = 0
  /// Row in the whole output, and column.
  private var saved: (row: Int, column: Int)?
  /// Row in the whole output that absolute positions call the first.
  private var page: Int?

  /// The text of rows that can change no more, in their order; the owner takes them out.
  var settled: [[UInt8]] = []

  init(maxRows: Int, maxCells: Int) {
    self.maxRows = maxRows
    self.maxCells = maxCells
  }

  /// Rows that are held.
  var count: Int { rows.count - settledRows }

  func isEmpty(_ index: Int) -> Bool { rows[settledRows + index].isEmpty }

  func append(_ index: Int, to text: inout [UInt8]) { rows[settledRows + index].append(to: &text) }

  /// Forgets everything and stands in row `start`, below as many empty rows.
  mutating func reset(row start: Int) {
    rows.removeAll(keepingCapacity: true)
    for _ in 0..<start { rows.append(TerminalRow()) }
    (settledRows, base, cells, row, column) = (0, 0, 0, start, 0)
    (saved, page) = (nil, nil)
  }

  // MARK: - Characters and controls

  var isDone: Bool { false }

  mutating func put(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if row >= count { create(row) }
    let index = settledRows + row
    guard column == rows[index].cells.count, column + range.count <= TerminalRow.maxColumns else {
      for position in range { put(TerminalCell(ascii: bytes[position])) }
      return
    }
    rows[index].append(bytes, range)
    column += range.count
    cells += range.count
  }

  mutating func put(_ cell: TerminalCell) {
    // A mark that has nothing before it to combine with takes a column.
    let width = column == 0 ? max(1, cell.width) : cell.width
    guard column + width <= TerminalRow.maxColumns else { return }
    change {
      if width == 0 {
        $0.mark(cell, at: $1 - 1)
      } else {
        $0.put(cell, width: width, at: $1)
      }
    }
    column += width
  }

  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x08: column = max(0, column - 1)
    case 0x09: tab()
    case 0x0A: feedLine()
    default: column = 0
    }
  }

  private mutating func tab() {
    // Beyond what can be reached a TAB is one column, so that columns never outgrow the bytes much.
    let width =
      column < TerminalGrid.reachableColumns
      ? TerminalGrid.tabColumns - column % TerminalGrid.tabColumns : 1
    guard column + width <= TerminalRow.maxColumns else { return }
    let end = column + width
    change { $0.putTab(from: $1, to: end) }
    column = end
  }

  private mutating func feedLine() {
    create(row)
    row += 1
    column = 0
    while count > 1, row > 0, count > maxRows || cells > maxCells { settle() }
  }

  /// Changes the cursor's row, and makes it first when it does not exist yet.
  @inline(__always)
  private mutating func change(_ body: (inout TerminalRow, _ column: Int) -> Void) {
    if row >= count { create(row) }
    let index = settledRows + row
    let before = rows[index].weight
    body(&rows[index], column)
    cells += rows[index].weight - before
  }

  private mutating func create(_ row: Int) {
    while count <= row { rows.append(TerminalRow()) }
  }

  private mutating func settle() {
    var text: [UInt8] = []
    rows[settledRows].append(to: &text)
    settled.append(text)
    cells -= rows[settledRows].weight
    rows[settledRows] = TerminalRow()
    settledRows += 1
    base += 1
    row -= 1
    if settledRows > count {
      rows.removeFirst(settledRows)
      settledRows = 0
    }
  }

  // MARK: - Sequences

  mutating func escape(_ final: UInt8) {
    switch final {
    case 0x37: saved = (base + row, column)
    case 0x38: restore()
    case 0x44: move(to: rowBelow(1))
    case 0x45: feedLine()
    case 0x4D: move(to: row - 1)
    case 0x63: beginPage(row: 1, column: 0)
    default: break
    }
  }

  mutating func sequence(_ final: UInt8, _ first: Int, _ second: Int) {
    let count = max(1, first)
    switch final {
    case 0x41: move(to: row - count)
    case 0x42, 0x65: move(to: rowBelow(count))
    case 0x43, 0x61: column = reachable(column + count)
    case 0x44: column = max(0, column - count)
    case 0x45: move(to: rowBelow(count), column: 0)
    case 0x46: move(to: row - count, column: 0)
    case 0x47, 0x60: column = reachable(count - 1)
    case 0x48, 0x66: position(row: count, column: max(1, second) - 1)
    case 0x64: position(row: count, column: column)
    case 0x4A: eraseDisplay(first)
    case 0x4B: eraseLine(first)
    case 0x73: saved = (base + row, column)
    case 0x75: restore()
    default: break
    }
  }

  // MARK: - Moving

  /// Goes to another row, to where text stands in it or the cursor may be moved.
  private mutating func move(to newRow: Int, column newColumn: Int? = nil) {
    row = max(0, newRow)
    column = min(newColumn ?? column, max(written, TerminalGrid.reachableColumns))
  }

  /// Columns of the cursor's row that are written.
  private var written: Int { row < count ? rows[settledRows + row].cells.count : 0 }

  private func rowBelow(_ distance: Int) -> Int {
    min(row + distance, max(row, count - 1 + TerminalGrid.reachableRows))
  }

  private func reachable(_ target: Int) -> Int {
    min(target, max(column, written, TerminalGrid.reachableColumns))
  }

  private mutating func restore() {
    guard let saved else { return }
    move(
      to: min(saved.row - base, max(row, count - 1 + TerminalGrid.reachableRows)),
      column: saved.column)
  }

  private mutating func position(row target: Int, column newColumn: Int) {
    let current = base + row
    if let page, (page + target - 1, newColumn) >= (current, column) {
      move(to: rowBelow(page + target - 1 - current), column: newColumn)
    } else {
      beginPage(row: target, column: newColumn)
    }
  }

  /// Goes below everything, to what absolute positions call row `number` from now on.
  private mutating func beginPage(row number: Int, column newColumn: Int) {
    move(to: max(row, count), column: newColumn)
    page = base + row - (number - 1)
  }

  // MARK: - Erasing

  private mutating func eraseLine(_ mode: Int) {
    guard row < count else { return }
    switch mode {
    case 0: change { $0.erase(from: $1) }
    case 1: change { $0.erase(before: $1 + 1) }
    case 2: change { row, _ in row.eraseAll() }
    default: break
    }
  }

  private mutating func eraseDisplay(_ mode: Int) {
    switch mode {
    case 0:
      eraseLine(0)
      while count > row + 1 { cells -= rows.removeLast().weight }
    case 1:
      eraseLine(1)
      let first = page.map { max(0, $0 - base) } ?? row
      for index in first..<max(first, min(row, count)) {
        cells -= rows[settledRows + index].weight
        rows[settledRows + index].eraseAll()
      }
    case 2, 3: beginPage(row: 1, column: column)
    default: break
    }
  }
}
