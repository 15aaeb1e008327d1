// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Documents written by hand, told by how they begin and never by a line somewhere inside.
@Suite struct RecordOpeningTests {
  private func detected(_ text: String) -> String? {
    FormatDetector.detect(entry: nil, LineBatches.whole(Array(text.utf8))).format?.name
  }

  @Test func `a table among much prose is a timeline`() {
    let prose = (0..<30).map { "Paragraph \($0) of a report that people wrote.\n" }.joined()
    let table = """
      | Time (UTC) | Event |
      | --- | --- |
      | 2022-12-16 10:07 | page fired |
      | 2022-12-16 10:28 | first post |

      """
    #expect(detected("# Report\n\n" + prose + "\n" + table + prose) == "markdown-timeline")
  }

  @Test func `one row is no timeline, and a table of numbers is none`() {
    #expect(detected("| Time | Event |\n| --- | --- |\n| 10:07 | page fired |\nand so on\n") == nil)
    let table = (0..<5).map { "| \($0) | \($0 * 7) |\n" }.joined()
    #expect(detected("Results\n\n| Run | Steps |\n| --- | --- |\n" + table) == nil)
  }

  @Test func `a header decides at the beginning alone`() {
    let csv = "time,event\n2022-12-16T10:07:00Z,page fired\n"
    #expect(detected(csv) == "csv-timeline")
    let lines = (0..<20).map { "step \($0) done\n" }.joined()
    #expect(detected(lines + csv) == nil)
    #expect(detected(lines + "BEGIN:VCALENDAR\n") == nil)
  }
}
