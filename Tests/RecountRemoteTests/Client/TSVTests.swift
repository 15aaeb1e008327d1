// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountRemote
import Testing

@Suite struct TSVTests {
  private func read(_ chunks: [[UInt8]]) throws -> [[[UInt8]]] {
    var reader = TSVReader()
    var rows: [[[UInt8]]] = []
    for chunk in chunks {
      try reader.read(chunk[...]) { (row) throws(RemoteError) in
        rows.append((0..<row.count).map { Array(row[$0]) })
      }
    }
    #expect(!reader.isInsideRow)
    return rows
  }

  @Test(arguments: [
    ("plain", "plain"), ("", ""), (#"a\tb"#, "a\tb"), (#"a\nb"#, "a\nb"), (#"a\\tb"#, #"a\tb"#),
    (#"\'q\'"#, "'q'"), (#"\x41\x7e"#, "A~"), (#"\0"#, "\0"), (#"\N"#, ""), (#"\/"#, "/"),
    (#"\b\f\r\a\v"#, "\u{8}\u{c}\r\u{7}\u{b}"),
  ])
  func `an escape is undone`(escaped: String, plain: String) throws {
    let line = Array("x\t\(escaped)\ty\n".utf8)
    #expect(try read([line]) == [[Array("x".utf8), Array(plain.utf8), Array("y".utf8)]])
  }

  @Test func `rows are the same at every split`() throws {
    let bytes = Array("part\tna\\tme\n0\t\\\\\\x41\\n\n\n1\t\n".utf8)
    let whole = try read([bytes])
    #expect(whole.count == 4)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        let chunks = [bytes[..<first], bytes[first..<second], bytes[second...]].map { Array($0) }
        #expect(try read(chunks) == whole, "\(first), \(second)")
      }
    }
  }

  @Test func `any bytes come back as they were written`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let fields = (0..<1 + random.below(5)).map { _ in
        (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      }
      var writer = TSVWriter()
      for field in fields { writer.append(field[...]) }
      writer.endRow()
      #expect(writer.bytes.split(separator: 0x0A).count <= 1)
      #expect(try read([writer.bytes]) == [fields])
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("-1", -1), ("9223372036854775807", Int64.max),
      ("-9223372036854775808", Int64.min), ("9223372036854775808", nil), ("", nil), ("-", nil),
      ("1.5", nil), ("+1", nil), ("99999999999999999999", nil), ("\"7\"", nil),
    ] as [(String, Int64?)])
  func `a number is read in full or not at all`(text: String, number: Int64?) throws {
    var reader = TSVReader()
    var found: [Int64?] = []
    try reader.read(Array((text + "\n").utf8)[...]) { (row) throws(RemoteError) in
      found.append(row.integer(0))
    }
    #expect(found == [number])
  }

  @Test func `a row without an end is not kept for ever`() throws {
    var reader = TSVReader()
    let chunk = [UInt8](repeating: 0x61, count: 1 << 20)
    #expect(throws: RemoteError.unexpectedContent("a row without an end")) {
      for _ in 0..<6 { try reader.read(chunk[...]) { (_) throws(RemoteError) in } }
    }
  }
}
