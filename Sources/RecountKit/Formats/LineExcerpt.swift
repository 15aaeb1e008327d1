// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport

/// A piece of a line around one of its bytes, for a terminal, with a caret that stands under it.
///
/// Columns are counted as a terminal draws them: East Asian signs take two, marks over other signs
/// none. Bytes that are no UTF-8 and signs that a terminal would obey are spelled, so that nothing
/// moves the caret.
package struct LineExcerpt: Equatable {
  /// The piece as it is shown.
  package let text: String
  /// Columns before the caret.
  package let caret: Int

  /// One sign as it is shown.
  private struct Cell {
    var text: String
    var width: Int
    /// Its first byte in the line.
    var place: Int
  }

  package init(_ line: [UInt8], at byte: Int, columns: Int = 96) {
    var cells = LineExcerpt.cells(line)
    let index = cells.lastIndex { $0.place <= byte } ?? 0
    // A place of its own for the end of the line.
    let isAtEnd = byte >= line.count
    let target = isAtEnd ? cells.count : index
    var first = target
    var before = 0
    while first > 0, before + cells[first - 1].width <= columns / 2 {
      first -= 1
      before += cells[first].width
    }
    var last = target
    var width = before
    while last < cells.count, width + cells[last].width <= columns {
      width += cells[last].width
      last += 1
    }
    // What the end of the line leaves free goes to its beginning.
    while first > 0, width + cells[first - 1].width <= columns {
      first -= 1
      before += cells[first].width
      width += cells[first].width
    }
    let isCutBefore = first > 0
    let isCutBehind = last < cells.count
    cells = Array(cells[first..<last])
    text = (isCutBefore ? "…" : "") + cells.map(\.text).joined() + (isCutBehind ? "…" : "")
    let isMark = target - first < cells.count && cells[target - first].width == 0
    caret = max(0, before + (isCutBefore ? 1 : 0) - (isMark ? 1 : 0))
  }

  /// The piece and the caret below it, each indented by `indent`.
  func lines(indent: String) -> String {
    indent + text + "\n" + indent + String(repeating: " ", count: caret) + "^"
  }

  private static func cells(_ line: [UInt8]) -> [Cell] {
    var cells: [Cell] = []
    var place = 0
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = line.makeIterator()
    while true {
      switch parser.parseScalar(from: &bytes) {
      case .valid(let encoded):
        let shown = spelled(Unicode.UTF8.decode(encoded))
        cells.append(Cell(text: shown, width: DisplayWidth.of(shown), place: place))
        place += encoded.count
      case .error(let length):
        for offset in place..<place + length { cells.append(hex(line[offset], offset)) }
        place += length
      case .emptyInput: return cells
      }
    }
  }

  private static func spelled(_ scalar: Unicode.Scalar) -> String {
    scalar == "\t" ? "\\t" : TerminalText.line(String(Character(scalar)))
  }

  private static func hex(_ byte: UInt8, _ place: Int) -> Cell {
    let digits = String(byte, radix: 16, uppercase: true)
    return Cell(text: "\\x" + (byte < 16 ? "0" : "") + digits, width: 4, place: place)
  }
}
