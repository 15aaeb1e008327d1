// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Comma-separated values by RFC 4180: a header, CRLF behind each row, quotes where they are needed.
///
/// Line feeds and tabs of a value stay, inside quotes; every other sign that a terminal would obey
/// or that turns the direction of writing is spelled out as `\u{1B}`. An absent cell is empty.
/// [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)
package struct CSVTable: ExportTable {
  private let columns: [String]
  private let isSpreadsheetSafe: Bool

  /// With `isSpreadsheetSafe`, text that a spreadsheet would run as a formula gets an apostrophe
  /// before it, which the reader of any other program then has to take away.
  package init(_ columns: [String], isSpreadsheetSafe: Bool) {
    self.columns = columns
    self.isSpreadsheetSafe = isSpreadsheetSafe
  }

  package mutating func header() -> [UInt8] {
    row(columns.map { .text($0) })
  }

  package mutating func row(_ cells: [ExportValue]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cells.count * 12)
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      switch cell {
      case .absent: break
      case .integer(let number): bytes.append(contentsOf: String(number).utf8)
      case .number(let number) where number.isFinite:
        bytes.append(contentsOf: Decimal.text(number, decimals: 6).utf8)
      case .number: break
      case .text(let text): append(text, to: &bytes)
      }
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
    return bytes
  }

  private func append(_ text: String, to bytes: inout [UInt8]) {
    let needsApostrophe = isSpreadsheetSafe && CSVTable.isFormula(text)
    if !needsApostrophe, text.utf8.allSatisfy({ CSVTable.isPlain($0) }) {
      bytes.append(contentsOf: text.utf8)
      return
    }
    let shown = (needsApostrophe ? "'" : "") + TerminalText.lines(text)
    guard shown.utf8.contains(where: { CSVTable.needsQuotes($0) }) else {
      bytes.append(contentsOf: shown.utf8)
      return
    }
    bytes.append(0x22)
    for byte in shown.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// A byte that stands for itself: printable ASCII but comma and quote.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x2C
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x09
  }

  /// Whether a spreadsheet would take the text for something to run.
  ///
  /// The full-width signs are those that some of them read like the plain ones.
  /// [OWASP on CSV injection](https://owasp.org/www-community/attacks/CSV_Injection)
  package static func isFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n": true
    case "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }
}
