// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a person sees of one line of a log, taken alone.
///
/// Most lines show what they hold, and cost one look at their bytes. Lines with colours are copied
/// without them. Only a line that moves the cursor or erases something is drawn. A line that moves the
/// cursor to other rows, as redrawn lists do, shows all that it wrote, row by row with a space between;
/// it never becomes more than one line. The buffer is bounded by the line, or by
/// `TerminalRow.maxColumns` and the rows in reach for one that is drawn.
package struct TerminalLine {
  /// Rows above the line that the cursor reaches; nothing stands in them.
  package static let rowsAbove = 64

  /// What the last interpreted line shows.
  package private(set) var visible: [UInt8] = []
  private var grid = TerminalGrid(maxRows: .max, maxCells: .max)

  package init() {}

  /// Whether the line `range` of `bytes`, its LF left out, shows exactly what it holds.
  ///
  /// - Complexity: O(bytes), eight of them a step.
  @inline(__always)
  package static func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    firstControl(in: bytes, range) == nil
  }

  /// Puts what the line `range` of `bytes` shows into `visible`.
  ///
  /// - Complexity: O(bytes); the buffers are kept from line to line.
  package mutating func interpret(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var copy = TerminalCopy(text: visible)
    visible = []
    copy.text.removeAll(keepingCapacity: true)
    var machine = TerminalMachine()
    machine.feed(bytes, range, into: &copy)
    machine.finish(into: &copy)
    visible = copy.text
    if copy.isDone { draw(bytes, range) }
  }

  private mutating func draw(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var machine = TerminalMachine()
    grid.reset(row: TerminalLine.rowsAbove)
    machine.feed(bytes, range, into: &grid)
    machine.finish(into: &grid)
    visible.removeAll(keepingCapacity: true)
    var isFirst = true
    for row in 0..<grid.count where !grid.isEmpty(row) {
      if !isFirst { visible.append(0x20) }
      grid.append(row, to: &visible)
      isFirst = false
    }
  }
}

/// Copies what a line shows as long as it is written from left to right.
private struct TerminalCopy: TerminalSink {
  var text: [UInt8]
  /// Whether the cursor went back to the first column and nothing was written since.
  private(set) var isAtStart = false
  /// Whether the line does what a copy cannot follow.
  private(set) var isDone = false

  init(text: [UInt8]) {
    self.text = text
  }

  mutating func put(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if isAtStart { isDone = true } else { copyBytes(bytes, range, to: &text) }
  }

  mutating func put(_ cell: TerminalCell) {
    if isAtStart { isDone = true } else { cell.append(to: &text) }
  }

  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x0D: isAtStart = !text.isEmpty
    case 0x09 where !isAtStart: text.append(byte)
    default: isDone = true
    }
  }

  mutating func escape(_ final: UInt8) {
    switch final {
    case 0x37, 0x38, 0x44, 0x45, 0x4D, 0x63: isDone = true
    default: break
    }
  }

  mutating func sequence(_ final: UInt8, _ first: Int, _ second: Int) {
    switch final {
    case 0x4B where text.isEmpty: break
    case 0x4A where first == 0, 0x4B where first == 0 || (first == 2 && isAtStart):
      // At the end of what is written there is nothing to erase; from the first column it is all.
      if isAtStart { text.removeAll(keepingCapacity: true) }
      isAtStart = false
    case 0x47 where first <= 1: isAtStart = !text.isEmpty
    case 0x4A, 0x4B: isDone = true
    case 0x41...0x48, 0x60, 0x61, 0x64, 0x65, 0x66, 0x73, 0x75: isDone = true
    default: break
    }
  }
}
