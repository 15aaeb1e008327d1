// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountReport
import Testing

struct JSONLinesTableTests {
  @Test func `keys are sorted, absent cells absent, numbers numbers`() {
    var table = JSONLinesTable(["status", "path", "cause", "share"])
    #expect(table.header().isEmpty)
    let row = table.row([.integer(502), .text("/a"), .absent, .number(0.5)])
    #expect(
      String(decoding: row, as: UTF8.self) == #"{"path":"/a","share":0.5,"status":502}"# + "\n")
    #expect(
      String(decoding: table.row([.absent, .absent, .text(""), .absent]), as: UTF8.self)
        == #"{"cause":""}"# + "\n")
  }

  @Test(arguments: [
    "=1+1", "a\nb\r\n", "nul \0 end", "\"quoted\\\"", "\u{1B}[31m", "\u{202E}x", "\u{9B}2J", "é😀",
  ])
  func `a line is one line whatever the text, and gives the text back`(text: String) throws {
    var table = JSONLinesTable(["text"])
    let row = table.row([.text(text)])
    #expect(row.count { $0 == 0x0A } == 1)
    let shown = String(decoding: row, as: UTF8.self).unicodeScalars.dropLast()
    #expect(!shown.contains { $0.properties.generalCategory == .control })
    #expect(!shown.contains("\u{202E}"))
    let value = try JSONSerialization.jsonObject(with: Data(row)) as? [String: String]
    #expect(value == ["text": text])
  }
}
