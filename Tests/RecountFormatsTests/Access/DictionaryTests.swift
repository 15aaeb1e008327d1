// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct DictionaryTests {
  @Test func `values beyond the dictionary travel inline and come out right`() {
    let count = 70_000
    var text = ""
    for index in 0..<count {
      text +=
        "203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"agent \(index)\"\n"
    }
    // Known values still go by their number when the dictionary is full.
    text +=
      "203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"agent 7\"\n"
    let parser = LogFormat.combined.makeParser(ParserContext(path: "x"))
    var values: [String] = []
    var agents: [String] = []
    var inline = 0
    for batch in LineBatches.batches(Array(text.utf8), linesEach: 9_999) {
      var events = EventBatch()
      parser.parse(batch, into: &events)
      let column = events.requests.agent
      #expect(column.newValues.count == 0 || column.firstNewID == Int32(values.count))
      for row in 0..<column.newValues.count { values.append(column.newValues.text(row)) }
      for id in column.ids {
        agents.append(id >= 0 ? values[Int(id)] : column.inline.text(Int(-2 - id)))
      }
      inline += column.inline.count
    }
    #expect(agents == (0..<count).map { "agent \($0)" } + ["agent 7"])
    #expect(values.count == 65_536)
    #expect(inline == count - 65_536)
  }
}
