// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct LineBatchTests {
  private func batch() -> LineBatch {
    // one\n \n three\n four
    LineBatch(
      bytes: Array("one\n\nthree\nfour".utf8), starts: [0, 4, 5, 11], ends: [3, 4, 10, 15],
      firstLine: 10, baseOffset: 100)
  }

  @Test(arguments: [
    (100, 4, 10), (103, 3, 11), (104, 3, 11), (105, 2, 12), (107, 2, 12), (110, 1, 13),
    (111, 1, 13), (113, 1, 13), (115, 0, 14),
  ])
  func `leaves out the lines that end within a length`(length: Int64, count: Int, first: Int64) {
    var lines = batch()
    lines.removeLines(within: length)
    #expect(lines.count == count && lines.firstLine == first)
    if count > 0 { #expect(lines.number(count - 1) == 13) }
  }
}
