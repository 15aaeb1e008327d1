// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite(.enabled(if: SharedData.isThere, "../shared/data is not there"))
struct RealSignatureTests {
  private func messages(_ bytes: [UInt8]) -> [JoinedMessage] {
    var joiner = StackTraceJoiner()
    var messages: [JoinedMessage] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if let message = joiner.append(withoutStamp(line)) { messages.append(message) }
    }
    if let message = joiner.finish() { messages.append(message) }
    return messages
  }

  /// Without the time that GitHub puts before every line.
  private func withoutStamp(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let space = line.firstIndex(of: 0x20), space > line.startIndex, line[space - 1] == 0x5A,
      space - line.startIndex >= 20
    else { return line }
    return line[(space + 1)...]
  }

  @Test func `build logs give few signatures, the same in any order`() throws {
    let files = SharedData.files("ci/bugswarm/logs", suffix: ".gz")
    try #require(files.count == 48)
    var all = files.flatMap { messages(SharedData.bytes($0)) }
    var random = SeededGenerator(seed: 12)
    var ids: [[SignatureID]] = []
    for _ in 0..<2 {
      var table = TokenRowTable()
      for message in all { table.insert(message.text[...], frame: message.frame[...]) }
      let signatures = SignatureMiner.mine(table, service: "builds").signatures
      #expect(table.refusedLines == 0)
      #expect(signatures.count * 4 < all.count)
      ids.append(signatures.map(\.id).sorted())
      all.shuffle(using: &random)
    }
    #expect(ids[0] == ids[1])
    #expect(all.contains { $0.lines > 10 && !$0.frame.isEmpty })
  }

  /// The place in the code that a line names is what wrote it: 0.48 for the reference algorithm.
  @Test func `lines of services are grouped by what wrote them`() throws {
    let files = SharedData.files("services/nezha", suffix: ".gz")
    try #require(files.count == 12)
    var table = TokenRowTable()
    var places = TokenRowTable()
    var (labels, rows): ([Int], [Int]) = ([], [])
    for file in files {
      for line in SharedData.bytes(file).split(separator: 0x0A) {
        guard let (place, text) = nezha(line) else { continue }
        let (label, row) = (places.insert(text: place[...]), table.insert(text))
        labels.append(try #require(label))
        rows.append(try #require(row))
      }
    }
    #expect(labels.count > 20_000)
    let result = SignatureMiner.mine(table, service: "train-ticket")
    let found = rows.map { result.signatureOfRow[$0] }
    // Most of what is missing are sentences with two to four towns or trains in one place.
    #expect(GroupingScore.accuracy(labels, found) >= 0.48)
    #expect(result.signatures.count < 2 * places.count)
  }

  /// Pod without its last two parts and `class#line`, and the message behind the ids of the trace.
  private func nezha(_ line: ArraySlice<UInt8>) -> (place: [UInt8], text: ArraySlice<UInt8>)? {
    let fields = line.split(separator: 0x2C, maxSplits: 7, omittingEmptySubsequences: false)
    guard fields.count == 8, let hash = fields[7].firstIndex(of: 0x23),
      let end = fields[7][hash...].firstIndex(of: 0x20),
      let before = fields[7][..<hash].lastIndex(of: 0x20)
    else { return nil }
    let pod = fields[3].split(separator: 0x2D).dropLast(2).joined(separator: [0x2D])
    var text = fields[7][(end + 1)...]
    if text.starts(with: "TraceID: ".utf8) {
      for _ in 0..<4 { text = text.drop { $0 != 0x20 }.dropFirst() }
    }
    let tail = Array("\\n".utf8)
    let close = text.indices.last { text[$0...].starts(with: tail) } ?? text.endIndex
    return (Array(pod) + [0x2F] + fields[7][(before + 1)..<end], text[..<close])
  }
}
