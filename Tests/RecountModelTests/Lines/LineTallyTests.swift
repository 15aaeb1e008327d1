// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct LineTallyTests {
  private static let lines = LineBatch(
    bytes: Array("one\r\ntwo\n\n".utf8), starts: [0, 5, 9], ends: [3, 8, 9], firstLine: 11,
    baseOffset: 100)

  @Test func `closes when every line went somewhere`() {
    var tally = LineTally()
    #expect(tally.closes)
    tally.lines = 10
    #expect(!tally.closes)
    tally.eventLines = 4
    tally.continuationLines = 3
    tally.rejects = 2
    #expect(!tally.closes)
    tally.ignored = 1
    #expect(tally.closes)
    tally.events = 99
    #expect(tally.closes)
    tally.rejects += 1
    #expect(!tally.closes)
  }

  @Test func `adds up field by field`() {
    var left = LineTally()
    (left.lines, left.eventLines, left.events) = (2, 2, 5)
    var right = LineTally()
    (right.lines, right.continuationLines, right.rejects, right.ignored) = (6, 1, 2, 3)
    left += right
    #expect(left.lines == 8 && left.eventLines == 2 && left.continuationLines == 1)
    #expect(left.rejects == 2 && left.ignored == 3 && left.events == 5 && left.closes)
  }

  @Test func `closes after each kind of line`() {
    var batch = EventBatch()
    #expect(batch.isEmpty)
    batch.countEventLine()
    batch.countEventLine(events: 3)
    batch.countEventLine(events: 0)
    batch.countIgnoredLine()
    batch.countContinuationLine()
    batch.reject(LineTallyTests.lines, 1, .malformedTime)
    #expect(batch.tally.closes && batch.tally.lines == 6 && batch.tally.events == 4)
    #expect(!batch.isEmpty)
    batch.timeQuality = .inherited
    batch.removeAll()
    #expect(batch.isEmpty && batch.rejects.isEmpty && batch.timeQuality == .exact)
  }

  @Test func `keeps place and start of a rejected line`() throws {
    var batch = EventBatch()
    batch.reject(LineTallyTests.lines, 1, .notThisFormat)
    let reject = try #require(batch.rejects.first)
    #expect(reject.line == 12 && reject.byteOffset == 105 && reject.reason == .notThisFormat)
    #expect(reject.excerpt == Array("two".utf8))
    let long = Reject(
      line: 1, byteOffset: 0, reason: .overlong, excerpt: [UInt8](repeating: 65, count: 9999)[...])
    #expect(long.excerpt.count == Reject.maxExcerptBytes)
  }

  @Test func `places the lines of a batch`() {
    let lines = LineTallyTests.lines
    #expect(lines.count == 3 && !lines.isOversized)
    #expect((0..<3).map(lines.number) == [11, 12, 13])
    #expect((0..<3).map(lines.offset) == [100, 105, 109])
    #expect((0..<3).map { String(decoding: lines.line($0), as: UTF8.self) } == ["one", "two", ""])
  }
}
