// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The lines that a person sees of a whole terminal output, read in one pass.
///
/// Progress bars, redrawn lists and overwritten lines leave what they showed last. Lines that lie more
/// than `windowLines` above the last one, or above `windowCells` characters, are out of the reach of
/// any cursor movement and handed out for good; memory is bounded by the two. A text without controls
/// gives its own lines, bytes that are no UTF-8 included.
///
/// For single lines of a log that is being parsed `TerminalLine` costs far less.
package struct TerminalScreen {
  /// Lines that stay in reach: more than any tool redraws, 64 times what a person's terminal shows.
  package static let windowLines = 4096
  /// Characters of all lines in reach together; a line in which the cursor stands may exceed it.
  package static let windowCells = 4 << 20
  /// Bytes after which settled lines are handed out while a longer piece is read.
  private static let pieceBytes = 1 << 16

  private var machine = TerminalMachine()
  private var grid: TerminalGrid

  package init(
    windowLines: Int = TerminalScreen.windowLines, windowCells: Int = TerminalScreen.windowCells
  ) {
    grid = TerminalGrid(maxRows: max(1, windowLines), maxCells: max(1, windowCells))
  }

  /// Reads the next bytes of the output, cut anywhere, and hands out lines that can change no more.
  package mutating func read(_ bytes: Span<UInt8>, line: ([UInt8]) -> Void) {
    var start = 0
    while start < bytes.count {
      let end = min(start + TerminalScreen.pieceBytes, bytes.count)
      machine.feed(bytes, start..<end, into: &grid)
      for text in grid.settled { line(text) }
      grid.settled.removeAll(keepingCapacity: true)
      start = end
    }
  }

  /// Ends the output and hands out the lines that are left; the screen is empty afterwards.
  package mutating func finish(line: ([UInt8]) -> Void) {
    machine.finish(into: &grid)
    for text in grid.settled { line(text) }
    grid.settled = []
    for index in 0..<grid.count {
      var text: [UInt8] = []
      grid.append(index, to: &text)
      line(text)
    }
    grid.reset(row: 0)
  }

  /// The visible lines of `bytes`, an output that is held as a whole.
  package static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    var screen = TerminalScreen()
    var lines: [[UInt8]] = []
    screen.read(bytes.span) { lines.append($0) }
    screen.finish { lines.append($0) }
    return lines
  }
}
